#!/usr/bin/env bash
# Cuts every text of the corpora at every place, one character at a time and at random, as a stream, as a reply's text
# and as a tool call's arguments, and fails at the first byte that differs from the text in one piece.
set -euo pipefail
data=${1:-../shared/data/redaction}
mvn -q -B test-compile -pl functions/redaction -am
exec java -cp functions/redaction/target/classes:functions/redaction/target/test-classes \
  dev.portcullis.redaction.score.Chunks "$data"
