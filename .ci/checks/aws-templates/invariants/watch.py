"""What people see: an alarm for every rule of the alerts and for what stands still, logs that are kept, a dashboard."""

import json

from .tree import functions, resources, short, target, text

# Beside the rules: what the alerts count and gauge (dev.portcullis.alerts.Metrics).
GAUGES = {
    "LogSize", "EventsWaiting", "LogFaults", "OldestUnprovenMillis", "CheckpointAgeMillis", "Records", "Alerts",
    "TokensIn", "TokensOut", "RecordsIntent", "RecordsOutcome", "RecordsRefusal",
}


def alarms(template, context):
    rules = {"Alert" + "".join(part.capitalize() for part in rule.split("_")) for rule in context.rules}
    seen, lambdas, letters = set(), set(), set()
    for name, alarm in resources(template, "AWS::CloudWatch::Alarm").items():
        if [target(each) for each in alarm.get("AlarmActions", [])] != ["AlarmTopic"] or not alarm.get("ActionsEnabled"):
            yield f"{name} tells nobody"
        if "TreatMissingData" not in alarm:
            yield f"{name} does not say what silence means"
        space, metric = alarm["Namespace"], alarm["MetricName"]
        dimensions = {each["Name"]: each["Value"] for each in alarm.get("Dimensions", [])}
        if space == "Portcullis":
            if metric not in rules | GAUGES or dimensions != {"Function": "alerts"}:
                yield f"{name} watches {metric}, which nobody writes"
            if alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold" and alarm["Threshold"] == 1:
                seen.add(metric)
        elif space == "AWS/Lambda" and metric == "Errors":
            lambdas.add(target(dimensions["FunctionName"]))
        elif space == "AWS/SQS" and metric == "ApproximateNumberOfMessagesVisible":
            letters.add(target(dimensions["QueueName"]))
    if not rules <= seen:
        yield f"rules without an alarm: {sorted(rules - seen)}"
    unwatched = set(functions(template)) - lambdas - {"RedactionFunction"}
    if unwatched:
        yield f"their errors alarm nobody: {sorted(unwatched)}"
    queues = {name for name in resources(template, "AWS::SQS::Queue") if name.endswith("DeadLetters")}
    if letters != queues:
        yield f"dead letters that nobody sees: {sorted(queues - letters)}"
    silent = resources(template).get("WatchSilentAlarm", {})
    if silent.get("TreatMissingData") != "breaching" or silent.get("MetricName") != "LogSize":
        yield "nobody hears when the watch itself stands still"


def dashboard(template, context):
    rules = {"Alert" + "".join(part.capitalize() for part in rule.split("_")) for rule in context.rules}
    try:
        board = json.loads(text(resources(template)["Dashboard"]["DashboardBody"]))
    except ValueError as wrong:
        yield f"the dashboard is no JSON: {wrong}"
        return
    for widget in board["widgets"]:
        for metric in widget["properties"]["metrics"]:
            if len(metric) % 2:
                yield f"a metric has half a dimension: {metric}"
            if metric[0] == "Portcullis" and metric[1] not in rules | GAUGES:
                yield f"the dashboard shows {metric[1]}, which nobody writes"
        if widget["x"] + widget["width"] > 24:
            yield "a widget is off the grid"


def logs(template, _context):
    for name, group in resources(template, "AWS::Logs::LogGroup").items():
        if target(group.get("KmsKeyId")) != "DataKey":
            yield f"{name} is not encrypted under our key"
        if not group.get("RetentionInDays"):
            yield f"{name} is kept for ever"
        if "LogGroupName" in group and "AWS::StackId" not in str(group):
            yield f"{name} is in its own way after a deletion"
    for name in functions(template):
        if short(name) + "Logs" not in template["Resources"]:
            yield f"{name} has no log group"


def alerted(template, _context):
    rule = resources(template)["AlertRule"]
    if rule["EventPattern"] != {"source": ["portcullis"], "detail-type": ["Alert"]}:
        yield "alerts reach nobody"
    if target(rule.get("EventBusName")) != "AlertBus" or target(rule["Targets"][0]["Arn"]) != "AlarmTopic":
        yield "alerts go elsewhere"
    if target(resources(template)["AlertBus"].get("KmsKeyIdentifier")) != "DataKey":
        yield "the bus is not encrypted under our key"
    allowed = {
        str(statement["Principal"].get("Service")): statement
        for statement in resources(template)["AlarmTopicPolicy"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    }
    for service in ("cloudwatch.amazonaws.com", "events.amazonaws.com"):
        if not allowed.get(service, {}).get("Condition"):
            yield f"{service} cannot tell, or may for other accounts"


CHECKS = [alarms, dashboard, logs, alerted]
