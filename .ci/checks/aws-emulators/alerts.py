"""What people are told: a queue behind the alerts' bus, and the metrics of the alerts' function.

    alerts.py listen                     begins to keep what the bus gets
    alerts.py expect RULE CAME COUNTED   fails unless so many alerts of that rule came since the last look, and the
                                         metrics have counted so many in all
"""

import json
import os
import sys
import time
from pathlib import Path

import boto3

STATE = Path(os.environ["PORTCULLIS_EMULATORS"])
HERE = json.loads((STATE / "deployment.json").read_text())
QUEUE = "alerts-seen"
PATIENCE_SECONDS = 10


def listen():
    sqs, events = boto3.client("sqs"), boto3.client("events")
    url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    bus = HERE["resources"]["AlertBus"]
    pattern = {"source": ["portcullis"], "detail-type": ["Alert"]}
    events.put_rule(Name=QUEUE, EventBusName=bus, EventPattern=json.dumps(pattern))
    failed = events.put_targets(Rule=QUEUE, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])["FailedEntryCount"]
    if failed:
        sys.exit("the queue is no target of the bus")


def expect(rule, new, total):
    came, until = [], time.monotonic() + PATIENCE_SECONDS
    while len(came) < new and time.monotonic() < until:
        came += of_rule(taken(), rule)
    came += of_rule(taken(), rule)
    metric = "Alert" + "".join(word.capitalize() for word in rule.split("_"))
    counted = sum(line.get(metric, 0) for line in metrics())
    if (len(came), counted) != (new, total):
        sys.exit(f"{rule}: {len(came)} came and {counted} were counted, not {new} and {total}: {came}")
    print(f"{rule}: {new} new on the bus, {total} counted" + "".join(f"; {one['alert_id']}, {one['urgency']}" for one in came))


def taken():
    """What is in the queue; it is put back by nobody, so each alert is seen once."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    details = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", []):
        for message in messages:
            details.append(json.loads(message["Body"])["detail"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return details


def of_rule(alerts, rule):
    return [alert for alert in alerts if alert["rule"] == rule]


def metrics():
    """The metric lines of the alerts' function since it began."""
    log = STATE / "functions" / f"{HERE['resources']['AlertsFunction']}.log"
    lines = log.read_text().splitlines() if log.exists() else []
    return [json.loads(line) for line in lines if line.startswith('{"_aws"')]


if __name__ == "__main__":
    listen() if sys.argv[1] == "listen" else expect(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
