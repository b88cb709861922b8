"""A deployment on loopback for tests: three processes behind the real proxy, ended whatever happens."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.asking import not_ready
from deploy.plan import FOLDER
from deploy.running import Deployment, running
from tests.browser.server import ROOT, app_environment, free_port

START_SECONDS, END_SECONDS, ANSWER_SECONDS = 240.0, 40.0, 60.0
AFFINITY = "served-by"
# The tests stand in the place of an outer proxy, and speak for as many visitors as they like.
OUTER_PROXY = "127.0.0.1"
HALL = "hall.example"


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in small letters, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def process(self) -> int:
        """The number of the process that the proxy gave the visitor, 0 where it gave none."""
        cookie = self.headers.get("set-cookie", "")
        return int(cookie.partition(f"{AFFINITY}=")[2].partition(";")[0] or 0)


@dataclass(frozen=True)
class Cluster:
    """A running deployment."""

    port: int
    var_dir: Path
    log: Path
    supervisor: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """Where the proxy listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def now(self) -> Deployment:
        """What runs now."""
        found = running(self.var_dir / FOLDER)
        assert found is not None, self.log.read_text(encoding="utf-8", errors="replace")
        return found

    def pid(self, number: int) -> int:
        """The process with a number."""
        return self.now.processes[number - 1].pid

    def all_ready(self) -> bool:
        """Whether every process answers, and the proxy knows it: it sends each one's visitors to it."""
        found = running(self.var_dir / FOLDER)
        if found is None or any(not_ready(one.port, "en") is not None for one in found.processes):
            return False
        with contextlib.suppress(OSError):
            return all(self._is_reached(one.number) for one in found.processes)
        return False

    def _is_reached(self, process: int) -> bool:
        # Where the process is thought to be gone, the visitor is given another one.
        answer = self.ask("/live", process)
        return answer.status == 200 and answer.process == 0

    def ask(self, path: str, process: int = 0, method: str = "GET", **headers: str) -> Answer:
        """Ask the proxy, as somebody who is with a process (0: with none yet)."""
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        sent = {"X-Forwarded-For": "198.51.100.1", **given}
        if process:
            sent["Cookie"] = "; ".join(filter(None, [f"{AFFINITY}={process}", sent.get("Cookie", "")]))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        with contextlib.closing(connection):
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            found = {name.lower(): text for name, text in answer.getheaders()}
            return Answer(answer.status, found, answer.read())


def wait_until(is_so: Callable[[], bool], seconds: float) -> float:
    """Wait until something is so, and return how many seconds it took; fails after a bound."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not within {seconds:g} s"
        time.sleep(0.02)
    return time.monotonic() - began


@contextmanager
def deployed(
    folder: Path,
    database: str,
    processes: int = 3,
    module: str = "deploy",
    more: Mapping[str, str] | None = None,
) -> Iterator[Cluster]:
    """Run so many processes on a database, with more settings where some are given, and end all of them.

    ``module`` takes what ``deploy`` takes.
    """
    port, log = free_port(), folder / "deploy.log"
    var_dir = folder / "var"
    settings = {
        "DATABASE_URL": database,
        "TRUSTED_PROXIES": OUTER_PROXY,
        "ALLOWED_HOSTS": HALL,
        "CONNECTIONS_PER_ADDRESS": "3",
        **(more or {}),
    }
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", module, "up", "--processes", str(processes), "--port", str(port)],
            cwd=ROOT,
            env=app_environment(port, var_dir, settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    cluster = Cluster(port, var_dir, log, supervisor)
    try:
        wait_until(lambda: supervisor.poll() is not None or cluster.all_ready(), START_SECONDS)
        assert supervisor.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        yield cluster
    finally:
        _end(supervisor)


def _end(supervisor: "subprocess.Popen[bytes]") -> None:
    children = []
    with contextlib.suppress(psutil.NoSuchProcess):
        children = psutil.Process(supervisor.pid).children(recursive=True)
    supervisor.terminate()
    try:
        supervisor.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        supervisor.kill()
        supervisor.wait(END_SECONDS)
    for child in children:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()


def kill(pid: int) -> None:
    """End a process without a word."""
    os.kill(pid, signal.SIGKILL)
