"""What is stored: write-once, encrypted, private, and still there when the stack is gone."""

from .tree import listed, policies, referred, resources, statements, target, text

KEPT = {
    "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::DynamoDB::Table", "AWS::SecretsManager::Secret", "AWS::Logs::LogGroup",
}
PRODUCTION_DAYS = 184


def kept(template, _context):
    for name, resource in template["Resources"].items():
        if resource["Type"] in KEPT:
            for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                if resource.get(policy) != "Retain":
                    yield f"{name} is lost with the stack: {policy}"


def log_bucket(template, context):
    bucket = resources(template)["LogBucket"]
    if bucket.get("ObjectLockEnabled") is not True:
        yield "the log is not write-once"
    rule = bucket.get("ObjectLockConfiguration", {}).get("Rule", {}).get("DefaultRetention", {})
    if len({"Days", "Years"} & set(rule)) != 1:
        yield "the default retention needs days or years, not both"
    policy = statements(resources(template)["LogBucketPolicy"]["PolicyDocument"])
    denied = {
        action
        for statement in policy
        if statement["Effect"] == "Deny" and "Condition" not in statement and statement["Principal"] == "*"
        for action in listed(statement["Action"])
    }
    for action in ("DeleteObject", "ReplicateDelete", "ReplicateObject"):
        if f"s3:{action}" not in denied:
            yield f"an object of the log can be hidden: {action}"
    if not any(
        statement["Effect"] == "Deny" and statement["Principal"] == "*" and statement["Action"] == "s3:PutObject"
        and statement.get("Condition") == {"Null": {"s3:if-none-match": "true"}}
        for statement in policy
    ):
        yield "a key of the log can be written twice"
    if context.production:
        if rule.get("Mode") != "COMPLIANCE" or rule.get("Days", 0) < PRODUCTION_DAYS:
            yield f"production keeps the log under {rule}"
        for action in ("BypassGovernanceRetention", "DeleteObjectVersion", "PutBucketObjectLockConfiguration"):
            if f"s3:{action}" not in denied:
                yield f"production does not deny {action}"
    elif rule != {"Mode": "GOVERNANCE", "Days": 1}:
        yield f"a stack outside production is locked: {rule}"
    for name, function in resources(template, "AWS::Lambda::Function").items():
        given = function.get("Environment", {}).get("Variables", {})
        if "PORTCULLIS_RETENTION_DAYS" in given:
            if (str(given["PORTCULLIS_RETENTION_DAYS"]), given["PORTCULLIS_LOCK_MODE"]) != (
                str(rule.get("Days")), rule.get("Mode"),
            ):
                yield f"{name} keeps for another time than the bucket"


def buckets(template, _context):
    found = resources(template, "AWS::S3::Bucket")
    for name, bucket in found.items():
        if bucket.get("VersioningConfiguration") != {"Status": "Enabled"}:
            yield f"{name} has no versions"
        blocks = bucket.get("PublicAccessBlockConfiguration", {})
        if [blocks.get(key) for key in (
            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets",
        )] != [True] * 4:
            yield f"{name} can become public"
        if bucket.get("OwnershipControls") != {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}:
            yield f"{name} knows ACLs"
        rules = bucket.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
        encryption = [rule.get("ServerSideEncryptionByDefault", {}) for rule in rules]
        wanted = "AES256" if name == "AccessLogBucket" else "aws:kms"
        if [each.get("SSEAlgorithm") for each in encryption] != [wanted]:
            yield f"{name} is not encrypted as it should be"
        elif wanted == "aws:kms" and target(encryption[0].get("KMSMasterKeyID")) != "DataKey":
            yield f"{name} is encrypted under another key"
        if name != "AccessLogBucket":
            if target(bucket.get("LoggingConfiguration", {}).get("DestinationBucketName")) != "AccessLogBucket":
                yield f"{name} logs no access"
        for lifecycle in bucket.get("LifecycleConfiguration", {}).get("Rules", []):
            if name == "LogBucket" and any(key.startswith("Expiration") for key in lifecycle):
                yield "the log expires"
        yield from bucket_policy(template, name)


