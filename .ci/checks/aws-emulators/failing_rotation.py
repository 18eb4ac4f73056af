"""A rotation whose new key the provider refuses changes nothing that anybody reads; reads what `rotate` printed."""

import json
import sys

rotated = json.load(sys.stdin)


def current(stages):
    return [version for version, labels in stages.items() if "AWSCURRENT" in labels]


before, after = current(rotated["before"]), current(rotated["after"])
if len(before) != 1 or before != after:
    sys.exit(f"AWSCURRENT moved from {before} to {after}")
if "AWSPENDING" not in rotated["after"].get(rotated["version"], []):
    sys.exit("the refused version is not pending: " + json.dumps(rotated["after"]))
print(f"a refused key leaves AWSCURRENT on {before[0]}")
