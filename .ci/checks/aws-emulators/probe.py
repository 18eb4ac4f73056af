"""The emulators' Lambda does what the handlers' tests rely on: probe.py ZIP-OF-PROBE."""

import base64
import concurrent.futures
import json
import sys
import time
import uuid

import boto3

ROLE = "arn:aws:iam::000000000000:role/probe"
client = boto3.client("lambda")
code = open(sys.argv[1], "rb").read()
held = 0


def holds(what, condition, seen=""):
    global held
    if not condition:
        sys.exit(f"does not hold: {what} {seen}")
    held += 1


def function(name, seconds=3, snap_start=False, **environment):
    name = f"{name}-{uuid.uuid4().hex[:8]}"
    client.create_function(
        FunctionName=name,
        Runtime="java21",
        Role=ROLE,
        Handler="Probe",
        Code={"ZipFile": code},
        Timeout=seconds,
        MemorySize=256,
        Environment={"Variables": environment},
        SnapStart={"ApplyOn": "PublishedVersions" if snap_start else "None"},
    )
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return name


def invoke(name, what="answer", **more):
    answer = client.invoke(FunctionName=name, Payload=json.dumps(what), LogType="Tail", **more)
    logs = base64.b64decode(answer.get("LogResult", "")).decode()
    return json.loads(answer["Payload"].read()), answer.get("FunctionError"), logs


def main():
    name = function("probe")
    first, error, logs = invoke(name)
    holds("it answers", error is None and first["calls"] == 1, first)
    holds("the log names the invocation", "START RequestId" in logs and "REPORT RequestId" in logs, logs)
    holds("the deadline is the time-out's", 0 < first["remaining"] <= 3000, first)
    holds("the heap is below the memory", 150 < first["heap"] <= 256, first)
    second, _, _ = invoke(name)
    holds("a warm environment is used again", (second["instance"], second["calls"]) == (first["instance"], 2), second)

    body, error, _ = invoke(name, "throw")
    holds("an exception is typed", error and body["errorType"] == "java.lang.IllegalArgumentException", body)
    holds("and leaves the environment", invoke(name)[0]["instance"] == first["instance"])

    began = time.monotonic()
    body, error, _ = invoke(name, "sleep")
    took = time.monotonic() - began
    holds("a call that is too long is ended", error and "Task timed out after 3.00 seconds" in body["errorMessage"], body)
    holds("at its time", 3 <= took < 20, took)
    holds("and its process with it", invoke(name)[0]["instance"] != first["instance"])

    body, error, _ = invoke(name, "exit")
    holds("a process that ends is an error", error and body["errorType"] == "Runtime.ExitError" and "7" in body["errorMessage"], body)
    holds("and the next call starts another", invoke(name)[1] is None)

    body, error, _ = invoke(function("broken", BROKEN="1"))
    holds("what cannot start is an error", error and body["errorType"] == "java.lang.IllegalStateException", body)

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        slow = function("slow", seconds=2)
        answers = list(pool.map(lambda _: invoke(slow, "sleep")[1], range(3)))
        holds("calls at once each have an environment", all(answers), answers)

    name = function("snap", snap_start=True)
    version = client.publish_version(FunctionName=name)["Version"]
    client.create_alias(FunctionName=name, Name="live", FunctionVersion=version)
    holds("the latest takes no snapshot", invoke(name)[0]["snapshot"] == "")
    aliased, _, _ = invoke(name, Qualifier="live")
    holds("a published version does", aliased["snapshot"] == "taken,restored", aliased)
    holds("and is told by which name it was called", aliased["arn"].endswith(":live"), aliased)

    table = f"probe-{uuid.uuid4().hex[:8]}"
    key = [{"AttributeName": "pk", "KeyType": "HASH"}]
    stack = {
        "Resources": {
            "Table": {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {
                    "TableName": table,
                    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                    "KeySchema": key,
                    "BillingMode": "PAY_PER_REQUEST",
                },
            }
        }
    }
    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(StackName=table, TemplateBody=json.dumps(stack))
    cloudformation.get_waiter("stack_create_complete").wait(StackName=table, WaiterConfig={"Delay": 1})
    described = boto3.client("dynamodb").describe_table(TableName=table)["Table"]
    holds("CloudFormation makes tables where functions look", described["KeySchema"] == key, described)
    print(f"Lambda of the emulators: {held} checks hold")


main()
