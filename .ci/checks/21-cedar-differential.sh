#!/usr/bin/env bash
# 100,000 random calls by the shipped policies and 100,000 by generated ones, decided by our evaluator and by cedar-java.
set -euo pipefail
out=$(mktemp)
trap 'rm -f "$out"' EXIT
mvn -q -B test -pl local -am -Dtest=CedarDifferentialTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest.argLine="-Xmx1g -Dportcullis.differential.calls=100000" | tee "$out"
grep -q "100000 calls, 0 disagreements" "$out"
grep -q "100000 calls by generated policies, 0 disagreements" "$out"
