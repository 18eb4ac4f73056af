"""Who invokes whom: through aliases only, with time enough, and with somewhere for what fails."""

import json
import re

from .tree import ALIAS, functions, listed, referred, resources, short, target, text

RATE = re.compile(r"rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)|cron\((\S+ ){5}\S+\)")
TASKS = {"Sequencer": {"run", "seal"}, "Alerts": {"watch"}, "Reconciler": {"reconcile"}, "KeyAuthority": {"reconcile"}}


# The credential that makes credentials: its provider has no way to replace it that a crash could not cut in two.
BY_HAND = {"AdminSecret"}


def declared(template, context):
    """Handlers and environments are those of permissions.json."""
    for name, function in functions(template).items():
        said = context.permissions["functions"].get(name, {})
        if function["Handler"] != said.get("handler"):
            yield f"{name} has another handler"
        variables = function.get("Environment", {}).get("Variables", {})
        mine = [key for key in variables if key.startswith("PORTCULLIS_")]
        if sorted(mine) != sorted(said.get("environment", [])):
            yield f"{name} has another environment: {sorted(mine)}"
        for key in mine:
            if key.endswith(("_TABLE", "_BUCKET", "_KEY", "_QUEUE", "_BUS")):
                wanted = "".join(part.capitalize() for part in key.removeprefix("PORTCULLIS_").split("_"))
                if target(variables[key]) != wanted:
                    yield f"{name}: {key} is not {wanted}"


def started(template, context):
    """A snapshot needs a published version and little disk; a provisioned start excludes it."""
    published = {target(version["FunctionName"]) for version in resources(template, "AWS::Lambda::Version").values()}
    aliases = resources(template, "AWS::Lambda::Alias")
    for name, function in functions(template).items():
        if function.get("SnapStart") != {"ApplyOn": "PublishedVersions"} or name not in published:
            yield f"{name} starts without a snapshot"
        if function.get("EphemeralStorage", {}).get("Size", 512) > 512:
            yield f"{name} has more disk than a snapshot allows"
        alias = aliases.get(f"{name}Aliaslive", {})
        if "ProvisionedConcurrencyConfig" in alias:
            yield f"{name} is provisioned, which excludes snapshots"
        if alias.get("Name") != "live":
            yield f"{name} has no alias"
        if function.get("Runtime") != context.given.get("JavaRuntime", "java25") or function.get("Architectures") != ["arm64"]:
            yield f"{name} runs on {function.get('Runtime')}"
        if function.get("TracingConfig") != {"Mode": "Active"}:
            yield f"{name} is not traced"
        if target(function.get("KmsKeyArn")) != "DataKey":
            yield f"{name}'s environment is not encrypted under our key"
        if target(function.get("DeadLetterConfig", {}).get("TargetArn")) != "FunctionDeadLetters":
            yield f"{name} loses asynchronous events"
        if target(function.get("LoggingConfig", {}).get("LogGroup")) != short(name) + "Logs":
            yield f"{name} logs elsewhere"
        if not 128 <= function.get("MemorySize", 0) <= 3008:
            yield f"{name} has {function.get('MemorySize')} MB"


def by_alias(template, _context):
    """Every caller names the alias; $LATEST is nobody's business."""
    for name, resource in template["Resources"].items():
        kind, said = resource["Type"], resource.get("Properties", {})
        named = None
        if kind == "AWS::Lambda::EventSourceMapping" or kind == "AWS::Lambda::Permission":
            named = said["FunctionName"]
        elif kind == "AWS::Scheduler::Schedule":
            named = said["Target"]["Arn"]
        elif kind == "AWS::SecretsManager::RotationSchedule":
            named = said["RotationLambdaARN"]
        if named is not None and not ALIAS.fullmatch(str(target(named))):
            yield f"{name} invokes {text(named)}, not an alias"
    for policy in ("ApiPolicy", "SchedulePolicy", "SequencerPolicy"):
        for statement in resources(template)[policy]["PolicyDocument"]["Statement"]:
            if "lambda:InvokeFunction" in listed(statement["Action"]):
                for resource in listed(statement["Resource"]):
                    if not ALIAS.fullmatch(str(target(resource))):
                        yield f"{policy} allows to invoke {text(resource)}, not an alias"


