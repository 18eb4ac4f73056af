#!/usr/bin/env bash
# A gateway under load, killed with SIGKILL at 100 random moments: every answered call is in the log, every unfinished
# one is reported, and the log verifies.
set -euo pipefail
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -B --no-transfer-progress test -pl local -am -Dtest=KilledServeTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest.argLine="-Xmx1g -Dportcullis.kills=${KILLS:-100} -Dportcullis.seed=${SEED:-$RANDOM}" >"$out" 2>&1 || { tail -60 "$out"; exit 1; }
grep -E '^[0-9]+ kills' "$out"
