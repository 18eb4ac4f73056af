#!/usr/bin/env bash
# Two builds of the same sources, in two folders and at two times, give the same jars and packages byte by byte: this checkout's
# build, which is brought up to date first, and one from nothing in a folder of another name.
set -euo pipefail
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
build() {
  mvn -B --no-transfer-progress -Dspotless.check.skip "$1" package >"$out/log" 2>&1 || { tail -40 "$out/log"; exit 1; }
  find . \( -path '*/target/*.jar' -o -path '*/target/*.zip' \) -not -path '*/target/lib*' -print0 | sort -z | xargs -0 sha256sum
}
build -DskipTests >"$out/one"
mkdir -p "$out/elsewhere/deeper"
git ls-files -z --cached --others --exclude-standard | tar --null -cf - -T - | tar -xf - -C "$out/elsewhere/deeper"
(cd "$out/elsewhere/deeper" && build -Dmaven.test.skip) >"$out/two"
count=$(wc -l <"$out/one")
[ "$count" -ge 9 ] || { echo "only $count archives were built"; exit 1; }
diff "$out/one" "$out/two" || { echo "these archives differ between two builds"; exit 1; }
echo "$count archives are the same in two builds"
