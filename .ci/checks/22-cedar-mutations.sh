#!/usr/bin/env bash
# Changes the policy engine a thousand times and counts how often a test notices: at least 85 %.
set -euo pipefail
out=$(mktemp)
trap 'rm -f "$out"' EXIT
mvn -B verify -Pmutations -pl functions/authorization -am -Dspotless.check.skip -Dtest=ScopesTest \
  -Dsurefire.failIfNoSpecifiedTests=false >"$out" || { tail -40 "$out"; exit 1; }
grep -E "Generated [0-9]{3,} mutations Killed" "$out"
