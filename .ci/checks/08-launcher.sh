#!/usr/bin/env bash
# local/portcullis from a user's side: any directory, a symlink, JAVA_HOME, a Java that is too old or missing, no Maven,
# two first starts at once, progress while it builds, and what a short command costs once it is built.
set -euo pipefail
root=$PWD
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
export PORTCULLIS_DATA=$out/data
fail() { echo "launcher: $1"; cat "$out"/*.log 2>/dev/null | tail -20; exit 1; }
# refuses LOG WHAT COMMAND...: exit code 2 and one line that holds WHAT
refuses() {
  local log=$out/$1.log what=$2; shift 2
  local code=0; "$@" >"$log" 2>&1 || code=$?
  [ "$code" = 2 ] && [ "$(wc -l <"$log")" = 1 ] && grep -q "$what" "$log" || fail "expected one line with '$what', exit $code"
}

# Two first starts: one builds with progress, the other waits for it, and both answer.
rm -rf local/target/lib
./local/portcullis --version >"$out/one" 2>"$out/one.log" &
first=$!
./local/portcullis --version >"$out/two" 2>"$out/two.log" || fail "the second of two first starts failed"
wait "$first" || fail "the first of two first starts failed"
cmp -s "$out/one" "$out/two" && grep -q '^portcullis [0-9]' "$out/one" || fail "two first starts differ"
[ "$(cat "$out/one.log" "$out/two.log" | grep -c 'building')" = 1 ] || fail "not exactly one of two first starts built"
cat "$out/one.log" "$out/two.log" | grep -q '^portcullis: \[1/[0-9]*\] Portcullis' || fail "no progress was shown"

# From elsewhere, through a symlink, silently.
ln -s "$root/local/portcullis" "$out/linked"
(cd / && "$out/linked" --version >"$out/one" 2>"$out/quiet.log") || fail "through a symlink"
[ ! -s "$out/quiet.log" ] || fail "an up-to-date start is not silent"

# JAVA_HOME wins, and what it holds must be good.
mkdir -p "$out/old/bin" "$out/path"
printf '#!/bin/sh\necho "    java.specification.version = 11" >&2\n' >"$out/old/bin/java"; chmod +x "$out/old/bin/java"
refuses old 'Java 17 or later' env JAVA_HOME="$out/old" ./local/portcullis --version
refuses none 'Java 17 or later' env JAVA_HOME="$out/nothing" ./local/portcullis --version
for tool in bash env dirname readlink stat cat sed find mkdir flock grep git; do ln -s "$(command -v "$tool")" "$out/path/"; done
refuses nojava 'Java 17 or later' env -u JAVA_HOME PATH="$out/path" ./local/portcullis --version
ln -s "$(command -v java)" "$out/path/java"
git clone -q "$root" "$out/clone" 2>/dev/null
refuses nomaven 'Maven is needed' env -u JAVA_HOME PATH="$out/path" "$out/clone/local/portcullis" --version

./local/portcullis keys create --owner ci --reason ci --role developer >"$out/key" 2>&1 || fail "keys create"
TIMEFORMAT=%R
for _ in 1 2 3 4 5 6 7; do { time ./local/portcullis keys list >/dev/null; } 2>&1; done | sort -n >"$out/times"
echo "launcher: all good; 'keys list' takes $(sed -n 4p "$out/times") s (median of 7, process and script)"
