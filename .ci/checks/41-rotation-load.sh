#!/usr/bin/env bash
# A rotation every 5 seconds under 32 callers by the real clock: no call may fail. SECONDS_LONG=600 for ten minutes.
set -euo pipefail
classpath=$(mktemp); trap 'rm -f "$classpath"' EXIT
mvn -q -B test-compile dependency:build-classpath -pl functions/rotation -am -Dmdep.outputFile="$classpath"
for module in ports contract authorization audit alerts rotation; do
  classes=${classes:+$classes:}functions/$module/target/classes
done
exec java -cp "$classes:functions/rotation/target/test-classes:$(cat "$classpath")" \
  dev.portcullis.rotation.load.RotationSoak "${SECONDS_LONG:-20}"
