#!/usr/bin/env bash
# Measures functions from the start of their process to their first answer under Lambda's real runtime client, in the
# packages that are deployed, against the tests' fakes on this machine. The columns and what was seen are in
# docs/performance/aws.md. JAVA25_HOME names the JDK 25; the running one must be a JDK 17.
set -euo pipefail
cd "$(dirname "$0")/../.."
jdk=${JAVA25_HOME:-$(find /usr/lib/jvm /opt -maxdepth 1 -name '*25*' -print -quit 2>/dev/null)}
[ -n "$jdk" ] && [ -x "$jdk/bin/java" ] || { echo "no JDK 25: set JAVA25_HOME"; exit 1; }
mvn=${MVN:-mvn -B --no-transfer-progress}
out=$(mktemp); trap 'rm -f "$out"' EXIT
$mvn -q -Dspotless.check.skip -pl functions/aws -am -DskipTests package >"$out" 2>&1 || { tail -40 "$out"; exit 1; }
$mvn -Dspotless.check.skip -pl functions/aws -am -Dtest=ColdStartTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest.argLine="-Dsun.net.httpserver.nodelay=true -Dportcullis.measure=$jdk" test >"$out" 2>&1 || { tail -60 "$out"; exit 1; }
grep -E '^(cold|warm) ' "$out"
