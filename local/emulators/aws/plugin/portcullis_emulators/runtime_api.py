"""Lambda's Runtime API for one execution environment, on a loopback port of its own.

Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html. The runtime asks for the next invocation and is kept
waiting until there is one; it posts the answer, or an error. One invocation at a time, as in Lambda.
"""

import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROOT = "/2018-06-01/runtime/"
CLOSED = object()


@dataclass
class Invocation:
    """One invocation, and in time its answer: a pair of bytes and whether they are an error."""

    request_id: str
    arn: str
    trace: str
    payload: bytes
    deadline_ms: int
    answer: Future = field(default_factory=Future)


class InitFailed(Exception):
    """The runtime could not start the function; the payload is what it reported."""

    def __init__(self, payload):
        super().__init__("the function could not be started")
        self.payload = payload


class RuntimeApi:
    """Serves one runtime process after another; each gets `started` anew by `expect`."""

    def __init__(self):
        self.waiting = queue.Queue()
        self.started = Future()
        self.current = None
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, name="runtime-api", daemon=True).start()

    @property
    def address(self):
        """What AWS_LAMBDA_RUNTIME_API holds."""
        return "127.0.0.1:%d" % self.server.server_address[1]

    def expect(self):
        """Forgets a runtime that is gone. The future is done when the next one first asks for work."""
        with self.lock:
            self.waiting.put(CLOSED)
            self.waiting = queue.Queue()
            self.started = Future()
            self.current = None
            return self.started

    def offer(self, invocation):
        """Hands an invocation to the runtime that waits."""
        with self.lock:
            self.current = invocation
            self.waiting.put(invocation)

    def gone(self, error):
        """The runtime ended: whatever waits for it gets the error."""
        with self.lock:
            self.waiting.put(CLOSED)
            waits = [self.started] + ([self.current.answer] if self.current else [])
        for future in waits:
            settle(future, error=error)

    def close(self):
        self.waiting.put(CLOSED)
        self.server.shutdown()
        self.server.server_close()

    def next(self):
        with self.lock:
            waiting, started = self.waiting, self.started
        settle(started, value=True)
        return waiting.get()

    def answered(self, request_id, body, is_error):
        """False if that invocation is not the one that runs: it timed out, or never was."""
        with self.lock:
            current = self.current
        return current is not None and current.request_id == request_id and settle(current.answer, value=(body, is_error))

    def handler(api):  # noqa: N805 - the inner class needs both names
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1  # Head and body leave in one write; two would cost each call 40 ms.

            def do_GET(self):
                if self.path == ROOT + "invocation/next":
                    self.invocation(api.next())
                elif self.path == ROOT + "restore/next":
                    self.reply(200)  # The snapshot is taken and restored at once: this very process goes on.
                else:
                    self.reply(404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", "0")))
                parts = self.path.removeprefix(ROOT).split("/")
                if parts in (["init", "error"], ["restore", "error"]):
                    settle(api.started, error=InitFailed(body))
                    self.reply(202, b'{"status":"OK"}')
                elif len(parts) == 3 and parts[0] == "invocation" and parts[2] in ("response", "error"):
                    known = api.answered(parts[1], body, parts[2] == "error")
                    self.reply(202 if known else 400, b'{"status":"OK"}' if known else b'{"errorType":"InvalidRequestID"}')
                else:
                    self.reply(404)

            def invocation(self, given):
                if given is CLOSED:
                    self.close_connection = True
                    return
                headers = {
                    "Lambda-Runtime-Aws-Request-Id": given.request_id,
                    "Lambda-Runtime-Invoked-Function-Arn": given.arn,
                    "Lambda-Runtime-Deadline-Ms": str(given.deadline_ms),
                    "Lambda-Runtime-Trace-Id": given.trace,
                }
                self.reply(200, given.payload, headers)

            def reply(self, status, body=b"", headers=None):
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()

            def log_message(self, *_):
                """Nothing: payloads' ids and paths belong in no log."""

        return Handler


def settle(future, value=None, error=None):
    """Whether this call was the one that settled it: an answer and the end of a process can race."""
    try:
        future.set_exception(error) if error is not None else future.set_result(value)
        return True
    except Exception:
        return False
