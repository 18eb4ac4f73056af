#!/usr/bin/env bash
# The AWS template in three profiles: the API's body is current, our own invariants hold and find seeded faults, and
# cfn-lint, cdk-nag (five packs), Control Tower's cfn-guard rules and checkov find nothing that is not acknowledged.
set -euo pipefail
here=.ci/checks/aws-templates
tools=.ci/cache/aws-templates-$(cat "$here/requirements.txt" "$here/package.json" | sha256sum | cut -c1-12)
if [ ! -e "$tools/ready" ]; then
  rm -rf .ci/cache/aws-templates-*
  mkdir -p "$tools"
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/package.json" "$tools/"
  (cd "$tools" && npm install --silent --no-audit --no-fund --ignore-scripts)
  touch "$tools/ready"
fi
python=$tools/venv/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" infra/openapi/generate.py --check infra/openapi/aws.overlay.yaml infra/aws/api.json
for view in transformed minimal vpc full; do "$python" infra/aws/render.py "$view" > "$work/$view.json"; done
"$python" "$here/check.py" --faults
"$python" "$here/scan.py" "$work" "$tools"
