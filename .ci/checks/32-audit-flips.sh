#!/usr/bin/env bash
# `portcullis audit verify` names the file of any one flipped bit of a log on a disk: FLIPS bits in each of its files.
set -euo pipefail
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -B test -pl local -am -Dtest='VerifyCommandTest,KilledAppenderTest' -Daudit.flips="${FLIPS:-100}" \
  -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false >"$out" 2>&1 || { tail -60 "$out"; exit 1; }
grep -E 'flipped bits in' "$out"
