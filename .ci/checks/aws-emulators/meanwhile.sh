#!/usr/bin/env bash
# What runs while the trial's API is up: OpenAI's client, callers while a credential is rotated, and a rotation that the
# provider spoils. meanwhile.sh WORK PROVIDER
set -euo pipefail
here=.ci/checks/aws-emulators
aws=./local/emulators/aws.sh
watch() { # the schedules that LocalStack keeps and never runs: the log takes up what there is, the alerts read it
  $aws cloud settle >/dev/null
  for task in run watch; do echo "$task: $($aws cloud task "$task")"; done
}

"$1/venv/bin/python" "$here/openai_client.py"

# A minute of eight callers; the long run has 32. Whole rotations raise nothing.
$aws cloud provider "$2" >/dev/null
$aws python "$here/alerts.py" listen
many=8; [ -z "${SECONDS_LONG:-}" ] || many=32
PORTCULLIS_CALLERS=$many $aws soak "${SECONDS_LONG:-60}" "$2" >"$1/soak.json" || { cat "$1/soak.json"; exit 1; }
watch
$aws python "$here/alerts.py" expect rotation_failed 0 0

# Secrets Manager drives the four steps through the real function, whose third is refused by the provider, and tells
# nobody; the function does, by the next run of the alerts, and once.
curl -sf -o /dev/null -d '{"takes": false}' "$2/control"
$aws cloud rotate ModelSecret >"$1/rotated.json"
python3 "$here/failing_rotation.py" <"$1/rotated.json"
watch
$aws python "$here/alerts.py" expect rotation_failed 1 1
watch
$aws python "$here/alerts.py" expect rotation_failed 0 1
echo "reconcile: $($aws cloud task reconcile)"

# No hour of a trial is over: one that a slow clock names is, and its seal is in what the verifiers get.
$aws python "$here/late_writer.py"
sealed=$($aws cloud task seal)
echo "seal: $sealed"
[[ $sealed =~ ^\{\"sealed\":\ [1-9] ]]
