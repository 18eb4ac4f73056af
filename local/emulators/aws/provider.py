"""A model provider on a loopback port: OpenRouter's management of keys, as far as a rotation uses it, and a model that
takes its live keys and no other.

    provider.py PORTFILE

POST /control {"takes": false} makes it refuse the keys that it makes from then on, as a provider that is not well; GET
/control tells what it has seen. How long the model thinks is PORTCULLIS_THINKING_SECONDS, or five seconds: so a call
stays open while keys are replaced.
"""

import json
import os
import secrets
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

THINKING = float(os.environ.get("PORTCULLIS_THINKING_SECONDS", "5"))


class Keys:
    """Which keys were made, work, and were stopped; and the calls that came with each kind."""

    def __init__(self):
        self.lock = threading.Lock()
        self.takes = True
        self.live, self.values, self.stopped, self.callers = {}, {}, set(), set()
        self.seen = {"made": 0, "stopped": 0, "calls": 0, "retired": 0, "unknown": 0, "open": 0, "most_open": 0}

    def make(self, name):
        with self.lock:
            self.seen["made"] += 1
            key = f"hash{self.seen['made']}"
            value = "sk-or-" + "v1" + secrets.token_hex(16)
            made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            self.live[key] = {"hash": key, "name": name, "created_at": made}
            if self.takes:
                self.values[value] = key
            return self.live[key], value

    def stop(self, key):
        with self.lock:
            if self.live.pop(key, None) is not None:
                self.seen["stopped"] += 1
                values = [value for value, owner in self.values.items() if owner == key]
                self.stopped.update(values)
                for value in values:
                    del self.values[value]

    def known(self, value):
        with self.lock:
            return value in self.values

    def begun(self, value, caller):
        """Whether a call with this key is taken; it is counted either way."""
        with self.lock:
            if value not in self.values:
                self.seen["retired" if value in self.stopped else "unknown"] += 1
                return False
            self.callers.add(caller)
            self.seen["calls"] += 1
            self.seen["open"] += 1
            self.seen["most_open"] = max(self.seen["most_open"], self.seen["open"])
            return True

    def ended(self):
        with self.lock:
            self.seen["open"] -= 1

    def listed(self, after):
        with self.lock:
            return list(self.live.values())[after:]

    def told(self):
        with self.lock:
            return self.seen | {"live": len(self.live), "callers": len(self.callers)}


class Provider(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    keys = Keys()

    def do_GET(self):
        if self.path == "/v1/key":
            taken = self.keys.known(self.bearer())
            self.reply(200 if taken else 401, {"data": {}} if taken else {"error": {"message": "No such key"}})
        elif self.path == "/control":
            self.reply(200, self.keys.told())
        else:
            self.reply(200, {"data": self.keys.listed(int(self.path.partition("offset=")[2] or 0))})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/v1/chat/completions":
            self.chat(body)
        elif self.path == "/control":
            self.keys.takes = body["takes"]
            self.reply(200, self.keys.told())
        else:
            made, value = self.keys.make(body["name"])
            self.reply(201, {"data": made, "key": value})

    def do_DELETE(self):
        self.keys.stop(self.path.rpartition("/")[2])
        self.reply(200, {"deleted": True})

    def chat(self, body):
        if not self.keys.begun(self.bearer(), body["messages"][-1]["content"].rpartition(" ")[2]):
            self.reply(401, {"error": {"message": "No such key"}})
            return
        try:
            time.sleep(THINKING)
            said = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "yes"}}
            used = {"prompt_tokens": 5, "completion_tokens": 1, "total_tokens": 6}
            answer = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"]}
            self.reply(200, answer | {"choices": [said], "usage": used})
        finally:
            self.keys.ended()

    def bearer(self):
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def reply(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Nothing: requests carry credentials."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Provider)
    Path(sys.argv[1]).write_text(str(server.server_address[1]))
    server.serve_forever()
