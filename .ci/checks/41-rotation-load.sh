#!/usr/bin/env bash
# A gateway that serves 32 callers and rotates its credential every 5 seconds meanwhile, by the real clock: no call may
# fail, none may go out with a retired key. SECONDS_LONG=600 for ten minutes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mvn -q -B test-compile dependency:build-classpath -pl local -am -Dmdep.outputFile="$work/classpath"
cd local
java -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
  dev.portcullis.local.gateway.RotationSoak "${SECONDS_LONG:-20}" "$work"
