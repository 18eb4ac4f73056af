"""Roles: one for each function, with the actions that permissions.json says its code calls and no other."""

import re

from .tree import functions, listed, policies, referred, resources, short, statements, target, text

# Keys and operators that a condition here may use: a mistyped one is silently never true.
OPERATORS = {
    "Bool", "BoolIfExists", "StringEquals", "StringNotEquals", "StringNotEqualsIfExists", "NumericLessThan", "Null",
    "ArnEquals", "ArnLike",
}
CONDITION_KEYS = {
    "aws:PrincipalArn", "aws:PrincipalIsAWSService", "aws:SecureTransport", "aws:SourceAccount", "aws:SourceArn",
    "aws:SourceVpce", "kms:EncryptionContext:aws:logs:arn", "kms:GrantIsForAWSResource", "kms:ViaService",
    "lambda:SourceFunctionArn", "s3:TlsVersion", "s3:if-none-match", "s3:object-lock-mode",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
}
# What an action of a service may be done to.
TYPES = {
    "bedrock": {None}, "sagemaker": {None}, "xray": {None}, "ec2": {None},
    "dynamodb": {"AWS::DynamoDB::Table"}, "events": {"AWS::Events::EventBus"}, "kms": {"AWS::KMS::Key"},
    "lambda": {"AWS::Lambda::Alias"}, "logs": {"AWS::Logs::LogGroup"}, "s3": {"AWS::S3::Bucket"},
    "secretsmanager": {"AWS::SecretsManager::Secret"}, "sqs": {"AWS::SQS::Queue"},
}
BUCKET_ACTIONS = {"s3:ListBucket", "s3:ListBucketVersions"}
SIGNING = {"kms:Sign", "kms:GetPublicKey"}
WRAPPING = {"kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"}


def conditions(template, _context):
    for name, _, document in policies(template):
        for statement in statements(document):
            for operator, tests in statement.get("Condition", {}).items():
                if operator not in OPERATORS:
                    yield f"{name}: no operator here is called {operator}"
                for key in tests:
                    if key not in CONDITION_KEYS:
                        yield f"{name}: no condition key here is called {key}"


def wildcards(template, context):
    """No wildcard action is allowed but to the account itself on its keys; `*` only where AWS knows no resource."""
    free = set(context.permissions["anyResource"])
    for name, _, document in policies(template):
        kind = template["Resources"][name]["Type"]
        for statement in statements(document):
            if statement["Effect"] != "Allow":
                continue
            if "NotAction" in statement or "NotResource" in statement:
                yield f"{name} allows by exclusion"
            actions = listed(statement.get("Action"))
            root = kind == "AWS::KMS::Key" and text(statement.get("Principal", {}).get("AWS", "")).endswith(":root")
            if any("*" in action for action in actions) and not root:
                yield f"{name} allows {actions}"
            everything = "*" in [text(each) for each in listed(statement.get("Resource"))]
            if everything and kind != "AWS::KMS::Key" and not set(actions) <= free:
                yield f"{name} allows {actions} on everything"
            if everything and len(listed(statement["Resource"])) > 1:
                yield f"{name} names everything beside something"


def inline(template, _context):
    for name, role in resources(template, "AWS::IAM::Role").items():
        if role.get("Policies"):
            yield f"{name} has an inline policy"
        for statement in statements(role["AssumeRolePolicyDocument"]):
            service = text(statement["Principal"].get("Service", ""))
            if not service.endswith(".amazonaws.com"):
                yield f"{name} may be assumed by others than a service"
            closed = service == "lambda.amazonaws.com" or name == "ApiAccountLogsRole"
            if not closed and "aws:SourceAccount" not in str(statement.get("Condition")):
                yield f"{name} may be assumed for other accounts"


def grants(document):
    """What a policy allows: action to the resources as permissions.json writes them."""
    allowed = {}
    for statement in statements(document):
        if statement["Effect"] == "Allow":
            for action in listed(statement["Action"]):
                allowed.setdefault(action, set()).update(map(written, listed(statement["Resource"])))
    return allowed


def written(resource):
    said = text(resource)
    if ":endpoint/" in said:
        return "SageMakerEndpoint"
    if said.startswith("arn:") and ":bedrock:" in said:
        return "BedrockModelArns"
    said = re.sub(r"^\$\{(\w+?)(\.Arn)?\}", r"\1", said)
    return re.sub(r"Aliaslive$", ".Alias", said)


