#!/usr/bin/env bash
# The audit log's write path on 10,000 random schedules, and on every interleaving of two sequencers
# and two batches. A failure prints the seed or the choices that repeat it.
set -euo pipefail
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -B test -pl functions/audit -am -Dtest='SchedulesTest,InterleavingsTest' \
  -Daudit.schedules="${SCHEDULES:-10000}" -Daudit.interleavings=10000000 \
  -Dsurefire.failIfNoSpecifiedTests=false >"$out" 2>&1 || { tail -60 "$out"; exit 1; }
grep -E 'schedules:|interleavings reach' "$out"
test "$(grep -c ' 0 left$' "$out")" = 2 || { echo "not every interleaving was reached"; exit 1; }
