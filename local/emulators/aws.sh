#!/usr/bin/env bash
# AWS on this machine, without Docker and without an account: LocalStack, moto for DynamoDB, and MinIO, all on loopback
# ports. aws/README.md says what is real and what is pretended.
#
#   aws.sh start [--while PID]   installs what is missing, starts all, waits until each answers
#   aws.sh env                   prints the variables that point a client at them
#   aws.sh status                which of them answer
#   aws.sh stop                  stops all
#   aws.sh run COMMAND...        starts all, runs the command with those variables, stops all
#   aws.sh install               installs only
#
# One set at a time in $PORTCULLIS_EMULATORS (default: a directory under /tmp), where their logs are too.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/aws" && pwd)
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

install() {
  mkdir -p "$cache"
  exec 8>"$cache/.installing"
  flock 8
  if [ ! -x "$built" ]; then
    say "building MinIO (3 to 5 minutes, once) ..."
    local out; out=$(mktemp -d)
    GOBIN=$out GOFLAGS=-mod=mod nice go install -p=1 "$minio" >"$out/log" 2>&1 || { tail -20 "$out/log" >&2; fail "MinIO could not be built"; }
    mv "$out/minio" "$built"
    rm -rf "$out"
  fi
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
  exec 8>&-
}

# By its command, for a number may be another process's by now, or a dead one's that nobody has buried.
running() { [ -e "$state/pid" ] && grep -qs emulators.py "/proc/$(cat "$state/pid")/cmdline"; }

start() {
  running && fail "already started; aws.sh stop ends it"
  command -v setpriv >/dev/null || fail "setpriv (util-linux) is needed"
  install
  rm -rf "$state"
  mkdir -m 700 -p "$state"
  setsid "$tools/localstack/bin/python" "$here/emulators.py" "$state" "$tools" "$plugin" "$built" "$@" </dev/null >"$state/log" 2>&1 &
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

case ${1:-} in
  install) install ;;
  start) start "${@:2}"; cat "$state/env" ;;
  env) running || fail "not started"; cat "$state/env" ;;
  status)
    running || { echo "stopped"; exit 3; }
    set -a; . "$state/env"; set +a
    for one in "LocalStack $AWS_ENDPOINT_URL/_localstack/health" "moto $AWS_ENDPOINT_URL_DYNAMODB/moto-api/" "MinIO $PORTCULLIS_MINIO_ENDPOINT/minio/health/live"; do
      curl -sf -o /dev/null --max-time 5 "${one#* }" && echo "${one%% *} answers" || { echo "${one%% *} does not answer"; exit 1; }
    done ;;
  stop) stop ;;
  run)
    [ $# -gt 1 ] || fail "run needs a command"
    start --while $$
    trap stop EXIT
    set -a; . "$state/env"; set +a
    "${@:2}" ;;
  *) sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
