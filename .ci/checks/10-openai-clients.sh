#!/usr/bin/env bash
# OpenAI's official clients for Python and Node, from their registries and unchanged, against `portcullis serve`.
# (The one for Java runs in `mvn verify`.)
set -euo pipefail
work=$(mktemp -d)
servers=()
# A server writes until it has ended, so its folder goes only then.
trap '{ [ ${#servers[@]} -eq 0 ] || kill "${servers[@]}"; wait; } 2>/dev/null || true; rm -rf "$work"' EXIT

serve() { # DATA: starts a gateway on a free port, and prints its base address
  ./local/portcullis serve --port 0 --data "$1" >"$1.out" 2>"$1.err" &
  servers+=($!)
  for _ in $(seq 1200); do
    grep -q serving "$1.out" 2>/dev/null && break
    kill -0 "${servers[-1]}" 2>/dev/null || break
    sleep 0.1
  done
  base=$(sed -n 's/^portcullis: serving //p' "$1.out")
  [ -n "$base" ] || { echo "no gateway after two minutes"; cat "$1.err"; exit 1; }
}
key() { ./local/portcullis keys create --data "$1" --owner ci --reason check --role "$2" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }; }

./local/portcullis --version >/dev/null
mkdir -m 700 "$work/limited"
echo 'key * requests_per_minute 0' >"$work/limits.txt"
printf 'policies:\n  limits: %s\n' "$work/limits.txt" >"$work/limited/portcullis.yaml"
developer=$(key "$work/data" developer)
auditor=$(key "$work/data" auditor)
limited=$(key "$work/limited" developer)
serve "$work/data"; one=$base
serve "$work/limited"; other=$base

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check "openai==${OPENAI_PYTHON:-3.57.0}"
"$work/venv/bin/python" .ci/clients/openai_client.py "$one" "$developer" "$auditor" "$other" "$limited"

cp .ci/clients/openai-client.mjs "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts "openai@${OPENAI_NODE:-7.57.0}" >npm.log 2>&1) || { cat "$work/npm.log"; exit 1; }
(cd "$work" && node openai-client.mjs "$one" "$developer" "$auditor" "$other" "$limited")