def roles(template, context):
    """Every function's role against permissions.json, both ways."""
    listed_functions = context.permissions["functions"]
    if set(listed_functions) != set(functions(template)):
        yield "permissions.json lists other functions"
    present = set(template["Resources"])
    for name, function in functions(template).items():
        role = target(function["Role"])
        if role != short(name) + "Role":
            yield f"{name} runs under another's role"
            continue
        attached = [target(policy) for policy in resources(template)[role]["ManagedPolicyArns"]]
        if attached != ["RuntimePolicy", short(name) + "Policy"]:
            yield f"{role} has other policies: {attached}"
        said = listed_functions.get(name, {"calls": {}, "granted": {}})
        wanted = {}
        for action, on in [*said["calls"].items(), *((key, each["on"]) for key, each in said["granted"].items())]:
            here = {each for each in on if deployed(each, present, context)}
            if here:
                wanted.setdefault(action, set()).update(each.replace("Logs:*", "Logs") for each in here)
        allowed = grants(resources(template)[short(name) + "Policy"]["PolicyDocument"])
        for action in sorted(set(wanted) | set(allowed)):
            if wanted.get(action) != allowed.get(action):
                yield (
                    f"{name}: {action} is allowed on {sorted(allowed.get(action, []))},"
                    f" called on {sorted(wanted.get(action, []))}"
                )
    runtime = grants(resources(template)["RuntimePolicy"]["PolicyDocument"])
    every = context.permissions["everyFunction"]
    wanted = {**every["granted"], **(every["inVpc"] if "Vpc" in present else {})}
    if runtime != {action: set(each["on"]) for action, each in wanted.items()}:
        yield "RuntimePolicy differs from everyFunction in permissions.json"


def deployed(resource, present, context):
    if resource == "BedrockModelArns":
        return context.given.get("ModelBackend", "bedrock") == "bedrock"
    if resource == "SageMakerEndpoint":
        return context.given.get("ModelBackend") == "sagemaker"
    name = re.split(r"[/:.]", resource)[0]
    return resource.endswith(".Alias") or name in present


def fit(template, _context):
    """An action fits the type of what it is allowed on: kms:Sign on a bucket allows nothing and warns nobody."""
    types = {name: resource["Type"] for name, resource in template["Resources"].items()}
    keys = {name: key.get("KeyUsage", "ENCRYPT_DECRYPT") for name, key in resources(template, "AWS::KMS::Key").items()}
    for name in resources(template, "AWS::IAM::ManagedPolicy"):
        for statement in statements(resources(template)[name]["PolicyDocument"]):
            for action in listed(statement["Action"]):
                service = action.split(":")[0]
                for resource in listed(statement["Resource"]):
                    on = target(resource)
                    said = text(resource)
                    if said == "*" or said.startswith("arn:"):
                        continue
                    if types.get(on) not in TYPES.get(service, set()):
                        yield f"{name}: {action} on {said}"
                    if service == "s3" and (action in BUCKET_ACTIONS) == said.endswith("/*"):
                        yield f"{name}: {action} on {said}"
                    signs = keys.get(on) == "SIGN_VERIFY"
                    if service == "kms" and action not in (SIGNING if signs else WRAPPING):
                        yield f"{name}: {action} on {said}"


def reading_what_is_encrypted(template, _context):
    """Who sends to, or reads from, what DataKey encrypts may use the key: a dead letter is else lost in silence."""
    for name in resources(template, "AWS::IAM::ManagedPolicy"):
        allowed = grants(resources(template)[name]["PolicyDocument"])
        touches = {action.split(":")[0] for action in allowed} & {"sqs", "s3", "dynamodb", "secretsmanager"}
        if touches and name != "FlowPolicy" and "DataKey" not in allowed.get("kms:Decrypt", set()):
            yield f"{name} allows {sorted(touches)} without the key"
        services = {
            text(each).split(".")[0]
            for statement in statements(resources(template)[name]["PolicyDocument"])
            for each in listed(statement.get("Condition", {}).get("StringEquals", {}).get("kms:ViaService"))
        }
        if services and not touches <= services:
            yield f"{name} may not use the key through {sorted(touches - services)}"


def secrets_stay_secret(template, _context):
    said = str(template["Outputs"])
    if "resolve:" in said or "SecretString" in said:
        yield "an output shows a secret"
    for name, function in functions(template).items():
        if "resolve:" in str(function):
            yield f"{name} has a secret in its environment"
        wrong = [each for each in referred(function.get("Environment", {})) if each.startswith("Api")]
        if wrong:
            yield f"{name} knows {wrong}, which goes in a circle"


CHECKS = [conditions, wildcards, inline, roles, fit, reading_what_is_encrypted, secrets_stay_secret]
