#!/usr/bin/env bash
# The same class files pass the same tests on Java 25, the run time that deployments use. JAVA25_HOME names the JDK;
# without it, one is looked for where Linux keeps JDKs. The functions' own processes under Lambda's runtime client, which
# some tests start, are on the same Java as the tests. One class at a time, because another check has the other core.
set -euo pipefail
jdk=${JAVA25_HOME:-$(find /usr/lib/jvm /opt -maxdepth 1 -name '*25*' -print -quit 2>/dev/null)}
[ -n "$jdk" ] && [ -x "$jdk/bin/java" ] || { echo "no JDK 25: set JAVA25_HOME"; exit 1; }
"$jdk/bin/java" -version 2>&1 | head -1
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -B --no-transfer-progress test -Djvm="$jdk/bin/java" -Dtest.forks=1 >"$out" 2>&1 || { tail -80 "$out"; exit 1; }
grep -E '^(\[[A-Z]+\] )?Tests run: [0-9]+.*Skipped: [0-9]+$' "$out" |
  awk -F'[:,]' '{n += $2} END {print n " tests on Java 25"; exit n < 1}'
