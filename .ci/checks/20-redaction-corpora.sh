#!/usr/bin/env bash
# Scores the detectors on labelled corpora and fails when a goal is missed (see docs/redaction.md).
set -euo pipefail
data=${1:-../shared/data/redaction}
mvn -q -B test-compile -pl functions/redaction -am
exec java -cp functions/redaction/target/classes:functions/redaction/target/test-classes \
  dev.portcullis.redaction.score.Corpora "$data"
