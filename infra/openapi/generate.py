#!/usr/bin/env python3
"""Joins the core OpenAPI document with one gateway's overlay (OpenAPI Overlay 1.0).

    generate.py OVERLAY > DOCUMENT           writes the joined document as JSON
    generate.py --check OVERLAY DOCUMENT     exit 1 if DOCUMENT is not what would be written

References to anything but schemas are put in place, and what the document says of security for all is said of each
operation: API Gateway ignores the document's own "security" and serves every operation to everybody.
Needs PyYAML.
"""

import json
import pathlib
import re
import sys

import yaml

CORE = pathlib.Path(__file__).with_name("portcullis.openapi.yaml")
INLINED = ("parameters", "headers", "responses")


def core():
    """The core document with its references put in place and each operation's security said."""
    document = yaml.safe_load(CORE.read_text())
    placed = place(document, document)
    for kind in INLINED:
        placed["components"].pop(kind, None)
    security = placed.pop("security")
    for operations in placed["paths"].values():
        for operation in operations.values():
            operation.setdefault("security", security)
    return placed


def place(node, document):
    """A copy of a node in which every reference but those to schemas is replaced by what it names."""
    if isinstance(node, list):
        return [place(item, document) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.split("/")[-2] in INLINED:
        target = document
        for name in reference.removeprefix("#/").split("/"):
            target = target[name]
        return place(target, document)
    return {key: place(value, document) for key, value in node.items()}


def apply(document, overlay):
    """The document after every action of the overlay, in order; an action that finds nothing is an error."""
    root = {"$": document}
    for action in overlay["actions"]:
        found = select(root, action["target"])
        if not found:
            raise SystemExit(f"the overlay's target {action['target']} is not in the document")
        for parent, key in found:
            if action.get("remove"):
                del parent[key]
            else:
                parent[key] = merge(parent[key], action["update"])
    return root["$"]


def select(root, target):
    """Where a target is: pairs of a container and a key. Knows $, .name, ['name'], .* and [*]."""
    steps = re.findall(r"\.(\*|[\w-]+)|\[\*\]|\['([^']+)'\]", target[1:])
    found = [(root, "$")]
    for name, quoted in steps:
        wanted = name or quoted or "*"
        following = []
        for parent, key in found:
            node = parent[key]
            if isinstance(node, dict):
                following += [(node, child) for child in node if wanted in ("*", child)]
        found = following
    return found


def merge(base, update):
    """Objects merge member by member, lists are joined, anything else is replaced."""
    if isinstance(base, dict) and isinstance(update, dict):
        merged = dict(base)
        for key, value in update.items():
            merged[key] = merge(merged[key], value) if key in merged else value
        return merged
    if isinstance(base, list) and isinstance(update, list):
        return base + update
    return update


def joined(overlay_file):
    overlay = yaml.safe_load(pathlib.Path(overlay_file).read_text())
    return json.dumps(apply(core(), overlay), indent=2) + "\n"


def main(arguments):
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        sys.stdout.write(joined(arguments[0]))
        return 0
    if len(arguments) == 3 and arguments[0] == "--check":
        if pathlib.Path(arguments[2]).read_text() == joined(arguments[1]):
            return 0
        print(f"{arguments[2]} is not current; run: infra/openapi/generate.py {arguments[1]} > {arguments[2]}")
        return 1
    print("usage: generate.py [--check] OVERLAY [DOCUMENT]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
