"""Compiles the OCSF schema from its source and validates events (JSON lines) against it.

Usage: validate.py SCHEMA_DIR EVENTS_FILE. Follows the rules of OCSF's own compiler and validator: inheritance,
$include of profiles, dictionary types and enums, requirements, constraints, closed attribute sets, siblings.
Exit code 1 if any event has an error. Recommended attributes that are missing are counted, not failed.
"""

import collections
import glob
import json
import os
import re
import sys


def merge(base, over):
    out = dict(base)
    for key, value in over.items():
        out[key] = merge(out[key], value) if isinstance(value, dict) and isinstance(out.get(key), dict) else value
    return out


class Schema:
    def __init__(self, root):
        self.root = root
        self.dictionary = json.load(open(f"{root}/dictionary.json"))
        self.types = self.dictionary["types"]["attributes"]
        self.categories = json.load(open(f"{root}/categories.json"))["attributes"]
        self.version = json.load(open(f"{root}/version.json"))["version"]
        self.sources = {"object": self.load("objects"), "event": self.load("events")}
        self.compiled = {}
        self.classes = {}
        for name, source in self.sources["event"].items():
            if "uid" in source:
                whole = self.compile("event", name)
                category = self.categories[whole["category"]]["uid"]
                # The source enumerates only the base; OCSF's compiler puts the class's own numbers in.
                whole["attributes"] = merge(whole["attributes"], {
                    "category_uid": {"enum": {str(category): {"caption": whole["category"]}}},
                    "class_uid": {"enum": {str(category * 1000 + source["uid"]): {"caption": whole["caption"]}}}})
                for name in ("category_uid", "class_uid"):
                    whole["attributes"][name]["enum"].pop("0")
                self.classes[category * 1000 + source["uid"]] = whole
        # "A generic and concrete event", whose numbers in the source are its own: 0 and 0.
        self.classes[0] = self.compile("event", "base_event")

    def load(self, folder):
        found = {}
        for path in glob.glob(f"{self.root}/{folder}/**/*.json", recursive=True):
            item = json.load(open(path))
            found[item["name"]] = item
        return found

    def include(self, attributes):
        own = dict(attributes)
        out = {}
        for path in own.pop("$include", []):
            profile = json.load(open(f"{self.root}/{path}"))
            for name, attribute in profile["attributes"].items():
                out[name] = merge(out.get(name, {}), dict(attribute, profile=profile["name"]))
        return merge(out, own)

    def compile(self, kind, name):
        if (kind, name) not in self.compiled:
            source = self.sources[kind][name]
            parent = self.compile(kind, source["extends"]) if "extends" in source else {"attributes": {}, "profiles": []}
            whole = {k: v for k, v in parent.items() if k not in ("attributes", "profiles", "uid")}
            whole.update({k: v for k, v in source.items() if k not in ("attributes", "profiles")})
            whole["constraints"] = merge(parent.get("constraints", {}), source.get("constraints", {}))
            whole["profiles"] = sorted(set(parent["profiles"]) | set(source.get("profiles", [])))
            whole["attributes"] = merge(parent["attributes"], self.include(source["attributes"]))
            self.compiled[kind, name] = whole
        return self.compiled[kind, name]

    def attribute(self, name, local):
        return merge(self.dictionary["attributes"][name], local)


