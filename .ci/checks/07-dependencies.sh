#!/usr/bin/env bash
# dependencies.txt names everything that Maven resolves for any module, with its version, and nothing else; and what a
# module carries at run time is listed as function or command.
set -euo pipefail
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
mvn -B --no-transfer-progress -Dspotless.check.skip -DskipTests test-compile dependency:list \
  -DexcludeGroupIds=dev.portcullis >"$out/log" 2>&1 || { tail -40 "$out/log"; exit 1; }
# group:name:jar[:classifier]:version:scope, by module
sed 's/\x1b\[[0-9;]*m//g' "$out/log" | awk '
  /Building Portcullis/ { module = $0; sub(/.*Building Portcullis */, "", module); sub(/ [0-9].*/, "", module) }
  /^\[INFO\]    [a-z][A-Za-z0-9_.-]*:/ { print module "|" $2 }' >"$out/resolved"
awk -F'|' '{ split($2, p, ":"); n = length(p) > 0 ? split($2, p, ":") : 0
  artifact = n == 6 ? p[1] ":" p[2] ":" p[4] ":" p[5] : p[1] ":" p[2] ":" p[4]; scope = p[n]
  shipped = (scope == "compile" || scope == "runtime") && $1 != "bench" && $1 != "contract"
  print artifact, shipped ? ($1 == "local" ? "command" : "function") : "other" }' "$out/resolved" | sort -u >"$out/used"
grep -v '^#' dependencies.txt | awk 'NF { print $1, $2 }' >"$out/listed"

status=0
while read -r artifact place; do
  where=$(awk -v a="$artifact" '$1 == a { print $2 }' "$out/listed")
  case $place:$where in
    *:) echo "not listed: $artifact"; status=1 ;;
    function:function | command:function | command:command | other:*) ;;
    *) echo "listed as $where, used by a $place: $artifact"; status=1 ;;
  esac
done <"$out/used"
while read -r artifact where; do
  [ "$where" = build ] || grep -q "^$artifact " "$out/used" || { echo "listed and not used: $artifact"; status=1; }
done <"$out/listed"
echo "$(awk '{ print $1 }' "$out/used" | sort -u | wc -l) artifacts resolved in $(cut -d'|' -f1 "$out/resolved" | sort -u | wc -l) modules"
[ "$(wc -l <"$out/used")" -gt 20 ] || { echo "too few artifacts were found to be believed"; exit 1; }
exit $status
