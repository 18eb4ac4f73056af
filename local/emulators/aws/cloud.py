"""What a person would do with the deployment of deploy.py, by the services' own calls; answers are JSON.

    cloud.py DEPLOYMENT key ROLE...          makes an API key for each role and prints them by role
    cloud.py DEPLOYMENT credential           gives the model's and the administrator's secret a first value
    cloud.py DEPLOYMENT settle               waits until the queues are empty
    cloud.py DEPLOYMENT task NAME            runs what a schedule would: its function with its input
    cloud.py DEPLOYMENT rotate RESOURCE      rotates a secret, and prints its versions' stages before and after
    cloud.py DEPLOYMENT provider ADDRESS     makes provider.py at this address the model's, and its keys what is rotated
    cloud.py DEPLOYMENT log DIRECTORY        copies the log, what is published of it, and its public key
"""

import base64
import hashlib
import io
import json
import secrets
import sys
import time
import zipfile
from pathlib import Path

import boto3
import botocore.config
from botocore.exceptions import ClientError

# One attempt: a second one would hide what the first one did.
ONCE = botocore.config.Config(retries={"total_max_attempts": 1}, read_timeout=150)
SETTLE_SECONDS = 60
# Short enough that keys are stopped within a minute; a function may take 20 of these seconds to its answer's first byte.
ROTATION = {"provider": "openrouter", "cache-age": "35s", "grace": "35s"}
# Neither what one caller may do is tried there, nor how fast a machine is that has every function's processes to itself.
NO_LIMITS = "key * requests_per_minute 10000000\n"
PATIENT = {"AuthorizerFunction": 60, "GovernedCallFunction": 90}


def main(deployment, action, *arguments):
    here = json.loads(Path(deployment).read_text())
    print(json.dumps(ACTIONS[action](here, *arguments)))


def key(here, *roles):
    made = {}
    for role in roles:
        spec = {"environment": "test", "tenant": "trial", "owner": "portcullis try", "reason": "a trial", "roles": [role]}
        answer = invoked(here["outputs"]["KeyAuthorityAlias"], {"operation": "create", "spec": spec})
        made[role] = answer["key"]
    return made


def credential(here):
    client = boto3.client("secretsmanager")
    for name in ("ModelSecret", "AdminSecret"):
        client.put_secret_value(SecretId=here["resources"][name], SecretString=secrets.token_urlsafe(24))
    return {}


def settle(here):
    """Nothing waits or is worked on, seen twice in a row: a message is between two states now and then."""
    client = boto3.client("sqs")
    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed")
    until, quiet = time.monotonic() + SETTLE_SECONDS, 0
    while time.monotonic() < until:
        left = {}
        for name in ("AuditQueue", "SequenceQueue"):
            found = client.get_queue_attributes(QueueUrl=here["resources"][name], AttributeNames=list(counts))["Attributes"]
            left[name] = sum(int(found[count]) for count in counts)
        quiet = quiet + 1 if not any(left.values()) else 0
        if quiet == 2:
            return left
        time.sleep(0.5)
    sys.exit(f"the queues were not empty after {SETTLE_SECONDS} s: {left}")


def task(here, name):
    client = boto3.client("scheduler")
    for logical, physical in here["resources"].items():
        if not logical.endswith("Schedule"):
            continue
        target = client.get_schedule(Name=physical.split("|")[-1].split("/")[-1])["Target"]
        if json.loads(target["Input"]) == {"task": name}:
            return invoked(target["Arn"], {"task": name})
    sys.exit(f"no schedule runs {name}")


def rotate(here, resource):
    client = boto3.client("secretsmanager", config=ONCE)
    secret = here["resources"][resource]
    before = stages(client, secret)
    version = client.rotate_secret(SecretId=secret)["VersionId"]
    return {"version": version, "before": before, "after": stages(client, secret)}


def stages(client, secret):
    return client.describe_secret(SecretId=secret).get("VersionIdsToStages", {})


