#!/usr/bin/env bash
# What runs while the trial's API is up: OpenAI's client, and a rotation that the provider spoils. meanwhile.sh WORK
set -euo pipefail
here=.ci/checks/aws-emulators
"$1/venv/bin/python" "$here/openai_client.py"
# Secrets Manager drives the four steps through the real function, whose third is refused by the provider.
./local/emulators/aws.sh cloud rotate ModelSecret >"$1/rotated.json"
python3 "$here/failing_rotation.py" <"$1/rotated.json"
# The other schedules' functions, which LocalStack would never call by itself.
./local/emulators/aws.sh cloud settle
for task in run watch reconcile; do echo "$task: $(./local/emulators/aws.sh cloud task "$task")"; done
