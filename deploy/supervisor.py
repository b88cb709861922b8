"""All processes of a deployment: started, started again when one ends, and ended in their order."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType

from deploy.plan import Plan, settings_of
from deploy.processes import Child
from deploy.proxy import expect_understood, write_configuration
from deploy.running import Deployment, RunningProcess, only_one, write

ROOT = Path(__file__).parents[1]
LOOK_AGAIN_SECONDS = 0.1
# A process has so long to end after it was told to, the proxy after the last of them.
END_SECONDS, PROXY_SECONDS = 20.0, 5.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True)
class Program:
    """What each process runs; ``again`` where it was started before, None for the same."""

    command: Sequence[str]
    again: Sequence[str] | None = None


DASHBOARD = Program((sys.executable, str(ROOT / "app.py")), (sys.executable, "-m", "deploy.standing_back"))


class Supervisor:
    """The processes of a plan, each of the same program, and their proxy.

    Raises DeployRefused where the proxy does not understand its configuration.
    """

    def __init__(
        self, plan: Plan, environment: Mapping[str, str] = os.environ, program: Program = DASHBOARD
    ) -> None:
        self._plan, self._ending = plan, Event()
        self._processes = [
            Child(
                f"process {number}",
                program.command,
                ROOT,
                settings_of(plan, number, environment),
                program.again,
            )
            for number in range(1, len(plan.ports) + 1)
        ]
        configuration = write_configuration(plan)
        expect_understood(plan, configuration)
        proxy = [str(plan.program), "-db", "-f", str(configuration)]
        self._proxy = Child("proxy", proxy, plan.folder, environment)

    def run(self, told: Callable[[], None]) -> None:
        """Run all of them until this process is told to end; ``told`` is called when they are started.

        Raises DeployRefused where another deployment runs in the folder.
        """
        with only_one(self._plan.folder), self._ended_by_signals():
            try:
                self._start()
                told()
                while not self._ending.wait(LOOK_AGAIN_SECONDS):
                    self._look()
            finally:
                self._end()

    def _start(self) -> None:
        for child in (*self._processes, self._proxy):
            child.start()
        self._write()

    def _look(self) -> None:
        started = [child.look() for child in (*self._processes, self._proxy)]
        if any(started):
            self._write()

    def _end(self) -> None:
        """End the processes, all at once, then the proxy, which says meanwhile what happens."""
        for child in self._processes:
            child.end()
        for child in self._processes:
            child.wait(END_SECONDS)
        self._proxy.end()
        self._proxy.wait(PROXY_SECONDS)

    def _write(self) -> None:
        told = tuple(
            RunningProcess(number, child.pid, self._plan.ports[number - 1], child.starts)
            for number, child in enumerate(self._processes, start=1)
        )
        plan = self._plan
        found = Deployment(os.getpid(), plan.site, plan.address, plan.port, self._proxy.pid, told)
        write(plan.folder, found)

    @contextmanager
    def _ended_by_signals(self) -> Iterator[None]:
        def end(_number: int, _frame: FrameType | None) -> None:
            self._ending.set()

        before = {number: signal.signal(number, end) for number in SIGNALS}
        try:
            yield
        finally:
            for number, answer in before.items():
                signal.signal(number, answer)
