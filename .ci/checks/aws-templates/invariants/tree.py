"""Reading a rendered template: who refers to whom, what a policy says."""

import re

ALIAS = re.compile(r"(\w+Function)Aliaslive")


def resources(template, kind=None):
    """The resources of a kind, by logical id."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if kind is None or resource["Type"] == kind
    }


def target(node):
    """The logical id that a value refers to, or None; a text with one reference counts."""
    found = referred(node)
    return found.pop() if len(found) == 1 else None


def referred(node):
    """Every logical id in a value."""
    found = set()
    if isinstance(node, list):
        for item in node:
            found |= referred(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "Ref" and not value.startswith("AWS::"):
                found.add(value)
            elif key == "Fn::GetAtt":
                found.add(value[0] if isinstance(value, list) else value.split(".")[0])
            elif key == "Fn::Sub":
                text, local = (value, {}) if isinstance(value, str) else (value[0], value[1])
                names = re.findall(r"\$\{(\w+)(?:\.\w+)*\}", text)
                found |= {name for name in names if name not in local}
                found |= referred(local)
            else:
                found |= referred(value)
    return found


def text(node):
    """A value as text, references as ${...}."""
    if isinstance(node, str):
        return node
    if isinstance(node, dict) and len(node) == 1:
        (key, value), = node.items()
        if key == "Ref":
            return "${" + value + "}"
        if key == "Fn::GetAtt":
            return "${" + (".".join(value) if isinstance(value, list) else value) + "}"
        if key == "Fn::Sub":
            return value if isinstance(value, str) else value[0]
        if key == "Fn::Join":
            return value[0].join(text(part) for part in value[1])
    return str(node)


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def statements(document):
    return listed(document.get("Statement"))


def policies(template):
    """Every policy document: logical id, where in it, document."""
    for name, resource in template["Resources"].items():
        yield from documents(name, resource.get("Properties", {}))


def documents(name, node):
    if isinstance(node, list):
        for item in node:
            yield from documents(name, item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict) and "Statement" in value and "Version" in value:
                yield name, key, value
            else:
                yield from documents(name, value)


def functions(template):
    return resources(template, "AWS::Lambda::Function")


def short(function):
    """GovernedCallFunction is GovernedCall."""
    return function.removesuffix("Function")
