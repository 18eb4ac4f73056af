#!/usr/bin/env bash
# Emulators of AWS: their Lambda does what Lambda does; the ports' contracts, Object Lock's rules and 64-way races hold on
# LocalStack (tables by moto) and, for S3, on MinIO, but for the known deviations. Fails if one of those passes now.
set -euo pipefail
here=.ci/checks/aws-emulators
work=$(mktemp -d)
export PORTCULLIS_EMULATORS=$work/emulators
trap 'local/emulators/aws.sh stop; rm -rf "$work"' EXIT

local/emulators/aws.sh install
started=$SECONDS
local/emulators/aws.sh start --while $$ >"$work/env"
set -a; . "$work/env"; set +a

mkdir "$work/probe"
javac -cp "$(local/emulators/aws.sh runtime)/*" --release 17 -d "$work/probe" "$here/Probe.java"
(cd "$work/probe" && python3 -m zipfile -c ../probe.zip Probe.class)
local/emulators/aws.sh python "$here/probe.py" "$work/probe.zip"

contracts() { # EMULATOR LEAST TESTS: runs them where the environment says, and compares
  rm -rf functions/aws/target/surefire-reports
  mvn -q -B test -pl functions/aws -am -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false -Dtest="$3" >"$work/$1.log" 2>&1 || true
  [ -d functions/aws/target/surefire-reports ] || { tail -40 "$work/$1.log"; exit 1; }
  python3 "$here/contracts.py" "$1" functions/aws/target/surefire-reports "$here/deviations.txt" "$2"
}
contracts localstack 140 'dev.portcullis.aws.emulators.*Check'
export AWS_ENDPOINT_URL=$PORTCULLIS_MINIO_ENDPOINT AWS_ACCESS_KEY_ID=$PORTCULLIS_MINIO_USER AWS_SECRET_ACCESS_KEY=$PORTCULLIS_MINIO_PASSWORD
contracts minio 90 'Worm*Check,PublicationStoreCheck,ObjectLockCheck,RaceCheck'
echo "emulators of AWS: $((SECONDS - started)) s once installed"
