#!/usr/bin/env bash
# Each call of each function on AWS goes wrong on the wire in every way: throttled, 500, lost before and after its effect,
# refused credentials, another region. No gate opens, nothing acknowledged is lost, a line tells of it without secrets.
set -euo pipefail
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -B --no-transfer-progress test -pl functions/aws -am -Dtest=CallFaultsTest -Dspotless.check.skip \
  -Dsurefire.failIfNoSpecifiedTests=false -Dtest.argLine="-Xmx1g -Dsun.net.httpserver.nodelay=true -Dportcullis.faults.all=true" >"$out" 2>&1 || { tail -80 "$out"; exit 1; }
grep '^faults: ' "$out" | awk '{scenarios++; calls += $(NF-3); runs += $(NF-1)} END {print calls " calls of " scenarios " scenarios went wrong in " runs " ways"; exit runs < 500}'
