#!/usr/bin/env bash
# Scores the detectors on labelled corpora and fails when a goal is missed (see docs/redaction.md). A case that one of
# gitleaks' rules must not match may hold another rule's secret: gitleaks itself, with all its rules, says which do.
set -euo pipefail
data=${1:-../shared/data/redaction}
classes=functions/redaction/target/classes:functions/redaction/target/test-classes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GOBIN="$work" go install github.com/zricethezav/gitleaks/v8@v8.30.1 2>"$work/go.log" || { cat "$work/go.log"; exit 1; }
mvn -q -B test-compile -pl functions/redaction -am
mkdir "$work/cases"
java -cp "$classes" dev.portcullis.redaction.score.SecretCases "$data/gitleaks.jsonl.gz" "$work/cases"
"$work/gitleaks" dir "$work/cases" --no-banner --exit-code 0 --report-format json --report-path "$work/report.json" \
  2>"$work/gitleaks.log" || { cat "$work/gitleaks.log"; exit 1; }
sed -n 's|.*"File": ".*/\([0-9]*\)/[^/]*",|\1|p' "$work/report.json" | sort -nu >"$work/found"
[ -s "$work/found" ] || { echo "gitleaks found nothing at all"; exit 1; }
java -cp "$classes" dev.portcullis.redaction.score.Corpora "$data" --gitleaks="$work/found"
