"""Exports run as jobs: they wait in line, end when their visitor leaves, and never hold up the rest."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.types import Message

from data_access import citation_register
from data_access.log_form import current, numbered
from exports import routes
from exports.jobs import answering
from exports.jobs.job import Ended, Jobs
from exports.jobs.line import Line, Visitor
from exports.jobs.tasks import warm_up
from exports.jobs.work import CODES, FILE, Made, Outcome, Progress, Work
from exports.jobs.workers import Workers
from tests.jobs_here import ThisProcess
from vocabulary.words import Words

ADDRESS, BRIEFS = "/take-away/map.pdf", "/take-away/briefs"
WAIT_SECONDS = 20.0


class Held(ThisProcess):
    """A process whose work goes on until it is released or ended."""

    def __init__(self) -> None:
        self.released, self.begun, self.has_ended = threading.Event(), threading.Event(), False

    def call(self, work: Callable[..., Any], *arguments: Any, progress: Any = None) -> Any:
        if work is warm_up:
            return None
        self.begun.set()
        assert self.released.wait(WAIT_SECONDS)
        if self.has_ended:
            raise ConnectionError
        return super().call(work, *arguments, progress=progress)

    def end(self) -> None:
        self.has_ended = True
        self.released.set()


class Processes:
    """All processes that were begun."""

    jobs: Jobs

    def __init__(self) -> None:
        self.begun: list[Held] = []

    def __call__(self) -> Held:
        self.begun.append(Held())
        return self.begun[-1]

    def release(self) -> None:
        for process in self.begun:
            process.released.set()

    def working(self) -> list[Held]:
        return [process for process in self.begun if process.begun.is_set()]


def made(*arguments: Any) -> Outcome:
    """Stand in the place of whatever draws: a file with a code in it."""
    folder: Path = arguments[-2]
    progress: Progress = arguments[-1]
    progress(0.5, "half of it")
    (folder / FILE).write_bytes(b"a file")
    citation_register.write_aside({"0123456789": {"path": "/map"}}, folder / CODES)
    return Made("file.pdf", "application/pdf")


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Processes]:
    """Jobs of two held processes in place of the server's, which make nothing but ``made``."""
    held = Processes()
    held.jobs = own = Jobs(Line(), Workers(held, warm_up))
    monkeypatch.setattr(answering, "jobs", lambda: own)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    for task in ("make_file", "make_briefs"):
        monkeypatch.setattr(routes, task, made)
    yield held
    held.release()
    own.workers.close()


class Visit:
    """One request: what was answered so far, and leaving."""

    def __init__(self, address: str, host: str, headers: dict[str, str]) -> None:
        self.messages: list[Message] = []
        self._left, self._something = asyncio.Event(), asyncio.Event()
        app = Starlette(routes=routes.export_routes())
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "client": (host, 1),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        self._asked = False
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.messages.append(message)
        self._something.set()

    def leave(self) -> None:
        self._left.set()

    async def until_it_says(self, text: str) -> None:
        async with asyncio.timeout(WAIT_SECONDS):
            while text not in self.text():
                self._something.clear()
                await self._something.wait()

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    def header(self, name: str) -> str:
        return str(Headers(raw=self.messages[0]["headers"])[name])

    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.messages).decode()


@asynccontextmanager
async def visits(processes: Processes) -> AsyncIterator[Callable[..., Visit]]:
    """Ask for addresses, each from another host unless one is given; all are released at the end."""
    begun: list[Visit] = []

    def visit(address: str = ADDRESS, host: str = "", **headers: str) -> Visit:
        begun.append(Visit(f"{address}?lang=en", host or f"10.0.0.{len(begun)}", headers))
        return begun[-1]

    async with asyncio.timeout(60):
        yield visit
        processes.release()
        for one in begun:
            one.leave()
            await one.task


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_SECONDS):
        while not is_so():
            await asyncio.sleep(0)


