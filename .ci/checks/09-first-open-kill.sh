#!/usr/bin/env bash
# A command that makes a new data directory is killed at a random moment; the next command finishes what it began: it
# makes a key, lists it, and the log's verifier key is there. The seed is printed; FIRST_OPEN_SEED repeats a run's moments.
set -euo pipefail
rounds=24
RANDOM=${FIRST_OPEN_SEED:-$$}; echo "seed ${FIRST_OPEN_SEED:-$$}"
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
create=(keys create --owner ci --reason ci --role developer)
./local/portcullis --version >/dev/null
# How long a whole run takes here decides what a random moment is.
began=$(date +%s%N); PORTCULLIS_DATA=$out/whole ./local/portcullis "${create[@]}" >/dev/null 2>&1
whole=$((($(date +%s%N) - began) / 1000000))
killed=0 begun=0
for round in $(seq "$rounds"); do
  export PORTCULLIS_DATA=$out/$round
  ./local/portcullis "${create[@]}" >"$out/first" 2>&1 &
  pid=$!
  sleep "$(awk -v r="$RANDOM" -v w="$whole" 'BEGIN { print (w * (0.6 + 0.8 * r / 32768)) / 1000 }')"
  if kill -9 "$pid" 2>/dev/null; then
    killed=$((killed + 1))
    # A kill before the directory is begun tries nothing: later next time; one that came too late: earlier.
    if [ -d "$PORTCULLIS_DATA/secrets" ]; then begun=$((begun + 1)); else whole=$((whole * 11 / 10)); fi
  else
    whole=$((whole * 9 / 10))
  fi
  wait "$pid" 2>/dev/null || true
  ./local/portcullis "${create[@]}" >"$out/key" 2>"$out/err" || { echo "round $round: $(cat "$out/err")"; exit 1; }
  grep -q '^pck_live_' "$out/key" && [ -s "$PORTCULLIS_DATA/log.vkey" ] || { echo "round $round: no key"; exit 1; }
  id=$(cut -d_ -f3 "$out/key")
  ./local/portcullis keys show "$id" >/dev/null || { echo "round $round: the key is not there"; exit 1; }
  [ -z "$(find "$PORTCULLIS_DATA" -path '*~partial/*' -print -quit)" ] || { echo "round $round: half a file stays"; exit 1; }
done
[ "$killed" -gt $((rounds / 4)) ] && [ "$begun" -gt $((rounds / 8)) ] || { echo "only $killed of $rounds were killed, $begun of them after the directory was begun"; exit 1; }
echo "first open: $killed of $rounds killed, $begun of them after the directory was begun; every next command finished it"
