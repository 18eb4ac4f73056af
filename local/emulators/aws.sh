#!/usr/bin/env bash
# AWS on this machine, without Docker and without an account: LocalStack, moto for DynamoDB, and MinIO, all on loopback
# ports. aws/README.md says what is real and what is pretended.
#
#   aws.sh start [--no-minio] [--while PID]   installs what is missing, starts all, waits until each answers
#   aws.sh env                                prints the variables that point a client at them
#   aws.sh status                             which of them answer
#   aws.sh deploy [NAME=VALUE...]             packages the functions if needed and deploys infra/aws/template.yaml
#   aws.sh cloud ACTION...                    does something with what is deployed; aws/cloud.py says what there is
#   aws.sh provider PORTFILE                  a model provider whose keys `cloud provider` has rotated; until it is killed
#   aws.sh soak SECONDS [PROVIDER]            rotates that provider's key every 5 s under 32 callers; its own without one
#   aws.sh package                            packages the functions if they are older than their sources
#   aws.sh python FILE...                     runs LocalStack's Python, which has boto3, with those variables
#   aws.sh runtime                            prints where the jars of Lambda's Java runtime are
#   aws.sh stop                               stops all
#   aws.sh run COMMAND...                     starts all, runs the command with those variables, stops all
#   aws.sh install                            installs only
#
# One set at a time in $PORTCULLIS_EMULATORS (default: a directory under /tmp), where their logs are too.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/aws" && pwd)
root=$(cd "$here/../../.." && pwd)
state=${PORTCULLIS_EMULATORS:-${TMPDIR:-/tmp}/portcullis-aws-$(id -u)}
fail() { echo "aws.sh: $1" >&2; exit 1; }
say() { echo "aws.sh: $1" >&2; }

