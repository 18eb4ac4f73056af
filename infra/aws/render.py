#!/usr/bin/env python3
"""Renders template.yaml the way CloudFormation would, offline: the API's body included, SAM resolved, and for a profile
of samconfig.toml also its parameters, mappings and conditions. Scanners see only what is written out.

    render.py transformed            CloudFormation with parameters and conditions left in
    render.py PROFILE                CloudFormation as that profile deploys it

Needs aws-sam-translator. Prints JSON.
"""

import copy
import json
import logging
import os
import pathlib
import re
import sys
import tomllib

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

HERE = pathlib.Path(__file__).parent
GONE = object()
logging.getLogger("samtranslator").setLevel(logging.ERROR)


def source(text=None, api=None):
    """The template as a tree, the API's body included, code from a bucket."""
    template = yaml_parse(text if text is not None else (HERE / "template.yaml").read_text())
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            properties["CodeUri"] = "s3://code/" + pathlib.Path(properties["CodeUri"]).name
        body = properties.get("DefinitionBody")
        if body and list(body) == ["Fn::Transform"]:
            location = body["Fn::Transform"]["Parameters"]["Location"]
            text = api if api is not None else (HERE / location).read_text()
            properties["DefinitionBody"] = json.loads(text)
    return template


class NoManagedPolicies:
    """The template names no AWS managed policy, so none has to be looked up."""

    def load(self):
        return {}


def transformed(template):
    """CloudFormation without SAM."""
    return transform(copy.deepcopy(template), {}, NoManagedPolicies())


def parameters(profile):
    """The parameters that a profile of samconfig.toml gives."""
    config = tomllib.loads((HERE / "samconfig.toml").read_text())
    return dict(given.split("=", 1) for given in config[profile]["deploy"]["parameters"]["parameter_overrides"])


def resolved(template, given):
    """CloudFormation as it is deployed: no parameters, mappings, conditions or rules are left, only account and region."""
    values = {}
    for name, parameter in template["Parameters"].items():
        value = given.get(name, parameter.get("Default", ""))
        if parameter["Type"] == "Number":
            value = int(value)
        values[name] = value.split(",") if parameter["Type"] == "CommaDelimitedList" else value
    unknown = set(given) - set(template["Parameters"])
    if unknown:
        raise SystemExit(f"no such parameters: {', '.join(sorted(unknown))}")
    resolver = Resolver(values, template.get("Mappings", {}), template.get("Conditions", {}))
    kept = {key: template[key] for key in ("AWSTemplateFormatVersion", "Description") if key in template}
    for section in ("Resources", "Outputs"):
        kept[section] = {}
        for name, item in template[section].items():
            item = dict(item)
            if resolver.holds(item.pop("Condition", None)):
                kept[section][name] = resolver.of(item)
    return kept


class Resolver:
    """Replaces what is known before a deployment; references to resources stay."""

    def __init__(self, values, mappings, conditions):
        self.values, self.mappings, self.conditions = values, mappings, conditions

    def holds(self, condition):
        return condition is None or self.truth(self.conditions[condition])

    def truth(self, node):
        (name, argument), = node.items()
        if name == "Condition":
            return self.truth(self.conditions[argument])
        if name == "Fn::Equals":
            return self.of(argument[0]) == self.of(argument[1])
        if name == "Fn::Not":
            return not self.truth(argument[0])
        parts = [self.truth(part) for part in argument]
        return all(parts) if name == "Fn::And" else any(parts)

    def of(self, node):
        if isinstance(node, list):
            items = (self.of(item) for item in node)
            return [item for item in items if item is not GONE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (name, argument), = node.items()
            known = getattr(self, name.replace("::", "_"), None)
            if known is not None:
                return known(argument)
        items = ((key, self.of(value)) for key, value in node.items())
        return {key: value for key, value in items if value is not GONE}

    def Ref(self, name):
        return GONE if name == "AWS::NoValue" else self.values.get(name, {"Ref": name})

    def Fn_If(self, argument):
        return self.of(argument[1] if self.holds(argument[0]) else argument[2])

    def Fn_FindInMap(self, argument):
        name, first, second = (self.of(part) for part in argument)
        return self.mappings[name][first][second]

    def Fn_Select(self, argument):
        index, choices = self.of(argument[0]), self.of(argument[1])
        return choices[int(index)] if isinstance(choices, list) else {"Fn::Select": [index, choices]}

    def Fn_Split(self, argument):
        delimiter, text = self.of(argument[0]), self.of(argument[1])
        return text.split(delimiter) if isinstance(text, str) else {"Fn::Split": [delimiter, text]}

    def Fn_Join(self, argument):
        delimiter, parts = self.of(argument[0]), self.of(argument[1])
        plain = isinstance(parts, list) and all(isinstance(part, (str, int)) for part in parts)
        return delimiter.join(map(str, parts)) if plain else {"Fn::Join": [delimiter, parts]}

    def Fn_Sub(self, argument):
        text, local = (argument, {}) if isinstance(argument, str) else argument
        local = {name: self.of(value) for name, value in local.items()}
        left = {name: value for name, value in local.items() if not isinstance(value, (str, int))}
        known = {**self.values, **{name: value for name, value in local.items() if name not in left}}

        def value(match):
            found = known.get(match[1])
            return match[0] if found is None or isinstance(found, list) else str(found)

        text = re.sub(r"\$\{([\w:.]+)\}", value, text)
        if "${" not in text:
            return text
        return {"Fn::Sub": [text, left] if left else text}


def main(arguments):
    if len(arguments) != 1:
        print("usage: render.py transformed|PROFILE", file=sys.stderr)
        return 2
    template = transformed(source())
    if arguments[0] != "transformed":
        template = resolved(template, parameters(arguments[0]))
    json.dump(template, sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
