#!/usr/bin/env bash
# Cedar's own conformance corpus against our evaluator: every decision, reason set and error set.
set -euo pipefail
archive=../shared/data/cedar/corpus-tests.tar.gz
[ -f "$archive" ] || { echo "missing $archive"; exit 1; }
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT
tar xzf "$archive" -C "$corpus"
mvn -q -B test -pl functions/authorization -am -Dtest=CorpusCheck -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest.argLine="-Xmx1g -Dportcullis.cedar.corpus=$corpus" | tee "$corpus/out"
grep -q "agree" "$corpus/out" || { echo "the corpus was not run"; exit 1; }
