"""Starts the emulators on free loopback ports, writes `env` when each of them answers, and stops them all when it is
told to, when the process it serves is gone, or when it is killed itself: the kernel ends a child with its parent.

    emulators.py STATE TOOLS PLUGIN MINIO|- [--while PID]
"""

import os
import platform
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

REGION = "eu-central-1"
START_SECONDS = 120
# What the emulators' clients sign with. Nothing is protected by it, and nothing of worth is behind it.
USER, PASSWORD = "portcullis", "portcullis-on-loopback"


def main(state, tools, plugin, minio, owner):
    (state / "pid").write_text(str(os.getpid()))
    children = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    try:
        started = [start(state, one) for one in described(state, tools, plugin, minio)]
        children = [child for child, _, _ in started]
        for child, health, _ in started:
            wait(child, health)
        write(state / "env", {name: value for _, _, given in started for name, value in given.items()})
        while serves(owner) and all(child.poll() is None for child in children):
            time.sleep(0.3)
        return 0 if not serves(owner) else 1
    finally:
        stop(children)
        (state / "env").unlink(missing_ok=True)
        (state / "pid").unlink()


def described(state, tools, plugin, minio):
    """Each emulator: its name, command and environment, where it says that it is well, and what its clients set."""
    localstack, moto, s3 = (f"127.0.0.1:{port}" for port in ports(3))
    for directory in ("tmp", "functions", "minio"):
        (state / directory).mkdir()
    yield (
        "moto",
        [tools / "moto/bin/moto_server", "-H", "127.0.0.1", "-p", moto.split(":")[1]],
        # LocalStack's account, so that ARNs agree.
        {"MOTO_ACCOUNT_ID": "000000000000"},
        f"http://{moto}/moto-api/",
        {"AWS_ENDPOINT_URL_DYNAMODB": f"http://{moto}"},
    )
    if minio is not None:
        yield (
            "minio",
            [minio, "server", state / "minio", "--quiet", "--address", s3],
            {
                "MINIO_ROOT_USER": USER,
                "MINIO_ROOT_PASSWORD": PASSWORD,
                "MINIO_REGION": REGION,
                "MINIO_BROWSER": "off",
                "MINIO_UPDATE": "off",
            },
            f"http://{s3}/minio/health/live",
            {
                "PORTCULLIS_MINIO_ENDPOINT": f"http://{s3}",
                "PORTCULLIS_MINIO_USER": USER,
                "PORTCULLIS_MINIO_PASSWORD": PASSWORD,
            },
        )
    yield (
        "localstack",
        [tools / "localstack/bin/python", "-m", "localstack.runtime.main"],
        {
            "GATEWAY_LISTEN": localstack,
            "LOCALSTACK_HOST": localstack,
            "SQS_ENDPOINT_STRATEGY": "path",
            "FILESYSTEM_ROOT": state / "localstack",
            "TMPDIR": state / "tmp",
            # It asks nobody for a certificate, reports to nobody and answers no names.
            "SKIP_SSL_CERT_DOWNLOAD": "1",
            "DISABLE_EVENTS": "1",
            "DNS_ADDRESS": "0",
            "PYTHONPATH": plugin,
            "LAMBDA_RUNTIME_EXECUTOR": "jvm",
            # Or CloudFormation waits five seconds for each function.
            "LAMBDA_SYNCHRONOUS_CREATE": "1",
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "70",
            "PROVIDER_OVERRIDE_DYNAMODB": "moto_server",
            "MOTO_ENDPOINT": f"http://{moto}",
            "PORTCULLIS_RUNTIME_JARS": tools / "runtime",
            "PORTCULLIS_RUNTIME_LIBRARY": native(tools / "runtime", state),
            "PORTCULLIS_FUNCTION_LOGS": state / "functions",
        },
        f"http://{localstack}/_localstack/health",
        {
            "AWS_ENDPOINT_URL": f"http://{localstack}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
        },
    )


def native(runtime, state):
    """The runtime's own library. Each runtime would unpack it to one path under /tmp, which in Lambda it has to itself:
    here a process that starts would load what another one is just writing, and die of it."""
    (client,) = runtime.glob("aws-lambda-java-runtime-interface-client-*.jar")
    libc = "linux" if platform.libc_ver()[0] == "glibc" else "linux_musl"
    machine = {"aarch64": "aarch_64"}.get(platform.machine(), platform.machine())
    file = state / "runtime.so"
    with zipfile.ZipFile(client) as jar:
        file.write_bytes(jar.read(f"jni/libaws-lambda-jni.{libc}-{machine}.so"))
    return file


def ports(count):
    """Ports that were free a moment ago."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    chosen = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return chosen


def start(state, one):
    name, command, environment, health, given = one
    # Credentials and settings of a real account stay out of reach.
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "MOTO_", "MINIO_"))}
    kept |= {key: str(value) for key, value in environment.items()}
    with open(state / f"{name}.log", "ab") as log:
        child = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "--", *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=kept,
            cwd=state,
        )
    print(f"{name}: started as {child.pid}", flush=True)
    return child, health, given


def wait(child, health):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if child.poll() is not None:
            sys.exit(f"{child.args[4]} ended with {child.returncode}; its log says why")
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit(f"{health} did not answer in {START_SECONDS} s")


def write(path, values):
    new = path.with_suffix(".new")
    new.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    new.rename(path)


def serves(owner):
    """Whether whoever asked for the emulators is still there; nobody in particular always is."""
    try:
        return owner is None or Path(f"/proc/{owner}/cmdline").read_bytes() != b""
    except OSError:
        return False


def stop(children):
    for child in children:
        child.terminate()
    until = time.monotonic() + 10
    for child in children:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    here, installed, plugged, second = sys.argv[1:5]
    serving = int(sys.argv[6]) if sys.argv[5:6] == ["--while"] else None
    sys.exit(main(Path(here), Path(installed), Path(plugged), None if second == "-" else Path(second), serving))
