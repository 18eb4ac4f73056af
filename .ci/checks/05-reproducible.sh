#!/usr/bin/env bash
# Two builds of the same sources, in two folders and at two times, give the same jars byte by byte.
set -euo pipefail
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
for build in one two; do
  mkdir -p "$out/$build/deeper-$build"
  git ls-files -z --cached --others --exclude-standard | tar --null -cf - -T - | tar -xf - -C "$out/$build/deeper-$build"
  (cd "$out/$build/deeper-$build" && mvn -B --no-transfer-progress -Dspotless.check.skip -Dmaven.test.skip package) \
    >"$out/$build.log" 2>&1 || { tail -40 "$out/$build.log"; exit 1; }
  (cd "$out/$build/deeper-$build" && find . -path '*/target/*.jar' -print0 | sort -z | xargs -0 sha256sum) >"$out/$build.sums"
done
count=$(wc -l <"$out/one.sums")
[ "$count" -ge 9 ] || { echo "only $count jars were built"; exit 1; }
diff "$out/one.sums" "$out/two.sums" || { echo "these jars differ between two builds"; exit 1; }
echo "$count jars are the same in two builds"
