"""LocalStack's Lambda without Docker: each execution environment is a JVM under the real runtime.

As in Lambda, an environment serves one invocation at a time and is used again while it is warm; an invocation that
takes longer than the function's time-out is ended with its process, and the next one starts another in the same
environment; a function that cannot start answers with the runtime's own error. Not as in Lambda: no isolation, no
memory limit but the heap's, no architecture, and a snapshot is taken and restored in the very same process.
"""

import json
import os
import time
from concurrent.futures import TimeoutError as TimedOut
from pathlib import Path

from localstack import config
from localstack.aws.connect import connect_to
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import LambdaRuntimeException, RuntimeExecutor

from portcullis_emulators.process import Jvm, command
from portcullis_emulators.runtime_api import InitFailed, Invocation, RuntimeApi

INIT_SECONDS = 60


class RuntimeExited(Exception):
    """The process ended by itself."""


class JvmExecutor(RuntimeExecutor):
    """One execution environment."""

    def __init__(self, id, function_version):
        super().__init__(id=id, function_version=function_version)
        self.api = RuntimeApi()
        self.jvm = None
        self.environment = {}

    def start(self, env_vars):
        self.environment = self.of(env_vars)
        try:
            self.launch()
        except InitFailed as failed:
            raise StatusErrorException("the function could not be started", payload=failed.payload) from failed
        except (RuntimeExited, TimedOut) as failed:
            raise StatusErrorException("the runtime did not start", payload=error("Runtime.ExitError", failed)) from failed

    def of(self, env_vars):
        """The process's whole environment: the function's, and nothing of LocalStack's but the path."""
        code = str(self.function_version.config.code.get_unzipped_code_location())
        environment = {name: str(value) for name, value in env_vars.items() if not name.startswith("LOCALSTACK_")}
        environment |= {
            "PATH": os.environ["PATH"],
            "LANG": "en_US.UTF-8",
            "LAMBDA_TASK_ROOT": code,
            "AWS_LAMBDA_RUNTIME_API": self.api.address,
        }
        if self.takes_snapshots():
            environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start"
        return environment

    def takes_snapshots(self):
        snap_start = self.function_version.config.snap_start or {}
        return snap_start.get("ApplyOn") == "PublishedVersions" and self.function_version.id.qualifier != "$LATEST"

    def launch(self):
        version = self.function_version
        started = self.api.expect()
        log = Path(os.environ["PORTCULLIS_FUNCTION_LOGS"]) / f"{version.id.function_name}.log"
        self.jvm = Jvm(
            command(os.environ["PORTCULLIS_RUNTIME_JARS"], version.config.handler, version.config.memory_size),
            self.environment["LAMBDA_TASK_ROOT"],
            self.environment,
            log,
            lambda status: self.api.gone(RuntimeExited(f"Runtime exited with error: exit status {status}")),
        )
        try:
            started.result(timeout=INIT_SECONDS)
        except BaseException:
            self.jvm.stop()
            raise

    def invoke(self, payload):
        seconds = self.function_version.config.timeout
        began = time.monotonic()
        request_id = payload["invoke-id"]
        invocation = Invocation(
            request_id,
            payload["invoked-function-arn"],
            payload["trace-id"],
            as_sent_by_aws(payload["payload"], self.function_version.id.region).encode(),
            int((time.time() + seconds) * 1000),
        )
        try:
            if not self.jvm.alive():
                self.launch()
            self.api.offer(invocation)
            body, is_error = invocation.answer.result(timeout=seconds)
        except TimedOut:
            self.jvm.stop()
            body, is_error = error("Sandbox.Timedout", f"{request_id} Task timed out after {seconds}.00 seconds"), True
        except RuntimeExited as exited:
            body, is_error = error("Runtime.ExitError", f"RequestId: {request_id} Error: {exited}"), True
        except InitFailed as failed:
            body, is_error = failed.payload, True
        logs = (
            f"START RequestId: {request_id} Version: {self.function_version.id.qualifier}\n{self.jvm.output()}"
            f"END RequestId: {request_id}\n"
            f"REPORT RequestId: {request_id}\tDuration: {(time.monotonic() - began) * 1000:.2f} ms\n"
        )
        return InvocationResult(request_id, body, is_error, logs)

    def stop(self):
        if self.jvm is not None:
            self.jvm.stop()
        self.api.close()

    def get_logs(self):
        return self.jvm.output() if self.jvm else ""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}"

    @classmethod
    def prepare_version(cls, function_version):
        if function_version.config.code is None:
            raise LambdaRuntimeException("only zipped functions run here")
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        """Nothing: the code goes with LocalStack's directory."""


def as_sent_by_aws(payload, region):
    """A rotation's event names its secret by ARN; LocalStack puts the bare name there."""
    event = json.loads(payload) if '"ClientRequestToken"' in payload else None
    if not isinstance(event, dict) or set(event) != {"Step", "SecretId", "ClientRequestToken"} or event["SecretId"].startswith("arn:"):
        return payload
    client = connect_to(region_name=region).secretsmanager
    return json.dumps(event | {"SecretId": client.describe_secret(SecretId=event["SecretId"])["ARN"]})


def error(kind, message):
    return json.dumps({"errorMessage": str(message) or type(message).__name__, "errorType": kind}).encode()


class JvmExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by LAMBDA_RUNTIME_EXECUTOR=jvm."""

    name = "jvm"

    def load(self, *args, **kwargs):
        return JvmExecutor
