"""How an address answers with the file of a job: the file itself, or a page that shows how far it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from data_access import citation_register
from data_access.citation_room import citation_room
from exports.jobs.documents import documents
from exports.jobs.job import LEFT, Ended, Event, InLine, Job, Running, jobs
from exports.jobs.line import LineFull, Visitor
from exports.jobs.progress_page import done_line, page_head, page_of_failure, step_line
from exports.jobs.work import CODES, FILE, Made, Outcome, Work
from ui.files.disposition import disposition
from ui.files.file_links import ROUTE
from ui.server.guard.closed_reading import reader_of
from ui.server.guard.refusals import ReadingClosed
from ui.server.guard.visitors import counted_on
from ui.server.inline_parts import naming_scripts
from ui.server.route_failures import NOT_KEPT, Failure, as_text, failure_of
from vocabulary.catalogues import language_in
from vocabulary.words import Words

# After so many seconds without the file a browser is shown the page.
PATIENCE = 2.0
RETRY_AFTER = 30
# A page that many look at is made once a minute at the most by whoever keeps it, a browser or a proxy.
SHOWN = {"Cache-Control": "public, max-age=60"}
# The status of an answer that nobody reads any more.
NOBODY = 499
# Streamlit gives each browser one of its own.
BROWSER_COOKIE = "_streamlit_xsrf"
# Each piece goes out at once: not compressed, whose memory would hold it back, nor held by a proxy.
STREAMED = {**NOT_KEPT, "Content-Encoding": "identity", "X-Accel-Buffering": "no"}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Titled:
    """What a page is called, what it says when its file is there, and what its link says: keys of texts."""

    title: str = "take_away.title"
    finished: str = "take_away.finished"
    fetch: str = "take_away.fetch"


async def answered(request: Request, work: Work, words: Words, titled: Titled = Titled()) -> Response:
    """Do a work for a visitor and answer with its file, or with the page that shows how far it is.

    Work with a page has it always; other work where a browser has waited for ``PATIENCE`` seconds. 503 with
    Retry-After where too many wait. The work ends when its visitor leaves.
    """
    try:
        await asyncio.to_thread(reader_of, request)
        job = jobs().begin(await visitor_of(request), work)
    except ReadingClosed as error:
        return _refused(failure_of(error, words, ""), words)
    except LineFull:
        sentence = words("take_away.line_full", seconds=RETRY_AFTER)
        return _refused(Failure(503, "line_full", sentence), words)
    page: Response | None = None
    try:
        shows_pages = work.has_page or (_accepts_pages(request) and not work.is_shown)
        event = await _first(request, job, PATIENCE if shows_pages else None)
        if isinstance(event, Ended):
            return await _file_or_reason(job, event.outcome, words)
        page = _JobPage(job, event, words, titled)
        return page
    finally:
        if page is None:
            jobs().end(job)


def _accepts_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


async def visitor_of(request: Request) -> Visitor:
    """Return who asks: an account is one visitor, whatever it comes from, of the public each browser."""
    account = await counted_on(request)
    if account.startswith("account "):
        return Visitor(account)
    return Visitor(account, request.cookies.get(BROWSER_COOKIE, "")[:64])


async def _first(request: Request, job: Job, patience: float | None) -> Event:
    """Return the end of a job; where a page may be shown, also how far it is by then."""
    leaving = asyncio.ensure_future(_left(request))
    coming = asyncio.ensure_future(_end_or_progress(job, patience))
    try:
        await asyncio.wait((leaving, coming), return_when=asyncio.FIRST_COMPLETED)
        return coming.result() if coming.done() else Ended(LEFT)
    finally:
        leaving.cancel()
        coming.cancel()


async def _end_or_progress(job: Job, patience: float | None) -> Event:
    loop = asyncio.get_running_loop()
    until = None if patience is None else loop.time() + patience
    last: Event = Running()
    while not isinstance(last, Ended):
        left = None if until is None else max(0.0, until - loop.time())
        try:
            last = await asyncio.wait_for(job.events.get(), left)
        except TimeoutError:
            return last
        if job.work.has_page and isinstance(last, Running) and last.sentence:
            return last
    return last


async def _left(request: Request) -> None:
    """Return when the visitor has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _file_or_reason(job: Job, outcome: Outcome | str, words: Words) -> Response:
    if not isinstance(outcome, Made):
        return _refused(_failure(outcome, words), words)
    content = await asyncio.to_thread((job.folder / FILE).read_bytes)
    await asyncio.to_thread(_keep_codes, job.folder / CODES)
    kept_as = SHOWN if job.work.is_shown else {"Content-Disposition": disposition(outcome.filename)}
    headers = {**NOT_KEPT, **kept_as}
    return Response(content, media_type=outcome.media_type, headers=headers)


def _failure(outcome: Failure | str, words: Words) -> Failure:
    if isinstance(outcome, Failure):
        return outcome
    if outcome == LEFT:
        return Failure(NOBODY, LEFT, "")
    return Failure(503, outcome, words(f"take_away.{outcome}"))


def _refused(failure: Failure, words: Words) -> Response:
    answer = as_text(failure, words)
    if failure.status == 503:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _keep_codes(path: Path) -> None:
    try:
        citation_room().expect_room()
        citation_register.keep_all(path)
    except OSError:
        logger.exception("codes could not be kept; the printed address still shows whether figures changed")


class _JobPage(StreamingResponse):
    """The page of a job, which ends with it: the job is given up when the page is left."""

    def __init__(self, job: Job, event: InLine | Running, words: Words, titled: Titled) -> None:
        self._job = job
        head = page_head(words(titled.title), words(titled.fetch), event, words)
        pieces = _pieces(head, job, event, words, titled)
        headers = {**STREAMED, **naming_scripts(head)}
        super().__init__(pieces, media_type="text/html; charset=utf-8", headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            jobs().end(self._job)


async def _pieces(
    head: str, job: Job, event: InLine | Running, words: Words, titled: Titled
) -> AsyncIterator[str]:
    """Yield the page: its head, a step for each change, then where the file is or why there is none."""
    yield head
    if isinstance(event, Running) and event.sentence:
        yield step_line(event, words)
    while not isinstance(said := await job.events.get(), Ended):
        yield step_line(said, words)
    if not isinstance(said.outcome, Made):
        yield page_of_failure(_failure(said.outcome, words).sentence)
        return
    made = said.outcome
    token = documents().keep(job.folder / FILE, job.folder / CODES, made.filename, made.media_type)
    yield done_line(f"{ROUTE}/made/{token}", words(titled.finished))


async def send_made(request: Request) -> Response:
    """Send a finished file that waits to be fetched; from now on the codes printed in it are known."""
    try:
        await asyncio.to_thread(reader_of, request)
    except ReadingClosed as error:
        words = Words(language_in(request.query_params))
        return _refused(failure_of(error, words, ""), words)
    found = documents().find(request.path_params["token"])
    if found is None:
        return Response(status_code=404)
    await asyncio.to_thread(_keep_codes, found.codes)
    headers = {"Content-Disposition": disposition(found.filename), **NOT_KEPT}
    return FileResponse(found.path, media_type=found.media_type, headers=headers)
