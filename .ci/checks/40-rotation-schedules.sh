#!/usr/bin/env bash
# Rotation on every schedule of up to two crashes and lost answers, for every strategy and both ways of delivering,
# on 10,000 random ones of three, and with deliveries at once. A failure prints the faults or the seed that repeat it.
set -euo pipefail
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -B test -pl functions/rotation -am -Dtest='dev.portcullis.rotation.schedule.*Test' \
  -Drotation.faults="${FAULTS:-2}" -Drotation.schedules="${SCHEDULES:-10000}" \
  -Drotation.concurrent="${CONCURRENT:-500}" \
  -Dsurefire.failIfNoSpecifiedTests=false >"$out" 2>&1 || { tail -60 "$out"; exit 1; }
grep -E 'faults, problems|^template:|^rotation:' "$out"
test "$(grep -c 'faults, problems {} ' "$out")" = 14 || { echo "not every strategy was walked"; exit 1; }
grep -q '^template: .*leak=' "$out" || { echo "the checker was not seen to fail"; exit 1; }
