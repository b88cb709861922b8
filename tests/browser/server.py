"""The real app as a process of its own, on a free port, with a store folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data_access.keeping.changing_key import changing_key

ROOT = Path(__file__).parents[2]
HEALTH = "/_stcore/health"
START_SECONDS = 180.0
STOP_SECONDS = 10.0


class ServerDidNotStart(RuntimeError):
    """The app ended, or did not answer in time; the text holds what it printed."""


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, where it keeps its store, and what it prints."""

    url: str
    var_dir: Path
    log: Path
    process: subprocess.Popen[bytes]

    def output(self) -> str:
        """Everything the app has printed so far, errors included."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def key(self) -> str:
        """The key by which figures may be changed, as the server keeps it beside its store."""
        return changing_key(self.var_dir)

    def stop(self) -> None:
        """Ask the app to end, and end it if it does not."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """Return a port nobody listens on, chosen by the operating system."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def app_environment(port: int, var_dir: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the app under test; no setting of the developer's database leaks in."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | {
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "VAR_DIR": str(var_dir),
        # Few tests take a file away, and its process costs seconds of the processor.
        "EXPORTS_READY": "0",
        **extra,
    }


def started_server(
    folder: Path,
    *,
    var_dir: Path | None = None,
    env: Mapping[str, str] | None = None,
    app: Path = ROOT / "app.py",
    port: int = 0,
) -> Server:
    """Start the app and wait until it answers.

    Parameters
    ----------
    folder
        Where its output is written, and its store unless ``var_dir`` says otherwise.
    var_dir
        The store's folder; given by a test that has damaged it beforehand.
    env
        Environment variables set on top of the usual ones.
    app
        The program to start.
    port
        The port of a server that ended and comes back; 0 is a free one.

    Raises
    ------
    ServerDidNotStart
        The app ended by itself, or did not answer within three minutes.
    """
    port = port or free_port()
    store = var_dir or folder / "var"
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, str(app)],
            cwd=app.parent,
            env=app_environment(port, store, env or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", store, log, process)
    wait_until_it_answers(server)
    return server


def wait_until_it_answers(server: Server) -> None:
    """Return when the health route says ok; stop the app and raise when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if answers(server):
            return
        try:
            server.process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        raise ServerDidNotStart(f"The app ended with code {server.process.returncode}:\n{server.output()}")
    server.stop()
    raise ServerDidNotStart(f"The app did not answer within {START_SECONDS:g} s:\n{server.output()}")


def answers(server: Server) -> bool:
    """Whether the health route answers now."""
    try:
        with urllib.request.urlopen(server.url + HEALTH, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
