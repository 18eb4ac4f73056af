"""A writer whose clock is two hours behind stores a record, as docs/audit-log.md says intake objects are: late_writer.py

Its hour is over by every other clock, so the next sealing has to find the object, commit it and seal that hour. The record
is one of the log's, told as another event of that time.
"""

import base64
import datetime
import hashlib
import json
import os
import secrets
from pathlib import Path

import boto3

BEHIND = datetime.timedelta(hours=2)
HERE = json.loads((Path(os.environ["PORTCULLIS_EMULATORS"]) / "deployment.json").read_text())


def main():
    s3, bucket = boto3.client("s3"), HERE["outputs"]["LogBucketName"]
    now = datetime.datetime.now(datetime.timezone.utc)
    then = now - BEHIND
    writer, event = secrets.token_hex(8), secrets.token_hex(16)
    entry = record(s3, bucket, writer, event, int(then.timestamp() * 1000))
    head = f"portcullis-intake-v1\nwriter {writer} 0 {int(then.timestamp() * 1000)}\nprevious {'0' * 64}\nentries 1\n\n".encode()
    name = bytes([len(event)]) + event.encode()
    digest = hashlib.sha256(head + name + hashlib.sha256(b"\0" + entry).digest()).hexdigest()
    body = head + name + len(entry).to_bytes(2, "big") + entry
    key = f"intake/{then:%Y%m%dT%H%M}/{writer}-{0:010}-{digest[:16]}"
    s3.put_object(
        Bucket=bucket,
        Key=key,
        Body=body,
        IfNoneMatch="*",
        ContentMD5=base64.b64encode(hashlib.md5(body).digest()).decode(),
        ObjectLockMode="GOVERNANCE",
        ObjectLockRetainUntilDate=now + datetime.timedelta(days=1),
    )
    print(f"late: {key}")


def record(s3, bucket, writer, event, millis):
    first = s3.list_objects_v2(Bucket=bucket, Prefix="intake/", MaxKeys=1)["Contents"][0]["Key"]
    stored = s3.get_object(Bucket=bucket, Key=first)["Body"].read()
    at = stored.index(b"\n\n") + 2
    at += 1 + stored[at]
    told = json.loads(stored[at + 2 : at + 2 + int.from_bytes(stored[at : at + 2], "big")])
    told["time"] = told["metadata"]["logged_time"] = millis
    told["metadata"] |= {"uid": event, "correlation_uid": event, "sequence": 1}
    told["metadata"]["loggers"][0]["uid"] = writer
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


main()
