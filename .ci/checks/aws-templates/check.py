"""Holds the template to the invariants in every profile; with --faults also shows that they find seeded faults.

    check.py [--faults]      exit 1 if anything is wrong, or fewer than 95 % of the faults are found
"""

import concurrent.futures
import copy
import json
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE), str(ROOT / "infra" / "aws"), str(ROOT / "infra" / "openapi")]

import render  # noqa: E402
from invariants import Context, source_violations, violations  # noqa: E402

PROFILES = ("minimal", "vpc", "full", "test")
WANTED = 0.95


def contexts():
    permissions = json.loads((ROOT / "infra/aws/permissions.json").read_text())
    java = (ROOT / "functions/alerts/src/main/java/dev/portcullis/alerts/Rule.java").read_text()
    rules = [word.lower() for word in re.findall(r"^  ([A-Z_]+)[,;]$", java, re.MULTILINE)]
    return [Context(profile, render.parameters(profile), permissions, rules) for profile in PROFILES]


def found(template, text):
    """Every violation in the source and in each profile."""
    yield from source_violations(template, text)
    try:
        made = render.transformed(template)
    except Exception as refused:  # noqa: BLE001 - SAM refuses some faults itself
        yield f"SAM refuses it: {str(refused)[:100]}"
        return
    for context in contexts():
        try:
            resolved = render.resolved(made, context.given)
        except Exception as refused:  # noqa: BLE001
            yield f"{context.profile}: cannot be rendered: {refused}"
            continue
        for violation in violations(resolved, context):
            yield f"{context.profile}: {violation}"


def seeded(template, fault):
    """The template with one fault: a value at a path set or removed, or one text in it put for another."""
    template = copy.deepcopy(template)
    *path, last = fault["at"]
    node = template
    for step in path:
        node = node[step]
    before = copy.deepcopy(node[last]) if isinstance(node, list) or last in node else None
    if fault.get("remove"):
        del node[last]
    elif "replace" in fault:
        old, new = fault["replace"]
        node[last] = json.loads(json.dumps(node[last]).replace(old, new))
    else:
        node[last] = fault["set"]
    if not fault.get("remove") and node[last] == before:
        raise SystemExit(f"the fault changes nothing: {fault['name']}")
    return template


def try_fault(fault):
    text = (ROOT / "infra/aws/template.yaml").read_text()
    return fault["name"], next(found(seeded(TEMPLATE, fault), text), None)


TEMPLATE = None


def prepare():
    global TEMPLATE  # one reading a process; it takes longer than all the checks
    TEMPLATE = render.source()


def main(arguments):
    prepare()
    text = (ROOT / "infra/aws/template.yaml").read_text()
    wrong = list(found(TEMPLATE, text))
    for violation in wrong:
        print("wrong:", violation)
    print(f"invariants: {len(wrong)} violations in {len(PROFILES)} profiles")
    if wrong or arguments != ["--faults"]:
        return 1 if wrong else 0
    faults = json.loads((HERE / "faults.json").read_text())
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count(), initializer=prepare) as pool:
        results = list(pool.map(try_fault, faults))
    killed = [name for name, violation in results if violation]
    for name, violation in results:
        if not violation:
            print("missed:", name)
    print(f"seeded faults: {len(killed)} of {len(faults)} found ({len(killed) / len(faults):.0%})")
    return 0 if len(killed) >= WANTED * len(faults) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