def test_two_work_at_once_and_the_third_reads_its_place(processes: Processes) -> None:
    async def scene() -> None:
        async with visits(processes) as visit:
            running = [visit(), visit()]
            await until(lambda: len(processes.working()) == 2)
            third = visit(BRIEFS)
            await third.until_it_says(Words("en")("take_away.in_line", place=1))
            assert len(processes.working()) == 2
            processes.release()
            for one in running:
                await one.task
                assert (one.status, one.text()) == (200, "a file")
            await third.until_it_says("half of it")
            await third.task
            assert "data-address=" in third.text()

    asyncio.run(scene())


def test_browser_that_waits_for_a_file_is_shown_the_line_and_then_fetches_it(
    processes: Processes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.0)

    async def scene() -> None:
        async with visits(processes) as visit:
            page = visit(accept="text/html,*/*")
            await page.until_it_says(Words("en")("take_away.making"))
            await until(lambda: len(processes.working()) == 1)
            processes.release()
            await page.task
            assert not list(tmp_path.rglob("0123456789.json"))
            token = re.findall(r"/take-away/made/[\w-]+", page.text())[0]
            fetched = visit(token)
            await fetched.task
            assert fetched.text() == "a file"
            assert fetched.header("content-disposition").startswith('attachment; filename="file.pdf"')

    asyncio.run(scene())
    assert len(list(tmp_path.rglob("0123456789.json"))) == 1


@pytest.mark.parametrize("address", [ADDRESS, BRIEFS])
def test_process_of_a_visitor_who_leaves_is_ended_and_leaves_no_code(
    processes: Processes, address: str, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with visits(processes) as visit:
            leaving = visit(address)
            await until(lambda: len(processes.working()) == 1)
            leaving.leave()
            await leaving.task
            await until(lambda: processes.begun[0].has_ended)

    asyncio.run(scene())
    assert not list(tmp_path.rglob("*.json"))


def test_who_leaves_the_line_makes_room(processes: Processes) -> None:
    async def scene() -> None:
        async with visits(processes) as visit:
            visit(), visit()
            await until(lambda: len(processes.working()) == 2)
            third, fourth = visit(BRIEFS), visit(BRIEFS)
            await fourth.until_it_says(Words("en")("take_away.in_line", place=2))
            third.leave()
            await fourth.until_it_says(Words("en")("take_away.in_line", place=1))

    asyncio.run(scene())


def test_one_more_than_may_wait_is_told_to_come_back(processes: Processes) -> None:
    async def scene() -> None:
        async with visits(processes) as visit:
            for _ in range(8):
                visit(host="10.1.1.1")
            refused = visit(host="10.1.1.1")
            await refused.task
            assert (refused.status, refused.header("retry-after")) == (503, "30")
            assert refused.text() == Words("en")("take_away.line_full", seconds=30)

    asyncio.run(scene())


def test_job_that_takes_too_long_is_ended_with_a_sentence(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "FILE_SECONDS", 0.01)

    async def scene() -> None:
        async with visits(processes) as visit:
            late = visit()
            await late.task
            assert (late.status, late.text()) == (503, Words("en")("take_away.too_late"))

    asyncio.run(scene())


def test_jobs_that_run_and_wait_end_with_the_server(processes: Processes) -> None:
    async def scene() -> None:
        async with visits(processes) as visit:
            running, waiting = [visit(), visit()], visit(BRIEFS)
            await until(lambda: len(processes.working()) == 2)
            await waiting.until_it_says(Words("en")("take_away.in_line", place=1))
            processes.jobs.close()
            for one in (*running, waiting):
                await one.task
                assert Words("en")("take_away.stopping") in one.text()
            assert all(process.has_ended for process in processes.begun)

    asyncio.run(scene())


def released() -> Held:
    """Return a process that holds nothing up."""
    process = Held()
    process.released.set()
    return process


def test_job_is_done_for_the_request_that_began_it() -> None:
    found: list[str] = []

    def told(_folder: Path, _progress: Progress) -> Outcome:
        found.append(current.get())
        return Made("file.pdf", "application/pdf")

    async def ask() -> None:
        jobs = Jobs(Line(), Workers(released, warm_up))
        with numbered("0123456789abcdef"):
            job = jobs.begin(Visitor("", ""), Work(lambda *done: told(*done), (), 10.0))
        while not isinstance(await job.events.get(), Ended):
            pass
        jobs.end(job)

    asyncio.run(ask())
    assert found == ["0123456789abcdef"]