class Validator:
    def __init__(self, schema):
        self.schema = schema
        self.errors = []
        self.warnings = collections.Counter()

    def event(self, event):
        whole = self.schema.classes.get(event.get("class_uid"))
        if whole is None:
            return self.errors.append(f"unknown class {event.get('class_uid')}")
        profiles = event.get("metadata", {}).get("profiles", [])
        for profile in profiles:
            if profile not in whole["profiles"]:
                self.errors.append(f"profile {profile} is not one of {whole['name']}")
        if event.get("type_uid") != event["class_uid"] * 100 + event.get("activity_id", 0):
            self.errors.append("type_uid does not follow from class_uid and activity_id")
        if event.get("category_uid") != event["class_uid"] // 1000:
            self.errors.append("category_uid does not follow from class_uid")
        if event.get("metadata", {}).get("version") != self.schema.version:
            self.errors.append("metadata.version is another schema")
        self.object(event, whole, profiles, "")

    def object(self, value, whole, profiles, path):
        known = {k: v for k, v in whole["attributes"].items() if not v.get("profile") or v["profile"] in profiles}
        for name, item in value.items():
            if name not in known:
                self.errors.append(f"{path}{name} is not an attribute of {whole['name']}")
            else:
                self.value(item, self.schema.attribute(name, known[name]), value, profiles, path + name)
        for name, local in known.items():
            if name not in value:
                if local.get("requirement") == "required":
                    self.errors.append(f"{path}{name} is required")
                elif local.get("requirement") == "recommended":
                    self.warnings[path + name] += 1
        for rule, names in whole.get("constraints", {}).items():
            present = sum(name in value for name in names)
            if present == 0 or (rule == "just_one" and present != 1):
                self.errors.append(f"{path or 'event'} breaks {rule} of {names}")

    def value(self, value, attribute, parent, profiles, path):
        if attribute.get("is_array"):
            if not isinstance(value, list):
                return self.errors.append(f"{path} is not an array")
            for item in value:
                self.value(item, dict(attribute, is_array=False), parent, profiles, path + "[]")
            return None
        if "@deprecated" in attribute:
            self.warnings[path + " (deprecated)"] += 1
        kind = attribute["type"]
        if kind not in self.schema.types:
            if not isinstance(value, dict):
                return self.errors.append(f"{path} is not an object")
            return None if kind == "object" else self.object(
                value, self.schema.compile("object", kind), profiles, path + ".")
        self.primitive(value, kind, path)
        if "enum" in attribute:
            if str(value) not in attribute["enum"]:
                self.errors.append(f"{path} = {value} is not in its enum")
            else:
                self.sibling(value, attribute, parent, path)
        return None

    def sibling(self, value, attribute, parent, path):
        name = attribute.get("sibling")
        if name and str(value) == "99" and name not in parent:
            self.warnings[f"{path} = 99 without {name}"] += 1
        elif name and str(value) != "99" and parent.get(name, attribute["enum"][str(value)]["caption"]) != \
                attribute["enum"][str(value)]["caption"]:
            self.errors.append(f"{path} = {value} contradicts {name} = {parent[name]}")

    def primitive(self, value, kind, path):
        rules = self.schema.types[kind]
        base = rules.get("type", kind)
        python = {"string_t": str, "integer_t": int, "long_t": int, "boolean_t": bool, "float_t": (int, float)}.get(base)
        if python and (not isinstance(value, python) or (isinstance(value, bool) and base != "boolean_t")):
            return self.errors.append(f"{path} is not a {kind}")
        if "regex" in rules and not re.search(rules["regex"], value):
            self.errors.append(f"{path} = {value} does not match {kind}")
        if "max_len" in rules and len(value) > rules["max_len"]:
            self.errors.append(f"{path} is longer than {kind}")
        if "range" in rules and not rules["range"][0] <= value <= rules["range"][1]:
            self.errors.append(f"{path} is outside {kind}")
        return None


def main(root, path):
    schema = Schema(root)
    kinds, faults, warnings, bad = collections.Counter(), collections.Counter(), collections.Counter(), 0
    for line in open(path, encoding="utf-8"):
        event = json.loads(line)
        validator = Validator(schema)
        validator.event(event)
        kinds[f"{event['type_uid']} {event['unmapped']['stage']}"] += 1
        warnings.update(validator.warnings)
        if validator.errors:
            bad += 1
            faults.update(f"{event['type_uid']} {event['unmapped']['stage']}: {error}" for error in validator.errors)
    for fault, times in faults.most_common():
        print(f"ERROR ({times} times) {fault}")
    total = sum(kinds.values())
    print(f"OCSF {schema.version}: {len(schema.classes)} classes compiled; {total - bad} of {total} events valid; "
          f"{len(kinds)} kinds: {dict(kinds)}")
    print("recommended attributes absent:", dict(warnings.most_common(12)))
    if os.environ.get("SELF_TEST") != "no":
        self_test(schema, path)
    return 1 if bad or not total else 0


def self_test(schema, path):
    """A validator that accepts everything proves nothing: every one of these changes must be an error."""
    event = next(e for e in map(json.loads, open(path, encoding="utf-8")) if e["class_uid"] == 6003 and "ai_model" in e)
    changes = {
        "missing required": lambda e: e.pop("api"), "missing nested required": lambda e: e["api"].pop("operation"),
        "unknown attribute": lambda e: e.update(prompt="x"), "wrong type": lambda e: e.update(time="now"),
        "enum": lambda e: e.update(activity_id=17), "type_uid": lambda e: e.update(type_uid=1),
        "profile off": lambda e: e["metadata"].update(profiles=[]), "constraint": lambda e: e.update(actor={}),
        "pattern": lambda e: e.update(src_endpoint={"ip": "300.1.1.1"}), "array": lambda e: e.update(authorizations={}),
    }
    for name, change in changes.items():
        copy = json.loads(json.dumps(event))
        change(copy)
        validator = Validator(schema)
        validator.event(copy)
        if not validator.errors:
            sys.exit(f"the validator accepted a broken event: {name}")
    print(f"validator self-test: {len(changes)} broken events refused")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
