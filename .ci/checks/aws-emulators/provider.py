"""OpenRouter's management of keys, as far as a rotation uses it, on a loopback port: provider.py PORTFILE.

Keys that it makes are refused when they are tried, as by a provider that is not well.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

keys = {}


class Provider(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/v1/key":
            self.reply(401, {"error": {"message": "No such key"}})
        else:
            after = int(self.path.partition("offset=")[2] or 0)
            self.reply(200, {"data": list(keys.values())[after:]})

    def do_POST(self):
        name = json.loads(self.rfile.read(int(self.headers["content-length"])))["name"]
        made = {"hash": f"hash{len(keys)}", "name": name, "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        keys[made["hash"]] = made
        self.reply(201, {"data": made, "key": "sk-or-" + "v1" + f"{len(keys):08}"})

    def do_DELETE(self):
        keys.pop(self.path.rpartition("/")[2], None)
        self.reply(200, {"deleted": True})

    def reply(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Nothing: requests carry credentials."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
Path(sys.argv[1]).write_text(str(server.server_address[1]))
server.serve_forever()
