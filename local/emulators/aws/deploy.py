"""Deploys infra/aws/template.yaml, as its profile for emulators, to the emulators that are up, by CloudFormation.

    deploy.py CODE NAME=VALUE...

CODE is the directory of the functions' packages; each NAME=VALUE is a parameter of the template in place of the
profile's. Prints one JSON object: the API's address here, the stack's outputs, the physical id of each resource, and
the resources that are not deployed with the reason of each, which it also says on standard error.
"""

import importlib.util
import json
import os
import sys
import time
from pathlib import Path

import boto3
import botocore.config

ROOT = Path(__file__).resolve().parents[3]
STACK = "portcullis-test"
# LocalStack knows these types by name only: it would say that it made them and make nothing.
SKIPPED = {
    "AWS::WAFv2::WebACL": "LocalStack has no firewall",
    "AWS::WAFv2::WebACLAssociation": "LocalStack has no firewall",
    "AWS::WAFv2::LoggingConfiguration": "LocalStack has no firewall",
    "AWS::CloudWatch::Dashboard": "LocalStack has no dashboards",
}


def main(code, given):
    template, skipped = deployable(given)
    s3 = boto3.client("s3", config=botocore.config.Config(s3={"addressing_style": "path"}))
    bucket("code")
    for package in ("portcullis-aws.zip", "portcullis-aws-authorizer.zip"):
        s3.upload_file(str(code / package), "code", package)
    # The whole template is larger than what a request may hold.
    s3.put_object(Bucket="code", Key="template.json", Body=json.dumps(template).encode())
    cloudformation = boto3.client("cloudformation")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "code", "Key": "template.json"})
    cloudformation.create_stack(StackName=STACK, TemplateURL=url, Capabilities=["CAPABILITY_IAM"])
    stack = finished(cloudformation)
    if stack["StackStatus"] != "CREATE_COMPLETE":
        sys.exit(f"{stack['StackStatus']}: {stack.get('StackStatusReason', '')}\n{failures(cloudformation)}")
    made = resources(cloudformation)
    missing = sorted(set(template["Resources"]) - set(made))
    if missing:
        sys.exit(f"LocalStack made no {', '.join(missing)}")
    complete(template["Resources"], made)
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    print(f"made {len(made)} resources", file=sys.stderr)
    for name, reason in skipped.items():
        print(f"left out {name}, {reason}", file=sys.stderr)
    api = f"{os.environ['AWS_ENDPOINT_URL']}/_aws/execute-api/{made['Api']}/live"
    print(json.dumps({"api": api, "outputs": outputs, "resources": made, "skipped": skipped}, indent=1))


def deployable(given):
    """The rendered template without what is in SKIPPED, and what was left out with the reason."""
    spec = importlib.util.spec_from_file_location("render", ROOT / "infra/aws/render.py")
    render = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(render)
    template = render.resolved(render.transformed(render.source()), render.parameters("test") | given)
    left_out = {name: item["Type"] for name, item in template["Resources"].items() if item["Type"] in SKIPPED}
    for name in left_out:
        del template["Resources"][name]
    return template, {name: f"{kind}: {SKIPPED[kind]}" for name, kind in left_out.items()}


def complete(resources, made):
    """By the services' own calls, from the same template: what LocalStack's CloudFormation takes and leaves undone."""
    for name, resource in resources.items():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Lambda::Function":
            snapshot(made[name], properties["SnapStart"])
        elif resource["Type"] == "AWS::ApiGateway::RestApi":
            answers(made[name], properties["Body"]["x-amazon-apigateway-gateway-responses"])
        elif resource["Type"] == "AWS::SecretsManager::RotationSchedule":
            rotate_by(made[properties["SecretId"]["Ref"]], made[properties["RotationLambdaARN"]["Ref"]], properties)


def snapshot(function, snap_start):
    """Functions take their snapshots when a version is published, so there is one more."""
    client = boto3.client("lambda")
    client.update_function_configuration(FunctionName=function, SnapStart=snap_start)
    client.get_waiter("function_updated_v2").wait(FunctionName=function, WaiterConfig={"Delay": 1})
    version = client.publish_version(FunctionName=function)["Version"]
    client.update_alias(FunctionName=function, Name="live", FunctionVersion=version)


def answers(api, defined):
    client = boto3.client("apigateway")
    for kind, answer in defined.items():
        client.put_gateway_response(restApiId=api, responseType=kind, **answer)
    client.create_deployment(restApiId=api, stageName="live")


def rotate_by(secret, function, properties):
    """LocalStack does what it is told here and answers 500 all the same, so the outcome is asked for."""
    client = boto3.client("secretsmanager", config=botocore.config.Config(retries={"total_max_attempts": 1}))
    try:
        client.rotate_secret(
            SecretId=secret,
            RotationLambdaARN=function,
            RotationRules=properties["RotationRules"],
            RotateImmediately=properties["RotateImmediatelyOnUpdate"],
        )
    except client.exceptions.ClientError as failed:
        if client.describe_secret(SecretId=secret).get("RotationLambdaARN") != function:
            raise failed


def bucket(name):
    region = boto3.session.Session().region_name
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})


def finished(cloudformation):
    for _ in range(300):
        (stack,) = cloudformation.describe_stacks(StackName=STACK)["Stacks"]
        if not stack["StackStatus"].endswith("IN_PROGRESS"):
            return stack
        time.sleep(0.5)
    sys.exit("the stack was not finished in 150 s")


def resources(cloudformation):
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=STACK)
    return {one["LogicalResourceId"]: one.get("PhysicalResourceId") for page in pages for one in page["StackResourceSummaries"]}


def failures(cloudformation):
    events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    return "\n".join(
        f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
        for event in events
        if event["ResourceStatus"].endswith("FAILED")
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(argument.split("=", 1) for argument in sys.argv[2:]))
