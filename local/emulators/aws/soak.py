"""Calls the deployment while the model's credential is rotated every five seconds, and fails if a call did.

    soak.py DEPLOYMENT SECONDS PROVIDER

PROVIDER is the address of provider.py, which `cloud.py provider` has put in place. PORTCULLIS_CALLERS says how many call at
once, 32 otherwise; each has an API key of its own. A caller begins when the model has seen the one before it, for
each needs a process of its own that starts. Time and calls count once all of them call, and rotations begin then. Prints one JSON object, and a line on standard error. Exits with 1 unless no call failed, no call
reached the model with a key that was stopped, keys were stopped at all, and a rotation was completed every ten seconds.
"""

import http.client
import json
import os
import sys
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import cloud

BETWEEN_SECONDS = 5
WAIT_SECONDS = 120
# The last word tells callers apart at the model, which gets another placeholder with each call.
PROMPT = "Write to carla.ruiz@example.org about case %d"


class Callers:
    """So many threads that call one after the other until it is over."""

    def __init__(self, base, keys, seen):
        self.base, self.keys, self.seen = urlsplit(base), keys, seen
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.seconds, self.failures, self.threads = [], [], []

    def begin(self):
        """How many calls failed before each caller had one that reached the model."""
        for number, key in enumerate(self.keys):
            headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
            ask = {"model": "stand-in", "messages": [{"role": "user", "content": PROMPT % number}]}
            self.threads.append(threading.Thread(target=self.call, args=(headers, json.dumps(ask)), daemon=True))
            self.threads[-1].start()
            until = time.monotonic() + WAIT_SECONDS
            while self.seen()["callers"] <= number:
                if time.monotonic() > until:
                    sys.exit(f"caller {number} did not get through: {self.failures[-3:]}")
                time.sleep(0.2)
        with self.lock:
            before, self.failures, self.seconds = len(self.failures), [], []
        return before

    def call(self, headers, ask):
        while not self.over.is_set():
            began = time.monotonic()
            try:
                problem = self.answered(headers, ask)
            except (OSError, http.client.HTTPException) as broken:
                problem = repr(broken)
            with self.lock:
                self.seconds.append(time.monotonic() - began)
                if problem:
                    self.failures.append(problem)

    def answered(self, headers, ask):
        """What is wrong with the answer; nothing if it is the model's."""
        connection = http.client.HTTPConnection(self.base.netloc, timeout=WAIT_SECONDS)
        try:
            connection.request("POST", self.base.path + "/chat/completions", ask, headers)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
            good = answer.status == 200 and json.loads(body)["choices"][0]["message"]["content"] == "yes"
            return None if good else f"{answer.status} {body}"
        except (ValueError, LookupError) as strange:
            return f"no answer of the model: {strange!r}"
        finally:
            connection.close()

    def end(self):
        self.over.set()
        for thread in self.threads:
            thread.join(WAIT_SECONDS)
        return not any(thread.is_alive() for thread in self.threads)


def rotated(here):
    """Whether a rotation that is asked for now makes its version the current one."""
    try:
        asked = cloud.rotate(here, "ModelSecret")
    except cloud.ClientError as refused:
        print(f"rotation: {refused}", file=sys.stderr)
        return False
    done = "AWSCURRENT" in asked["after"].get(asked["version"], [])
    if not done:
        print(f"rotation: {asked}", file=sys.stderr)
    return done


def rotations(here, seconds):
    """How many were done, and how many of those that were asked for were not."""
    began = time.monotonic()
    done = failed = 0
    while time.monotonic() - began < seconds:
        next_one = time.monotonic() + BETWEEN_SECONDS
        if rotated(here):
            done += 1
        else:
            failed += 1
        time.sleep(max(0, next_one - time.monotonic()))
    return done, failed


def control(provider):
    with urllib.request.urlopen(provider + "/control") as told:
        return json.load(told)


def main(deployment, seconds, provider):
    here = json.loads(Path(deployment).read_text())
    many = int(os.environ.get("PORTCULLIS_CALLERS", "32"))
    if not rotated(here):
        sys.exit("the first rotation failed: there is no key that the model takes")
    keys = [cloud.key(here, "developer")["developer"] for _ in range(many)]
    callers = Callers(here["api"] + "/v1", keys, lambda: control(provider))
    began = time.monotonic()
    starting = callers.begin()
    before = time.monotonic() - began
    done, failed = rotations(here, seconds)
    ended = callers.end()
    seen = control(provider)
    spans = sorted(callers.seconds)
    result = {
        "seconds": seconds,
        "seconds_of_starting": round(before, 1),
        "failed_while_starting": starting,
        "callers": many,
        "rotations": done,
        "rotations_not_done": failed,
        "calls": len(spans),
        "failed": len(callers.failures),
        "with_a_retired_key": seen["retired"],
        "with_an_unknown_key": seen["unknown"],
        "keys_stopped": seen["stopped"],
        "live_keys": seen["live"],
        "most_calls_open_at_the_model": seen["most_open"],
        "p50_seconds": round(spans[len(spans) // 2], 2),
        "p99_seconds": round(spans[len(spans) * 99 // 100], 2),
        "longest_seconds": round(spans[-1], 2),
        "failures": callers.failures[:20],
    }
    print(json.dumps(result, indent=1))
    print(
        f"rotation under load on the emulators: {done} rotations in {seconds} s, {len(spans)} governed calls by {many} callers,"
        f" {len(callers.failures)} failed, {seen['retired']} with a retired key, {seen['stopped']} keys stopped",
        file=sys.stderr,
    )
    good = not callers.failures and seen["retired"] == seen["unknown"] == 0
    return 0 if good and ended and seen["stopped"] > 0 and done >= seconds // 10 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
