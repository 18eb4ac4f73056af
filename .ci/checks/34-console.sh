#!/usr/bin/env bash
# The console in a real browser: it shows the calls, checks a record's inclusion proof and the checkpoint's signature
# itself, and says so when an entry was changed after it was signed. Screenshots at phone and desk width on request:
# SCREENSHOTS=docs/images .ci/checks/34-console.sh
set -euo pipefail
command -v chromium > /dev/null || { apt-get update -qq && apt-get install -y -qq chromium; } > /dev/null

work=$(mktemp -d)
server=""
# A server writes until it has ended, so its folder goes only then.
trap '{ [ -z "$server" ] || kill "$server"; wait; } 2>/dev/null || true; rm -rf "$work"' EXIT
# Every module writes the file; the last one is local.
mvn -q -B test-compile dependency:build-classpath -pl local -am -DincludeScope=test \
  -DexcludeGroupIds=dev.portcullis -Dmdep.outputFile="$work/classpath"
classes=local/target/test-classes:local/target/classes
for module in functions/*/; do classes="$classes:${module}target/classes"; done

mkfifo "$work/in"
java -cp "$classes:$(cat "$work/classpath")" dev.portcullis.local.console.ConsoleServer < "$work/in" > "$work/out" &
server=$!
exec 3> "$work/in"
for _ in $(seq 100); do [ "$(wc -l < "$work/out")" -ge 5 ] && break; sleep 0.1; done
whole=$(sed -n 1p "$work/out"); changed=$(sed -n 2p "$work/out"); event=$(sed -n 5p "$work/out")

browse() { chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/$1" --virtual-time-budget=8000 "${@:2}" 2> /dev/null; }
expect() { grep -q "$2" "$1" || { echo "not on the page: $2"; exit 1; }; }

browse one --dump-dom "$whole#e=$event" > "$work/whole.html"
expect "$work/whole.html" "in the log, checked by this browser"
expect "$work/whole.html" "checkpoint signed by the log"
expect "$work/whole.html" "developers-may-chat"
expect "$work/whole.html" "unfinished"
browse two --dump-dom "$changed#e=$event" > "$work/changed.html"
expect "$work/changed.html" "Entry: ✗ does not verify"
echo "console in $(chromium --version 2> /dev/null): calls shown, proof and signature checked, a changed entry refused"

if [ -n "${SCREENSHOTS:-}" ]; then
  mkdir -p "$SCREENSHOTS"
  browse three --hide-scrollbars --window-size=1280,1500 --screenshot="$SCREENSHOTS/console-desk.png" "$(sed -n 3p "$work/out")#e=$event"
  browse four --hide-scrollbars --window-size=500,1100 --screenshot="$SCREENSHOTS/console-phone.png" "$(sed -n 4p "$work/out")"
fi
