"""The API: every operation is authorized and invokes the one function; nothing is cached, traced in full or let by."""

import json
import re

from openapi_spec_validator import OpenAPIV30SpecValidator

from .tree import functions, resources, target, text

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"}
OPEN = {("get", "/healthz")}
INVOKE = re.compile(
    r"arn:\$\{AWS::Partition\}:apigateway:\$\{AWS::Region\}:lambda:path/2015-03-31/functions/\$\{(\w+)\}/invocations"
)
BODY_RULES = {
    "SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY", "EC2MetaDataSSRF_BODY",
}


def body(template):
    return resources(template)["Api"]["Body"]


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield method, path, operation


def valid(template, _context):
    for error in OpenAPIV30SpecValidator(body(template)).iter_errors():
        yield f"the body is not OpenAPI: {str(error.message)[:120]}"


def authorized(template, _context):
    """
    Scanners pass on nothing here: with an OpenAPI body they see no methods. Only an operation's own "security" counts,
    since API Gateway ignores the document's.
    """
    document = body(template)
    schemes = document["components"]["securitySchemes"]
    found = 0
    for method, path, operation in operations(document):
        found += 1
        security = operation.get("security")
        if (method, path) in OPEN:
            if security != []:
                yield f"{method} {path} is not open as documented"
        elif security != [{"gate": []}]:
            yield f"{method} {path} is not authorized"
        elif "options" == method:
            yield f"{path} answers preflights, which pass by the authorizer"
    if found != 5:
        yield f"the API has {found} operations"
    if set(schemes) != {"gate"}:
        yield f"there are other schemes: {sorted(schemes)}"
        return
    gate = schemes["gate"]
    if gate.get("type") != "apiKey" or gate.get("x-amazon-apigateway-authtype") != "custom":
        yield "the scheme is no authorizer's"
    authorizer = gate.get("x-amazon-apigateway-authorizer", {})
    if authorizer.get("type") != "request" or authorizer.get("authorizerResultTtlInSeconds") != 0:
        yield "a decision is kept, and outlives a revocation"
    if "identitySource" in authorizer:
        yield "requests without that header are refused unrecorded"
    if invoked(authorizer.get("authorizerUri")) != "AuthorizerFunctionAliaslive":
        yield "the authorizer is not the authorizer's alias"
    if target(authorizer.get("authorizerCredentials")) != "ApiRole":
        yield "the authorizer is invoked without the API's role"


def invoked(uri):
    match = INVOKE.fullmatch(text(uri))
    return match and match[1]


def integrated(template, _context):
    timeouts = set()
    for method, path, operation in operations(body(template)):
        integration = operation.get("x-amazon-apigateway-integration", {})
        if integration.get("type") != "aws_proxy" or integration.get("httpMethod") != "POST":
            yield f"{method} {path} invokes nothing"
            continue
        if invoked(integration.get("uri")) != "GovernedCallFunctionAliaslive":
            yield f"{method} {path} does not invoke the governed call's alias"
        if target(integration.get("credentials")) != "ApiRole":
            yield f"{method} {path} is invoked without the API's role"
        timeouts.add(integration["timeoutInMillis"])
    function = functions(template)["GovernedCallFunction"]
    model = int(function["Environment"]["Variables"]["PORTCULLIS_MODEL_TIMEOUT_SECONDS"])
    for millis in timeouts:
        if not model * 1000 < function["Timeout"] * 1000 < millis:
            yield "the gateway gives up before the function, or the function before the model"


def responses(template, _context):
    document = body(template)
    codes = set(document["components"]["schemas"]["ErrorCode"]["enum"])
    said = document.get("x-amazon-apigateway-gateway-responses", {})
    for needed in ("ACCESS_DENIED", "UNAUTHORIZED", "AUTHORIZER_FAILURE", "DEFAULT_4XX", "DEFAULT_5XX"):
        if needed not in said:
            yield f"the gateway answers {needed} in its own words"
    for name, response in said.items():
        template_text = response["responseTemplates"]["application/json"]
        try:
            error = json.loads(template_text)["error"]
        except (ValueError, KeyError):
            yield f"{name} is no error"
            continue
        if error["code"] not in codes | {"$context.authorizer.code"}:
            yield f"{name} has the unknown code {error['code']}"
        if set(error) != {"message", "type", "param", "code", "request_id"}:
            yield f"{name} is no error: {sorted(error)}"


