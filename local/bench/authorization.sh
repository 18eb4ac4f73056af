#!/usr/bin/env bash
# Everything in docs/performance/authorization.md, in one run: decisions beside cedar-java and CEL, the cold start, the
# number of policies, and the size of the jars. JAVA17_HOME and JAVA25_HOME name the JDKs; one that is not set is
# left out, except that plain java is taken for the first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -pl local/bench -am -DskipTests -Dspotless.check.skip package dependency:build-classpath \
  -Dmdep.outputFile="$work/cp" -DincludeScope=runtime
cp=$(ls local/bench/target/portcullis-bench-*.jar):$(cat "$work/cp")
bench=dev.portcullis.bench.authorization

for home in "${JAVA17_HOME:-}" "${JAVA25_HOME:-}"; do
  java=${home:+$home/bin/}java
  [ -n "$home" ] || [ "${home}" = "${JAVA17_HOME:-}" ] || continue
  for flags in "-Xshare:auto" "-XX:TieredStopAtLevel=1"; do
    echo "== decisions, $("$java" -version 2>&1 | head -1), $flags"
    "$java" $flags -XX:+UseSerialGC -cp "$cp" "$bench.DecisionBench" "${ROUNDS:-60}" 2>/dev/null
    echo "== load and first decision in a fresh JVM, median of 7, $flags"
    for engine in portcullis cedar-java cel; do
      for _ in 1 2 3 4 5 6 7; do
        "$java" $flags -XX:+UseSerialGC -cp "$cp" "$bench.ColdBench" "$engine" 2>/dev/null
      done | sort -k2 -n | sed -n 4p
    done
  done
  echo "== number of policies"
  "$java" -XX:+UseSerialGC -cp "$cp" "$bench.SizesBench" 2>/dev/null
  [ -n "${JAVA25_HOME:-}" ] || break
done
echo "== bytes of the authorization jar and what it carries at run time"
mvn -q -B -pl functions/authorization -am -DskipTests -Dspotless.check.skip package dependency:build-classpath \
  -Dmdep.outputFile="$work/small" -DincludeScope=runtime
tr ':' '\n' <"$work/small" | grep -v 'portcullis-authorization' | xargs -r du -bc functions/authorization/target/portcullis-authorization-*-SNAPSHOT.jar
