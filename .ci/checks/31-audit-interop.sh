#!/usr/bin/env bash
# Verifiers of other hands accept our logs and refuse tampered ones: golang.org/x/mod/sumdb, tessera's fsck,
# @sigstore/verify and sigstore-java, over logs of 1 to 1,000,000 entries; and we agree with 196 foreign Merkle
# vectors. Our own `portcullis audit verify` reads each of them too, in 64 MB of heap.
set -euo pipefail
root=$PWD
work=$(mktemp -d)
server=
# A server writes until it has ended, so its folder goes only then.
trap '{ [ -z "$server" ] || kill "$server"; wait; } 2>/dev/null || true; rm -rf "$work"' EXIT

mvn -q -B test-compile dependency:build-classpath -pl local -am -Dspotless.check.skip -DexcludeGroupIds=dev.portcullis \
  -Dmdep.outputFile=target/classpath
classes=local/target/classes:functions/audit/target/test-classes
for module in functions/*/; do classes="$classes:${module}target/classes"; done
classes="$classes:$(cat local/target/classpath):$(cat functions/audit/target/classpath)"

tar -xzf ../shared/data/merkle/testdata.tar.gz -C "$work"
java -cp "$classes" dev.portcullis.audit.tlog.MerkleVectors "$work/testdata"

(cd .ci/interop/go && GOFLAGS=-mod=mod go build -o "$work/sumdb" .)
GOBIN="$work" go install github.com/transparency-dev/tessera/cmd/fsck@v1.0.4 2>"$work/go.log" || { cat "$work/go.log"; exit 1; }
(cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts @sigstore/verify@4.1.3 >npm.log 2>&1) || { cat "$work/npm.log"; exit 1; }

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$work" >/dev/null 2>&1 &
server=$!
sleep 1
fsck() { # DIRECTORY: true if tessera's fsck says over HTTP that it succeeded (it exits 0 either way)
  timeout 300 "$work/fsck" -ui=false -N 4 -storage_url="http://127.0.0.1:$port/$1/log/" -public_key="$work/$1/vkey0" >"$work/fsck.log" 2>&1 || return 1
  grep -q "Successfully fsck'd log" "$work/fsck.log"
}
check() { # accept|refuse DIRECTORY SIZE: all three
  local want=0 dir=$2 indexes
  [ "$1" = accept ] || want=1
  indexes="0 $(($3 / 2)) $(($3 - 1))"
  local got=0
  "$work/sumdb" "$work/$dir" $indexes >"$work/out" || got=1
  [ $got = $want ] || { echo "sumdb did not $1 $dir: $(cat "$work/out")"; exit 1; }
  got=0
  fsck "$dir" || got=1
  [ $got = $want ] || { echo "fsck did not $1 $dir:"; tail -5 "$work/fsck.log"; exit 1; }
}
sigstore() { # DIRECTORY INDEX...: true if both of sigstore's verifiers accept the proofs
  local js=0 java=0
  node "$root/.ci/interop/sigstore.cjs" "$work" "$work/$1" "${@:2}" || js=1
  java -cp "$classes" dev.portcullis.audit.verify.SigstoreVerifier "$work/$1" "${@:2}" || java=1
  [ $js = $java ] || { echo "sigstore's two verifiers disagree about $1" >&2; exit 1; }
  return $js
}
ours() { java -Xmx64m -cp "$classes" dev.portcullis.local.command.Portcullis audit verify "$work/$1/log" --key "$work/$1/vkey0"; }

for size in ${SIZES:-1 255 256 257 70000 1000000}; do
  java -Xmx3g -cp "$classes" dev.portcullis.audit.verify.SampleLogWriter "$work/log$size" "$size"
  check accept "log$size" "$size"
  ours "log$size" >"$work/ours" || { echo "we refuse log$size ourselves:"; cat "$work/ours"; exit 1; }
  sigstore "log$size" 0 $((size / 2)) $((size - 1)) >/dev/null || { echo "sigstore refused log$size"; exit 1; }
done
echo "sumdb, fsck, sigstore and sigstore-java accept logs of ${SIZES:-1, 255, 256, 257, 70,000 and 1,000,000} entries"

flip() { python3 - "$1" "${2:-5}" <<'P'
import sys
b = bytearray(open(sys.argv[1], "rb").read())
b[int(sys.argv[2])] ^= 1
open(sys.argv[1], "wb").write(b)
P
}
tampered=0
# Byte 37 of the tile is in the hash next to entry 0's: sumdb does not look at a hash that it does not use.
for object in checkpoint:5 tile/0/000:37 tile/entries/000:5; do
  rm -rf "$work/bad"; cp -r "$work/log70000" "$work/bad"
  flip "$work/bad/log/${object%:*}" "${object#*:}"
  check refuse bad 70000
  ! ours bad >"$work/ours" || { echo "we accept a changed $object"; exit 1; }
  tampered=$((tampered + 3))
done
rm -rf "$work/bad"; cp -r "$work/log70000" "$work/bad"
for file in 0.entry:5 0.tlog-proof:40; do
  at=${file#*:}; file=${file%:*}; flip "$work/bad/$file" "$at"
  ! sigstore bad 0 >/dev/null || { echo "sigstore accepted a changed $file"; exit 1; }
  tampered=$((tampered + 2)); cp "$work/log70000/$file" "$work/bad/"
done
echo "$tampered of $tampered tampered readings refused"
