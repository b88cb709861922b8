"""A standalone cluster of Apache Spark on loopback, for tests: a master and workers, all ended at the end."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from microdata.spark.java import Machine

WAIT_SECONDS = 60
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
STARTED = re.compile(r"spark://127\.0\.0\.1:\d+")
REGISTERED = re.compile("Successfully registered with master")
# The addresses of pages that show how a cluster fares; chosen by the system like all others.
ANY_PORT = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")

# The address by which others hand in work has a port of its own, the same on every machine.
NO_REST = "-Dspark.master.rest.enabled=false"


def environment_of_spark(**given: str) -> dict[str, str]:
    """The environment of every process of Spark: a Java that it runs in, and loopback alone."""
    home = Machine(os.environ).java_home()
    assert home is not None, "There is no Java 17 or 21: apt-get install openjdk-17-jre-headless"
    return {**os.environ, "JAVA_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", **given}


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """A master with workers of one core each; yields its address."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        master, log = _started(folder, "master", [MASTER, *ANY_PORT])
        running.append(master)
        address = _said(master, log, STARTED)
        for number in range(workers):
            of_worker = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work-{number}")]
            worker, log = _started(folder, f"worker-{number}", [WORKER, *ANY_PORT, *of_worker, address])
            running.append(worker)
            _said(worker, log, REGISTERED)
        yield address
    finally:
        for process in reversed(running):
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started, at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait(WAIT_SECONDS)


def _started(folder: Path, name: str, command: list[str]) -> tuple[subprocess.Popen[bytes], Path]:
    found = find_spec("pyspark")
    assert found is not None, "PySpark is in a group of its own: uv run --group spark"
    assert found.origin is not None
    program = Path(found.origin).parent / "bin" / "spark-class"
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        # A session of its own, so that executors are ended with their worker.
        process = subprocess.Popen(
            [str(program), *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment_of_spark(
                SPARK_DAEMON_MEMORY="256m", SPARK_MASTER_OPTS=NO_REST, SPARK_LOCAL_DIRS=str(folder)
            ),
            cwd=folder,
            start_new_session=True,
        )
    return process, log


def _said(process: subprocess.Popen[bytes], log: Path, pattern: re.Pattern[str]) -> str:
    """Wait until a process has written what is looked for; fail with its output when it does not."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if found := pattern.search(log.read_text(encoding="utf-8", errors="replace")):
            return found.group()
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
