"""What an IAM policy document says to one action on one resource; without conditions, which authorizers do not use."""

import re


def allows(document, action, resource):
    """True if a statement allows it and none denies it."""
    effects = {statement["Effect"] for statement in listed(document["Statement"]) if applies(statement, action, resource)}
    return effects == {"Allow"}


def applies(statement, action, resource):
    if "Condition" in statement:
        raise ValueError("conditions are not evaluated here")
    return any(matches(one, action, re.IGNORECASE) for one in listed(statement["Action"])) and any(
        matches(one, resource, 0) for one in listed(statement["Resource"])
    )


def matches(pattern, value, flags):
    """IAM's wildcards: `*` for any text, `?` for one character."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, flags | re.DOTALL) is not None


def listed(value):
    return value if isinstance(value, list) else [value]