def stage(template, context):
    (found,) = resources(template, "AWS::ApiGateway::Stage").values()
    if found.get("CacheClusterEnabled") or not found.get("TracingEnabled"):
        yield "the stage caches, or is not traced"
    paths = {}
    for setting in found.get("MethodSettings", []):
        paths[setting["ResourcePath"]] = setting
        if setting.get("CachingEnabled") is not False or setting.get("DataTraceEnabled") is not False:
            yield f"{setting['ResourcePath']} caches or logs bodies"
        if not setting.get("ThrottlingRateLimit") or not setting.get("ThrottlingBurstLimit"):
            yield f"{setting['ResourcePath']} is not throttled"
    if not {"/*", "/~1healthz"} <= set(paths):
        yield f"settings are for {sorted(paths)}"
    access = found.get("AccessLogSetting", {})
    if target(access.get("DestinationArn")) != "ApiLogs":
        yield "calls are not logged"
    try:
        fields = json.loads(access.get("Format", ""))
    except ValueError:
        yield "the access log is no JSON"
        fields = {}
    for value in fields.values():
        if not re.fullmatch(r"\$context(\.\w+)+", value):
            yield f"the access log holds {value}"
        if re.search(r"header|path$|querystring|body", value.lower()) and value != "$context.resourcePath":
            yield f"the access log may hold a secret: {value}"
    private = context.given.get("ApiEndpoint") == "PRIVATE"
    kinds = resources(template)["Api"].get("EndpointConfiguration", {}).get("Types")
    if kinds != (["PRIVATE"] if private else ["REGIONAL"]):
        yield f"the API is {kinds}"
    policy = body(template).get("x-amazon-apigateway-policy")
    if private and not any(
        each["Effect"] == "Deny" and "aws:SourceVpce" in each.get("Condition", {}).get("StringNotEquals", {})
        for each in (policy or {}).get("Statement", [])
    ):
        yield "a private API takes every endpoint"


def firewall(template, _context):
    found = resources(template)
    if target(found["FirewallOfApi"]["WebACLArn"]) != "Firewall" or "/stages/${" not in text(found["FirewallOfApi"]["ResourceArn"]):
        yield "the firewall is in front of nothing"
    rules = {rule["Name"]: rule for rule in found["Firewall"]["Rules"]}
    if len({rule["Priority"] for rule in rules.values()}) != len(rules):
        yield "two rules have one priority"
    if rules.get("rate", {}).get("Action") != {"Block": {}}:
        yield "an address is not limited"
    for name in ("common", "known-bad-inputs"):
        if rules.get(name, {}).get("OverrideAction") != {"None": {}}:
            yield f"{name} only counts"
    counted = {
        each["Name"]
        for rule in rules.values()
        for each in rule["Statement"].get("ManagedRuleGroupStatement", {}).get("RuleActionOverrides", [])
    }
    if counted != BODY_RULES:
        yield f"other rules are overridden than those that read prompts: {sorted(counted ^ BODY_RULES)}"
    if not text(found["FirewallLogs"].get("LogGroupName")).startswith("aws-waf-logs-"):
        yield "the firewall cannot log into a group of that name"
    logging = found["FirewallLogging"]
    if "log-group:${FirewallLogs}" not in text(logging["LogDestinationConfigs"][0]):
        yield "the firewall logs elsewhere"
    hidden = {each.get("SingleHeader", {}).get("Name") for each in logging.get("RedactedFields", [])}
    if not {"authorization", "x-api-key"} <= hidden:
        yield "the firewall logs credentials"


CHECKS = [valid, authorized, integrated, responses, stage, firewall]
