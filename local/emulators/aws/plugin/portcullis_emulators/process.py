"""One JVM under the real Lambda runtime, laid out as the managed runtime is: the runtime's jars on the class path, the
function's found by the runtime's own class loader in the working directory and its `lib`.
"""

import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
LIBRARY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
# Linux ends a child when the *thread* that made it ends, so all are made by one that lives as long as LocalStack.
SPAWNER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jvm-spawner")


def command(runtime_jars, handler, memory_mb):
    """Java as Lambda's java21 starts it, as far as AWS says; heap below the function's memory."""
    return [
        "setpriv", "--pdeathsig", "KILL", "--",
        os.environ.get("PORTCULLIS_JAVA", "java"),
        f"-Xmx{memory_mb * 85 // 100}m",
        "-XX:TieredStopAtLevel=1",
        f"-D{LIBRARY}={os.environ['PORTCULLIS_RUNTIME_LIBRARY']}",
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
        *os.environ.get("PORTCULLIS_JVM_OPTIONS", "").split(),
        "-cp", f"{runtime_jars}/*",
        MAIN, handler,
    ]  # fmt: skip


class Jvm:
    """A running process; `ended` is called once with its exit status, unless it was stopped here."""

    def __init__(self, arguments, directory, environment, log_file, ended):
        self.lock = threading.Lock()
        self.lines = []
        self.stopped = False
        self.log_file = log_file
        self.process = SPAWNER.submit(
            subprocess.Popen,
            arguments,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ).result()
        threading.Thread(target=self.follow, args=(ended,), name="jvm-output", daemon=True).start()

    def follow(self, ended):
        with open(self.log_file, "ab", buffering=0) as log:
            for line in self.process.stdout:
                log.write(line)
                with self.lock:
                    self.lines.append(line)
        status = self.process.wait()
        if not self.stopped:
            ended(status)

    def alive(self):
        return self.process.poll() is None

    def output(self):
        """What it printed since it was last asked."""
        with self.lock:
            lines, self.lines = self.lines, []
        return b"".join(lines).decode("utf-8", "replace")

    def stop(self):
        self.stopped = True
        self.process.kill()
        self.process.wait()