def polled(template, _context):
    mappings = resources(template, "AWS::Lambda::EventSourceMapping")
    if {target(each["EventSourceArn"]) for each in mappings.values()} != {"AuditQueue", "SequenceQueue"}:
        yield "a queue is read by nobody"
    for name, mapping in mappings.items():
        queue = resources(template)[target(mapping["EventSourceArn"])]
        function = functions(template)[ALIAS.fullmatch(target(mapping["FunctionName"]))[1]]
        if queue.get("VisibilityTimeout", 30) < 6 * function["Timeout"]:
            yield f"{name}: a batch is handed out again while it is worked on"
        if mapping.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield f"{name}: one bad message repeats its whole batch"
        if queue.get("FifoQueue") and mapping.get("BatchSize", 10) > 10:
            yield f"{name}: a FIFO batch is at most 10"
        if "ScalingConfig" in mapping:
            yield f"{name}: two at once is the least that can be set, so it orders nothing"
    for name, rule in resources(template, "AWS::Events::Rule").items():
        for goal in rule["Targets"]:
            queue = resources(template).get(target(goal["Arn"]), {})
            if queue.get("FifoQueue") and goal.get("SqsParameters") != {"MessageGroupId": "log"}:
                yield f"{name}: a FIFO queue needs the one group"
            if target(goal.get("DeadLetterConfig", {}).get("Arn")) != "EventDeadLetters":
                yield f"{name} loses events"
    hint = resources(template)["IntakeRule"]["EventPattern"]
    if hint["detail"]["object"]["key"] != [{"prefix": "intake/"}] or target(hint["detail"]["bucket"]["name"]) != "LogBucket":
        yield "the sequencer is not told of records, or is told of its own writing"


def scheduled(template, _context):
    tasks = {}
    for name, schedule in resources(template, "AWS::Scheduler::Schedule").items():
        if not RATE.fullmatch(schedule["ScheduleExpression"]):
            yield f"{name}: {schedule['ScheduleExpression']} is no schedule"
        goal = schedule["Target"]
        try:
            task = json.loads(goal["Input"])["task"]
        except (ValueError, KeyError):
            yield f"{name} sends no task"
            continue
        function = str(target(goal["Arn"])).removesuffix("FunctionAliaslive")
        tasks.setdefault(function, set()).add(task)
        if target(goal.get("DeadLetterConfig", {}).get("Arn")) != "FunctionDeadLetters":
            yield f"{name} is lost when its function is not there"
        if target(schedule.get("KmsKeyArn")) != "DataKey":
            yield f"{name} is not encrypted under our key"
    if tasks != TASKS:
        yield f"the clock starts {tasks}"


def rotated(template, _context):
    secrets = set(resources(template, "AWS::SecretsManager::Secret"))
    turned = set()
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::SecretsManager::RotationSchedule":
            turned.add(target(resource["Properties"]["SecretId"]))
            if "RotationPermission" not in listed(resource.get("DependsOn")):
                yield f"{name} may be made before Secrets Manager may invoke its function"
            if resource["Properties"].get("RotateImmediatelyOnUpdate") is not False:
                yield f"{name} rotates at once, before there is a value"
            if set(resource["Properties"].get("RotationRules", {})) != {"AutomaticallyAfterDays"}:
                yield f"{name} never rotates"
    if turned != secrets - BY_HAND:
        yield f"never rotated, or by hand: {sorted(turned ^ (secrets - BY_HAND))}"
    for name, secret in resources(template, "AWS::SecretsManager::Secret").items():
        if target(secret.get("KmsKeyId")) != "DataKey" or "SecretString" in secret:
            yield f"{name} is written in the template, or not encrypted under our key"
    for name, permission in resources(template, "AWS::Lambda::Permission").items():
        if "SourceAccount" not in permission and "SourceArn" not in permission:
            yield f"{name} lets other accounts invoke"


def concurrency(template, context):
    reserved = {name: each.get("ReservedConcurrentExecutions") for name, each in functions(template).items()}
    if context.given.get("ReserveConcurrency") != "true":
        if any(each is not None for each in reserved.values()):
            yield "concurrency is reserved though a fresh account has none to give"
    elif reserved["SequencerFunction"] != 1 or None in reserved.values():
        yield f"the sequencer is not alone: {reserved}"


def circles(template, _context):
    """No resource waits for itself; SAM's aliases hide such circles from who reads the source."""
    waits = {
        name: (referred(resource) | set(listed(resource.get("DependsOn")))) & set(template["Resources"])
        for name, resource in template["Resources"].items()
    }
    done, path = set(), []

    def visit(name):
        if name in path:
            return path[path.index(name):]
        if name not in done:
            path.append(name)
            for following in sorted(waits[name]):
                circle = visit(following)
                if circle:
                    return circle
            path.pop()
            done.add(name)
        return None

    for name in waits:
        circle = visit(name)
        if circle:
            yield f"goes in a circle: {' -> '.join(circle)}"
            return


def dangling(template, _context):
    for name, resource in template["Resources"].items():
        for missing in sorted(referred(resource) - set(template["Resources"])):
            yield f"{name} refers to {missing}, which is not deployed"


CHECKS = [declared, started, by_alias, polled, scheduled, rotated, concurrency, circles, dangling]
