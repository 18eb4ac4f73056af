"""What only the source shows: defaults, and what is written down where it should be looked up."""

import json
import pathlib
import re

EVENTS = pathlib.Path(__file__).parents[4] / "events" / "aws"

SAFE = {
    "Production": "false", "Network": "public", "ReserveConcurrency": "false", "ApiAccountRole": "false",
    "ProductionRetentionMode": "COMPLIANCE",
}


def defaults(template, _text):
    parameters = template["Parameters"]
    for name, value in SAFE.items():
        if parameters[name].get("Default") != value:
            yield f"{name} is {parameters[name].get('Default')} by default"
    if parameters["ProductionRetentionDays"].get("MinValue", 0) < 184:
        yield "production may keep the log for less than six months"
    for name, parameter in parameters.items():
        if "Default" not in parameter or not parameter.get("Description"):
            yield f"{name} has no default or no description"
        if re.search("secret|password|token", name.lower()):
            yield f"{name} takes a secret as a parameter"
    grouped = {
        each
        for group in template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
        for each in group["Parameters"]
    }
    if grouped != set(parameters):
        yield f"in no group: {sorted(grouped ^ set(parameters))}"


def reachable(template, _text):
    """A network without a way out is refused together with a model that is outside of it."""
    refused = {
        (str(rule["RuleCondition"]), str(each["Assert"]))
        for rule in template["Rules"].values()
        for each in rule["Assertions"]
    }
    inside, outside = ({"Fn::Equals": [{"Ref": name}, value]} for name, value in (("Network", "vpc"), ("ModelBackend", "openai")))
    if (str(inside), str({"Fn::Not": [outside]})) not in refused:
        yield "a model may be out of the network's reach"


def nothing_hard_coded(_template, text):
    for found in re.findall(r"\b(?:us|eu|ap|sa|ca|me|af|il)-[a-z]+-\d\b|\b\d{12}\b", text):
        yield f"{found} is written down"
    if re.search(r"arn:aws:(?!bedrock:::none)", text):
        yield "a partition is written down"


def one_more_deployment(template, _text):
    """The stage must follow a deployment that changes only what the body includes."""
    api = template["Resources"]["Api"]
    if api["Properties"].get("AlwaysDeploy") is not True:
        yield "a change of the API is not deployed"
    if "${ApiAccount}" not in str(api["Properties"].get("Description")):
        yield "the API may be made before its account may log"
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function" and "Policies" in resource["Properties"]:
            yield f"{name} has a role of SAM's making"


def sampled(template, _text):
    """There is a sample event for every function, and none for what is no function."""
    names = {
        re.sub(r"(?<!^)([A-Z])", r"-\1", name.removesuffix("Function")).lower()
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    folders = {each.name for each in EVENTS.iterdir() if each.is_dir()}
    if names != folders:
        yield f"functions without events or events without a function: {sorted(names ^ folders)}"
    for file in EVENTS.rglob("*.json"):
        json.loads(file.read_text())


CHECKS = [defaults, reachable, nothing_hard_coded, one_more_deployment, sampled]
