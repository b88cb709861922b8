"""Each process gives its place to a new one while the others serve; where it cannot, a sentence says why."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from filelock import FileLock

from deploy.__main__ import main
from deploy.asking import not_ready
from deploy.plan import FOLDER, free_ports
from deploy.processes import Child
from deploy.refusals import DeployRefused
from deploy.replacing import LOCK, replace_all
from deploy.running import Deployment, RunningProcess, only_one, write
from vocabulary.words import Words

MOST_SECONDS = 60.0
# A process that is ready as soon as it answers, and ends when it is told to.
READY = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_): pass
HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
DEAF = "import time; time.sleep(60)"


class LookedAfter:
    """Processes that are started again when they end, and written down, as a deployment's are."""

    def __init__(self, folder: Path, scripts: tuple[str, ...]) -> None:
        self.folder, self._ended = folder, Event()
        self._ports = free_ports(len(scripts))
        self._children = [
            Child(str(port), [sys.executable, "-c", script, str(port)], folder, os.environ)
            for script, port in zip(scripts, self._ports, strict=True)
        ]
        self._looking = Thread(target=self._look)

    @property
    def pids(self) -> list[int]:
        return [child.pid for child in self._children]

    def start(self) -> None:
        for child in self._children:
            child.start()
        self._write()
        self._looking.start()

    def end(self) -> None:
        self._ended.set()
        if self._looking.is_alive():
            self._looking.join(MOST_SECONDS)
        for child in self._children:
            child.end()
            child.wait(MOST_SECONDS)

    def become_ready(self, *ports: int) -> None:
        pause = Event()
        for _ in range(int(MOST_SECONDS / 0.05)):
            if all(not_ready(port, "en") is None for port in ports or self._ports):
                return
            pause.wait(0.05)
        raise AssertionError("not ready in time")

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            started = [child.look() for child in self._children]
            if any(started):
                self._write()

    def _write(self) -> None:
        told = tuple(
            RunningProcess(number, child.pid, port, child.starts)
            for number, (child, port) in enumerate(zip(self._children, self._ports, strict=True), start=1)
        )
        write(self.folder, Deployment(os.getpid(), "http://localhost:1", "127.0.0.1", 1, 0, told))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is written of a deployment, which the commands find."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return tmp_path / FOLDER


@pytest.fixture
def looked_after(folder: Path, request: pytest.FixtureRequest) -> Iterator[LookedAfter]:
    """Processes that run the scripts which the test gives."""
    with only_one(folder):
        running = LookedAfter(folder, request.param)
        try:
            running.start()
            yield running
        finally:
            running.end()


@pytest.mark.parametrize("looked_after", [(READY, READY)], indirect=True)
def test_each_process_is_replaced_and_the_next_one_when_it_is_ready(looked_after: LookedAfter) -> None:
    looked_after.become_ready()
    before, seen = looked_after.pids, list[list[int]]()
    found = replace_all(looked_after.folder, lambda _process: seen.append(looked_after.pids))
    assert [one.starts for one in found.processes] == [2, 2]
    # When the first was told of, the second was the one from before.
    assert [pids[1] == before[1] for pids in seen] == [True, False]
    assert not set(before) & set(looked_after.pids)


@pytest.mark.parametrize("looked_after", [(READY, DEAF)], indirect=True)
def test_no_process_is_ended_while_another_one_is_not_ready(
    looked_after: LookedAfter, capsys: pytest.CaptureFixture[str]
) -> None:
    before = looked_after.pids
    assert main(["restart", "--lang", "en"]) == 1
    assert Words("en")("deploy.other_not_ready", number=2, next=1) in capsys.readouterr().err
    assert looked_after.pids == before


@pytest.mark.parametrize("looked_after", [(DEAF,)], indirect=True)
def test_one_that_is_not_ready_in_time_is_said_to_be(looked_after: LookedAfter) -> None:
    with pytest.raises(DeployRefused, match="not_replaced") as refused:
        replace_all(looked_after.folder, lambda _process: None, seconds=0.1)
    assert refused.value.facts == {"number": 1, "seconds": 0}


def test_where_nothing_runs_there_is_nothing_to_replace(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restart", "--lang", "vi"]) == 1
    assert Words("vi")("deploy.runs_not", folder=str(folder)) in capsys.readouterr().err


@pytest.mark.parametrize("looked_after", [(READY,)], indirect=True)
def test_two_do_not_replace_processes_at_once(
    looked_after: LookedAfter, capsys: pytest.CaptureFixture[str]
) -> None:
    before = looked_after.pids
    with FileLock(looked_after.folder / LOCK):
        assert main(["restart", "--lang", "en"]) == 1
    assert "replaced already" in capsys.readouterr().err
    assert looked_after.pids == before
