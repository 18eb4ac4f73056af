#!/usr/bin/env bash
# Prints the figures of docs/performance/redaction.md; takes RedactionBench's arguments. From the repository's root.
set -euo pipefail
out=$(mktemp); trap 'rm -f "$out"' EXIT
mvn -q -B -pl local/bench -am -Dspotless.check.skip -DskipTests test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile="$out"
java -cp "local/bench/target/classes:$(cat "$out")" dev.portcullis.bench.redaction.RedactionBench "$@"