# The newest MinIO that the Go proxy has; it is built, for its releases are not in any registry.
minio=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
cache=${XDG_CACHE_HOME:-$HOME/.cache}/portcullis/aws-emulators
built=$cache/minio-${minio##*-}
digest() { cat "$@" | sha256sum | cut -c1-12; }
tools=$cache/tools-$(digest "$here"/*.txt "$here/runtime/pom.xml")
plugin=$tools/plugin-$(digest "$here"/plugin/pyproject.toml "$here"/plugin/*/*.py)

locked() { # COMMAND...: one at a time on this machine
  mkdir -p "$cache"
  (flock 8 && "$@") 8>"$cache/.installing"
}

install_minio() {
  [ ! -x "$built" ] || return 0
  say "building MinIO (3 to 5 minutes, once) ..."
  local out; out=$(mktemp -d)
  GOBIN=$out GOFLAGS=-mod=mod nice go install -p=1 "$minio" >"$out/log" 2>&1 || { tail -20 "$out/log" >&2; fail "MinIO could not be built"; }
  mv "$out/minio" "$built"
  rm -rf "$out"
}

install() {
  if [ ! -e "$tools/ready" ]; then
    say "installing LocalStack and moto (two minutes, once) ..."
    rm -rf "$cache"/tools-*
    mkdir -p "$tools"
    local one
    for one in localstack moto; do
      python3 -m venv "$tools/$one"
      "$tools/$one/bin/pip" install -q --disable-pip-version-check --no-compile -r "$here/$one.txt"
    done
    mvn -q -B --no-transfer-progress -f "$here/runtime/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
      -DoutputDirectory="$tools/runtime" >"$tools/maven.log" 2>&1 || { cat "$tools/maven.log" >&2; fail "the Lambda runtime could not be fetched"; }
    touch "$tools/ready"
  fi
  if [ ! -e "$plugin" ]; then
    # Built from a copy, so that the checkout stays clean; put in place whole.
    local copy; copy=$(mktemp -d)
    cp -r "$here/plugin" "$copy/"
    "$tools/localstack/bin/pip" install -q --disable-pip-version-check --no-deps --target "$copy/installed" "$copy/plugin"
    mv "$copy/installed" "$plugin"
    rm -rf "$copy"
  fi
}

# By its command, for a number may be another process's by now, or a dead one's that nobody has buried.
running() { [ -e "$state/pid" ] && grep -qs emulators.py "/proc/$(cat "$state/pid")/cmdline"; }

start() {
  ! running || fail "already started; aws.sh stop ends it"
  command -v setpriv >/dev/null || fail "setpriv (util-linux) is needed"
  locked install
  local second=-
  if [ "${1:-}" = --no-minio ]; then shift; else locked install_minio; second=$built; fi
  rm -rf "$state"
  mkdir -m 700 -p "$state"
  setsid "$tools/localstack/bin/python" "$here/emulators.py" "$state" "$tools" "$plugin" "$second" "$@" </dev/null >"$state/log" 2>&1 &
  local supervisor=$!
  until [ -e "$state/env" ]; do
    kill -0 "$supervisor" 2>/dev/null || { cat "$state/log" >&2; fail "the emulators did not start; their logs are in $state"; }
    sleep 0.2
  done
}

stop() {
  running || return 0
  local supervisor; supervisor=$(cat "$state/pid")
  kill "$supervisor" 2>/dev/null || return 0
  while running; do sleep 0.1; done
}

package() {
  local zip=$root/functions/aws/target/portcullis-aws.zip
  if [ -e "$zip" ] && [ -z "$(find "$root/pom.xml" "$root"/functions/*/pom.xml "$root"/functions/*/src/main "$root"/functions/aws/src/assembly \
    "$root"/functions/aws/src/test/java/dev/portcullis/aws/packages "$root/infra/policies" -newer "$zip" -print -quit)" ]; then return 0; fi
  say "packaging the functions (two minutes) ..."
  (cd "$root" && mvn -q -B --no-transfer-progress -DskipTests -Dspotless.check.skip -pl functions/aws -am package) >&2 || fail "the functions could not be packaged"
}

soak() { # SECONDS [PROVIDER]
  entered
  cloud() { "$tools/localstack/bin/python" "$here/cloud.py" "$state/deployment.json" "$@"; }
  local provider=${2:-}
  if [ -z "$provider" ]; then
    rm -f "$state/provider"
    setpriv --pdeathsig KILL -- python3 "$here/provider.py" "$state/provider" &
    trap "kill $! 2>/dev/null" EXIT
    until [ -s "$state/provider" ]; do sleep 0.1; done
    provider=http://127.0.0.1:$(cat "$state/provider")
    cloud credential >/dev/null
    cloud provider "$provider" >/dev/null
  fi
  "$tools/localstack/bin/python" "$here/soak.py" "$state/deployment.json" "$1" "$provider"
}

entered() { # reads the variables, or says that there are none
  running || fail "not started"
  set -a; . "$state/env"; set +a
}

case ${1:-} in
  install) locked install; locked install_minio ;;
  start) start "${@:2}"; cat "$state/env" ;;
  env) running || fail "not started"; cat "$state/env" ;;
  status)
    running || { echo "stopped"; exit 3; }
    entered
    for one in "LocalStack $AWS_ENDPOINT_URL/_localstack/health" "moto $AWS_ENDPOINT_URL_DYNAMODB/moto-api/" \
      ${PORTCULLIS_MINIO_ENDPOINT:+"MinIO $PORTCULLIS_MINIO_ENDPOINT/minio/health/live"}; do
      curl -sf -o /dev/null --max-time 5 "${one#* }" && echo "${one%% *} answers" || { echo "${one%% *} does not answer"; exit 1; }
    done ;;
  deploy)
    entered
    package
    "$tools/localstack/bin/python" "$here/deploy.py" "$root/functions/aws/target" "${@:2}" >"$state/deployment.json.new"
    mv "$state/deployment.json.new" "$state/deployment.json"
    cat "$state/deployment.json" ;;
  runtime) echo "$tools/runtime" ;;
  python) entered; "$tools/localstack/bin/python" "${@:2}" ;;
  package) package ;;
  cloud) entered; "$tools/localstack/bin/python" "$here/cloud.py" "$state/deployment.json" "${@:2}" ;;
  provider) exec python3 "$here/provider.py" "$2" ;;
  soak) soak "${@:2}" ;;
  stop) stop ;;
  run)
    [ $# -gt 1 ] || fail "run needs a command"
    start --while $$
    trap stop EXIT
    entered
    "${@:2}" ;;
  *) sed -n '2,21s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