def provider(here, address):
    """As a deployment of other files and another parameter would: new versions of the functions that read them."""
    files = {"policies/rotation.json": json.dumps(ROTATION | {"base": f"{address}/v1"}), "policies/limits.txt": NO_LIMITS}
    s3 = boto3.client("s3", config=botocore.config.Config(s3={"addressing_style": "path"}))
    package = repacked(s3.get_object(Bucket="code", Key="portcullis-aws.zip")["Body"].read(), files)
    s3.put_object(Bucket="code", Key="with-provider.zip", Body=package)
    client = boto3.client("lambda")
    updated = client.get_waiter("function_updated_v2")
    for name in ("AuthorizerFunction", "GovernedCallFunction", "RotationFunction", "ReconcilerFunction"):
        function = here["resources"][name]
        if name != "AuthorizerFunction":
            client.update_function_code(FunctionName=function, S3Bucket="code", S3Key="with-provider.zip")
            updated.wait(FunctionName=function, WaiterConfig={"Delay": 1})
        present = client.get_function_configuration(FunctionName=function)
        variables = present["Environment"]["Variables"]
        if "PORTCULLIS_MODEL_ENDPOINT" in variables:
            variables["PORTCULLIS_MODEL_ENDPOINT"] = f"{address}/v1"
        client.update_function_configuration(
            FunctionName=function, Environment={"Variables": variables}, Timeout=PATIENT.get(name, present["Timeout"])
        )
        updated.wait(FunctionName=function, WaiterConfig={"Delay": 1})
        version = client.publish_version(FunctionName=function)["Version"]
        client.update_alias(FunctionName=function, Name="live", FunctionVersion=version)
    return {}


def repacked(package, files):
    """The same package with these files in place of its own of the same names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as former, zipfile.ZipFile(made, "w") as new:
        for entry in former.infolist():
            if entry.filename not in files:
                new.writestr(entry, former.read(entry))
        for name, text in files.items():
            new.writestr(name, text)
    return made.getvalue()


def log(here, directory):
    """The lock bucket and the published one in one directory, as `portcullis audit verify` takes a bare copy."""
    root = Path(directory)
    s3 = boto3.client("s3")
    locked = copied(s3, here["outputs"]["LogBucketName"], root)
    held = [s3.head_object(Bucket=here["outputs"]["LogBucketName"], Key=name) for name in locked]
    copied(s3, here["outputs"]["PublicationBucketName"], root)
    unlocked = [name for name, head in zip(locked, held) if "ObjectLockRetainUntilDate" not in head]
    return {"objects": len(locked), "unlocked": unlocked, "vkey": vkey(here)}


def copied(s3, bucket, root):
    names = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for item in page.get("Contents", []):
            file = root / item["Key"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(s3.get_object(Bucket=bucket, Key=item["Key"])["Body"].read())
            names.append(item["Key"])
    return names


def vkey(here):
    """The log's public key as C2SP writes an ECDSA one, straight from the key service."""
    function = boto3.client("lambda").get_function_configuration(FunctionName=here["resources"]["SequencerFunction"])
    origin = function["Environment"]["Variables"]["PORTCULLIS_LOG_ORIGIN"]
    public = boto3.client("kms").get_public_key(KeyId=here["outputs"]["CheckpointKeyArn"])["PublicKey"]
    identity = hashlib.sha256(public).hexdigest()[:8]
    return f"{origin}+{identity}+{base64.b64encode(bytes([2]) + public).decode()}"


def invoked(function, event):
    result = boto3.client("lambda", config=ONCE).invoke(FunctionName=function, Payload=json.dumps(event).encode())
    answer = json.loads(result["Payload"].read())
    if result.get("FunctionError"):
        sys.exit(f"{function.split(':')[6]}: {answer}")
    return answer


ACTIONS = {"key": key, "credential": credential, "settle": settle, "task": task, "rotate": rotate, "provider": provider, "log": log}

if __name__ == "__main__":
    main(*sys.argv[1:])
