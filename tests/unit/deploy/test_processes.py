"""A child process is started again when it ends by itself, later and later, and ends when it is told to."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.processes import FIRST_PAUSE, LONG_LIFE, LONGEST_PAUSE, Child
from deploy.refusals import DeployRefused
from deploy.running import Deployment, RunningProcess, held_by, is_held, only_one, running, write

LASTING = "import time; print('here', flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('deaf', 'w'); time.sleep(60)"
MOST_SECONDS = 20.0


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def child_of(tmp_path: Path, clock: Clock) -> Iterator[Callable[[str], Child]]:
    begun: list[Child] = []

    def child(script: str) -> Child:
        begun.append(Child("one", [sys.executable, "-c", script], tmp_path, os.environ, clock=clock))
        return begun[-1]

    yield child
    for one in begun:
        one.wait(0)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + MOST_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_child_that_ends_soon_is_started_again_later_and_later(
    child_of: Callable[[str], Child], clock: Clock
) -> None:
    child, pauses = child_of("pass"), []
    child.start()
    for _ in range(4):
        until(lambda: not child.is_running)
        assert not child.look()
        began = clock.now
        while not child.look():
            clock.now += FIRST_PAUSE / 4
        pauses.append(clock.now - began)
    assert pauses == pytest.approx([FIRST_PAUSE * 2**times for times in range(4)], abs=FIRST_PAUSE / 2)
    assert child.starts == 5
    assert max(pauses) < LONGEST_PAUSE


def test_one_that_lived_long_is_started_again_at_once_and_the_log_says_how_it_ended(
    child_of: Callable[[str], Child], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    child = child_of("raise SystemExit(3)")
    child.start()
    until(lambda: not child.is_running)
    clock.now += LONG_LIFE + 1
    child.look()
    assert f"{child.name} ended with 3 and is started again in 0.2 s" in caplog.messages
    clock.now += 1.1 * FIRST_PAUSE
    assert child.look()


def test_a_child_ends_when_it_is_told_to_and_a_deaf_one_is_killed(
    child_of: Callable[[str], Child], tmp_path: Path
) -> None:
    lasting, deaf = child_of(LASTING), child_of(DEAF)
    for child in (lasting, deaf):
        child.start()
    until((tmp_path / "deaf").exists)
    for child in (lasting, deaf):
        assert child.is_running
        child.end()
    assert lasting.wait(MOST_SECONDS)
    assert not deaf.wait(0.1)
    assert [lasting.is_running, deaf.is_running] == [False, False]


def test_one_deployment_holds_a_folder_and_is_found_there(tmp_path: Path) -> None:
    folder = tmp_path / "deploy"
    told = Deployment(1, "http://localhost:8501", "0.0.0.0", 8501, 7, (RunningProcess(1, 8, 40001, 1),))
    assert not is_held(folder)
    with only_one(folder):
        write(folder, told)
        assert (running(folder), held_by(folder)) == (told, 1)
        targets = json.loads((folder / "targets.json").read_text(encoding="utf-8"))
        assert targets == [{"targets": ["127.0.0.1:40001"], "labels": {"process": "1"}}]
        with pytest.raises(DeployRefused, match="runs_already"), only_one(folder):
            pass
        assert running(folder) == told
    assert (running(folder), is_held(folder)) == (None, False)
    assert held_by(folder) is None


def test_a_deployment_of_another_version_is_found_to_be_ended(tmp_path: Path) -> None:
    with only_one(tmp_path):
        (tmp_path / "running.json").write_text('{"pid": 7, "unknown": 1}', encoding="utf-8")
        assert (running(tmp_path), held_by(tmp_path)) == (None, 7)
