"""What a log's bare copy holds of a rotation whose test was refused: records.py LOG ROTATION."""

import json
import struct
import sys
from pathlib import Path


def main(log, rotation):
    seen = []
    for entry in entries(Path(log)):
        record = json.loads(entry)
        if record.get("api", {}).get("request", {}).get("uid") == rotation:
            seen.append((record["api"]["operation"], record["status"]))
    steps = [operation for operation, status in seen if status == "Success"]
    failed = [operation for operation, status in seen if status == "Failure"]
    if steps != ["rotation.create", "rotation.set"] or "rotation.test" not in failed or "rotation.finish" in failed:
        sys.exit(f"the log tells of the rotation: {seen}")
    print(f"the log tells of the refused rotation: {', '.join(' '.join(one) for one in seen)}")


def entries(log):
    """Every entry, out of the bundles (C2SP tlog-tiles): 256 to a bundle, the last one partial."""
    size = int((log / "checkpoint").read_text().splitlines()[1])
    for bundle in range((size + 255) // 256):
        width = min(256, size - 256 * bundle)
        name = f"tile/entries/{bundle:03}" + ("" if width == 256 else f".p/{width}")
        data = (log / name).read_bytes()
        while data:
            (length,) = struct.unpack(">H", data[:2])
            yield data[2 : 2 + length]
            data = data[2 + length :]


main(*sys.argv[1:])
