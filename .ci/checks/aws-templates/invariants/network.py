"""With Network "vpc": no way out, and an endpoint, with a policy, for every service that a function calls."""

from .tree import functions, listed, resources, statements, target, text

SERVICES = {
    "bedrock": "bedrock-runtime", "dynamodb": "dynamodb", "events": "events", "kms": "kms", "lambda": "lambda",
    "s3": "s3", "sagemaker": "sagemaker.runtime", "secretsmanager": "secretsmanager", "sqs": "sqs",
}
WAYS_OUT = {"AWS::EC2::InternetGateway", "AWS::EC2::NatGateway", "AWS::EC2::Route", "AWS::EC2::TransitGatewayAttachment"}


def closed(template, context):
    inside = context.given.get("Network") == "vpc"
    for name, function in functions(template).items():
        if ("VpcConfig" in function) is not inside:
            yield f"{name} is {'not ' if inside else ''}in the network"
    if not inside:
        for name, resource in template["Resources"].items():
            if resource["Type"].startswith("AWS::EC2::"):
                yield f"{name} costs money and serves nobody"
        return
    for name, resource in template["Resources"].items():
        if resource["Type"] in WAYS_OUT:
            yield f"{name} is a way out"
        if resource["Type"] == "AWS::EC2::Subnet" and resource["Properties"].get("MapPublicIpOnLaunch") is not False:
            yield f"{name} gives out public addresses"
    for name, group in resources(template, "AWS::EC2::SecurityGroup").items():
        for rule in listed(group.get("SecurityGroupIngress")):
            if "CidrIp" in rule or "CidrIpv6" in rule or rule.get("FromPort") != 443 or not rule.get("Description"):
                yield f"{name} lets in {rule}"
        for rule in listed(group.get("SecurityGroupEgress")):
            if (rule.get("FromPort"), rule.get("ToPort")) != (443, 443):
                yield f"{name} lets out {rule}"
        if not group.get("SecurityGroupEgress"):
            yield f"{name} lets everything out"
    if not resources(template, "AWS::EC2::FlowLog"):
        yield "nobody sees what flows"


def endpoints(template, context):
    if context.given.get("Network") != "vpc":
        return
    wanted, callers = set(), {}
    for name, said in context.permissions["functions"].items():
        for action in said["calls"]:
            service = action.split(":")[0]
            if service in ("bedrock", "sagemaker") and context.given.get("ModelBackend", "bedrock") != service:
                continue
            wanted.add(SERVICES[service])
            callers.setdefault(SERVICES[service], set()).add((name.removesuffix("Function") + "Role", action))
    found = {}
    for name, endpoint in resources(template, "AWS::EC2::VPCEndpoint").items():
        service = text(endpoint["ServiceName"]).removeprefix("com.amazonaws.${AWS::Region}.")
        found[service] = endpoint
        if "PolicyDocument" not in endpoint:
            yield f"{name} lets everybody do everything"
        if endpoint["VpcEndpointType"] == "Interface":
            if not endpoint.get("PrivateDnsEnabled"):
                yield f"{name} is not found by its name"
            if [target(each) for each in endpoint["SecurityGroupIds"]] != ["EndpointSecurityGroup"]:
                yield f"{name} is in another group"
    if set(found) != wanted:
        yield f"endpoints without a caller or callers without an endpoint: {sorted(set(found) ^ wanted)}"
    for service in set(found) & wanted:
        allowed = {action for each in statements(found[service]["PolicyDocument"]) for action in listed(each["Action"])}
        said = str(found[service]["PolicyDocument"])
        for role, action in callers[service]:
            if action not in allowed or f"'{role}'" not in said:
                yield f"the endpoint of {service} keeps {role} from {action}"
        if allowed - {action for _, action in callers[service]}:
            yield f"the endpoint of {service} allows what nobody calls"


CHECKS = [closed, endpoints]
