#!/usr/bin/env bash
# Every kind of record this project emits is a valid OCSF 1.8.0 event, and two foreign implementations of RFC 8785
# give the same bytes (the Java one runs in `mvn verify`). The schema is compiled here from its published source.
set -euo pipefail
root=$PWD
here="$root/.ci/checks/ocsf"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -q -B test-compile -pl functions/audit -am
java -cp functions/audit/target/test-classes:functions/audit/target/classes:functions/ports/target/classes \
  dev.portcullis.audit.record.SampleRecordsPrinter > "$work/events.jsonl"

mkdir "$work/schema"
tar -xzf ../shared/data/ocsf/ocsf-schema-1.8.0.tar.gz -C "$work/schema"
python3 "$here/validate.py" "$work/schema" "$work/events.jsonl"

cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts canonicalize@2.1.0 > npm.log 2>&1 || { cat npm.log; exit 1; }
node "$here/canonical.mjs" "$work/events.jsonl"