def bucket_policy(template, bucket):
    mine = [
        policy for policy in resources(template, "AWS::S3::BucketPolicy").values() if target(policy["Bucket"]) == bucket
    ]
    whole = {"${" + bucket + ".Arn}", "${" + bucket + ".Arn}/*"}
    for condition in (
        {"Bool": {"aws:SecureTransport": "false"}},
        {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
    ):
        if not any(
            statement["Effect"] == "Deny"
            and statement["Principal"] == "*"
            and statement["Action"] == "s3:*"
            and {text(each) for each in listed(statement["Resource"])} == whole
            and statement.get("Condition") == condition
            for policy in mine
            for statement in statements(policy["PolicyDocument"])
        ):
            yield f"{bucket} may be reached without {condition}"


def keys(template, context):
    for name, key in resources(template, "AWS::KMS::Key").items():
        symmetric = key.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
        if symmetric and not (key.get("EnableKeyRotation") and 90 <= key.get("RotationPeriodInDays", 0) <= 365):
            yield f"{name} is not rotated"
        if not symmetric and ("EnableKeyRotation" in key or key.get("KeyUsage") != "SIGN_VERIFY"):
            yield f"{name} signs; it cannot be rotated in place"
        if key.get("PendingWindowInDays") != 30:
            yield f"{name} can be destroyed too soon"
        said = statements(key["KeyPolicy"])
        if not any(
            each["Effect"] == "Allow" and text(each["Principal"].get("AWS", "")).endswith(":root") for each in said
        ):
            yield f"nobody can manage {name}"
        if not any(each["Effect"] == "Deny" and each["Action"] == "kms:CreateGrant" for each in said):
            yield f"{name} can be handed on by grants"
        for each in said:
            services = "Service" in each["Principal"] if isinstance(each["Principal"], dict) else False
            if services and "Condition" not in each:
                yield f"{name} may be used by services of other accounts"
    specs = {name: key.get("KeySpec") for name, key in resources(template, "AWS::KMS::Key").items()}
    if specs != {
        "DataKey": None, "SubjectKey": None,
        "CheckpointKey": "ECC_NIST_P256",
        "WitnessKey": context.given.get("WitnessKeySpec", "ECC_NIST_EDWARDS25519"),
    }:
        yield f"the keys are of other kinds than the code signs with: {specs}"
    yield from writers_have_the_key(template)


def writers_have_the_key(template):
    """Services that put into encrypted queues and topics, and log groups, are let use the key."""
    allowed = {}
    for statement in statements(resources(template)["DataKey"]["KeyPolicy"]):
        if statement["Effect"] == "Allow" and isinstance(statement["Principal"], dict):
            for service in listed(statement["Principal"].get("Service")):
                allowed[text(service).split(".")[0]] = set(listed(statement["Action"]))
    for service in ("events", "cloudwatch", "sns", "logs"):
        if not {"kms:Decrypt", "kms:GenerateDataKey"} <= allowed.get(service, set()):
            yield f"{service} cannot write to what DataKey encrypts"


def tables(template, context):
    for name, table in resources(template, "AWS::DynamoDB::Table").items():
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield f"{name} is paid while idle"
        if [(key["AttributeName"], key["KeyType"]) for key in table["KeySchema"]] != [("pk", "HASH"), ("sk", "RANGE")]:
            yield f"{name} has other keys than the code writes"
        if table.get("DeletionProtectionEnabled") is not context.production:
            yield f"{name} is protected against deletion outside production, or not in it"
        encryption = table.get("SSESpecification", {})
        if not encryption.get("SSEEnabled") or target(encryption.get("KMSMasterKeyId")) != "DataKey":
            yield f"{name} is encrypted under another key"
        recovery = table.get("PointInTimeRecoverySpecification", {})
        if not recovery.get("PointInTimeRecoveryEnabled"):
            yield f"{name} cannot be recovered"
        if name == "SubjectTable" and recovery.get("RecoveryPeriodInDays") != 1:
            yield "an erased subject's key can be recovered for longer than a day"


def queues(template, _context):
    found = resources(template, "AWS::SQS::Queue")
    for name, queue in found.items():
        if target(queue.get("KmsMasterKeyId")) != "DataKey":
            yield f"{name} is not encrypted under our key"
        fifo = queue.get("FifoQueue", False)
        if "RedrivePolicy" in queue:
            letters = target(queue["RedrivePolicy"]["deadLetterTargetArn"])
            if letters not in found or found[letters].get("FifoQueue", False) != fifo:
                yield f"{name} has dead letters of another kind"
            elif found[letters]["MessageRetentionPeriod"] < queue["MessageRetentionPeriod"]:
                yield f"{name}'s dead letters expire before their time"
            else:
                allowed = found[letters].get("RedriveAllowPolicy", {}).get("sourceQueueArns", [])
                if not any(text(arn).endswith(":" + text(queue.get("QueueName"))) for arn in allowed):
                    yield f"{letters} does not take dead letters of {name}"
        elif "RedriveAllowPolicy" not in queue:
            yield f"{name} has no dead letters"
        if fifo and "QueueName" in queue and not text(queue["QueueName"]).endswith(".fifo"):
            yield f"{name} is FIFO and not named so"
        if not any(
            name in {target(each) for each in policy["Queues"]}
            and any(
                each["Effect"] == "Deny"
                and each.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
                and name in referred(each["Resource"])
                for each in statements(policy["PolicyDocument"])
            )
            for policy in resources(template, "AWS::SQS::QueuePolicy").values()
        ):
            yield f"{name} may be used without TLS"
    for name, topic in resources(template, "AWS::SNS::Topic").items():
        if target(topic.get("KmsMasterKeyId")) != "DataKey":
            yield f"{name} is not encrypted under our key"


def outsiders(template, _context):
    """Nobody outside is allowed by a resource's policy but a service, and that with a condition."""
    for name, _, document in policies(template):
        for statement in statements(document):
            principal = statement.get("Principal")
            if statement["Effect"] == "Allow" and principal in ("*", {"AWS": "*"}):
                endpoint = template["Resources"][name]["Type"] == "AWS::EC2::VPCEndpoint"
                gateway = name == "Api" and statement.get("Sid") == "TheAuthorizerDecides"
                if not gateway and not (endpoint and "aws:PrincipalArn" in str(statement.get("Condition"))):
                    yield f"{name} allows everybody"


CHECKS = [kept, log_bucket, buckets, keys, tables, queues, outsiders]
