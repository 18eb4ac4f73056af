#!/usr/bin/env bash
# The whole deployment on emulators of AWS: `portcullis try --cloud aws` with OpenAI's Python client, callers while the
# model's credential is rotated every 5 seconds (32 for ten minutes with SECONDS_LONG=600), and a spoiled rotation; then
# the log as the lock bucket holds it, by `portcullis audit verify` and two verifiers of other hands.
set -euo pipefail
root=$PWD
here=.ci/checks/aws-emulators
work=$(mktemp -d)
servers=()
# A server writes until it has ended, so its folder goes only then.
trap '{ [ ${#servers[@]} -eq 0 ] || kill "${servers[@]}"; wait; } 2>/dev/null || true; rm -rf "$work"' EXIT

local/emulators/aws.sh install
local/emulators/aws.sh package
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check "openai==${OPENAI_PYTHON:-3.57.0}"
(cd .ci/interop/go && GOFLAGS=-mod=mod go build -o "$work/sumdb" .)
GOBIN="$work" go install github.com/transparency-dev/tessera/cmd/fsck@v1.0.4 2>"$work/go.log" || { cat "$work/go.log"; exit 1; }

# A provider whose keys are rotated, and that later refuses the keys it makes; it outlives what runs meanwhile.
local/emulators/aws.sh provider "$work/port" &
servers+=($!)
until [ -s "$work/port" ]; do sleep 0.1; done

started=$SECONDS
./local/portcullis try --cloud aws --keep "$work/kept" --json \
  --with "bash $here/meanwhile.sh $work http://127.0.0.1:$(cat "$work/port")" >"$work/try.json" || { cat "$work/try.json"; exit 1; }
python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["checks"]), "checks of the trial hold")' "$work/try.json"
echo "trial: $((SECONDS - started)) s once installed"

./local/portcullis audit verify "$work/kept/log" --key "$work/kept/log.vkey" --quiet | tee "$work/verified"
grep -q '^verified$' "$work/verified"
grep -Eq '^hours +[1-9][0-9]* sealed$' "$work/verified"
# A refused key is a record of a failed step, and of no other.
version=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["version"])' "$work/rotated.json")
python3 "$here/records.py" "$work/kept/log" "$version"

cp "$work/kept/log.vkey" "$work/kept/vkey0"
size=$(sed -n 2p "$work/kept/log/checkpoint")
"$work/sumdb" -bare "$work/kept" 0 $((size / 2)) $((size - 1))
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$work/kept" >/dev/null 2>&1 &
servers+=($!)
sleep 1
timeout 120 "$work/fsck" -ui=false -N 2 -storage_url="http://127.0.0.1:$port/log/" -public_key="$work/kept/log.vkey" >"$work/fsck.log" 2>&1 || true
grep -q "Successfully fsck'd log" "$work/fsck.log" || { tail -5 "$work/fsck.log"; exit 1; }
echo "sumdb and fsck accept the log of $size entries from the lock bucket"
