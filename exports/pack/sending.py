"""A pack asked for in a browser: a page whose bar moves while a process of its own makes the archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store_codes import file_mark, store_in
from data_access.text.failures import failure_sentence
from data_access.worker import call_apart
from exports.pack.making import MadePack, PackRequest, pack_name, zip_or_refusal
from exports.pack.refusals import BUSY, PackRefused
from exports.places.briefs_progress import documents, done_line, page_head, page_of_failure, step_line
from exports.site_address import site_of
from ui.controls.downloads import ROUTE
from ui.server.route_failures import NOT_KEPT, as_text, says_failures
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

Progress = tuple[float, str]
Answer = MadePack | PackRefused | StoreError
# One at a time: each takes a processor for minutes.
making = Lock()


class Abandoned(Exception):
    """Nobody waits for the pack any more."""


@says_failures(as_text, "take_away.unknown")
def send_pack_page(request: Request, words: Words) -> Response:
    """Send a page that grows while the pack of a place is made, and ends with its archive."""
    # The visitor's language first: the pack opens in it.
    languages = tuple(sorted(LANGUAGES, key=lambda code: code != words.language))
    asked = request.query_params
    wanted = PackRequest(asked.get("place", ""), PUBLIC, store_in(asked), languages, site_of(request))
    pieces = _page(wanted, words)
    return StreamingResponse(pieces, media_type="text/html; charset=utf-8", headers=NOT_KEPT)


def _page(wanted: PackRequest, words: Words) -> Iterator[str]:
    """Yield the page: its head, a line for each percent, then where the archive is or why there is none."""
    yield page_head(words("take_away.pack"), words("pack.fetch"), 100, _told(0.0, "places", words), words)
    if not making.acquire(blocking=False):
        yield page_of_failure(PackRefused(BUSY).sentence(words))
        return
    try:
        with tempfile.TemporaryDirectory() as there:
            yield from _made(wanted, Path(there) / "pack.zip", words)
    finally:
        making.release()


def _made(wanted: PackRequest, path: Path, words: Words) -> Iterator[str]:
    last = ""
    for said in _apart(wanted, path):
        if isinstance(said, tuple):
            sentence = _told(*said, words)
            if sentence != last:
                yield step_line(int(100 * said[0]), sentence)
            last = sentence
        else:
            yield _end(said, wanted, path, words)


def _told(share: float, step: str, words: Words) -> str:
    return words("pack.so_far", percent=int(100 * share), step=words(f"pack.step_{step}"))


def _end(said: Answer, wanted: PackRequest, path: Path, words: Words) -> str:
    """Return the last line of the page."""
    if isinstance(said, PackRefused):
        return page_of_failure(said.sentence(words))
    if isinstance(said, StoreError):
        return page_of_failure(failure_sentence(said, words))
    mark = file_mark(wanted.store)
    name = f"{mark}-{pack_name(said.place)}.zip" if mark else f"{pack_name(said.place)}.zip"
    token = documents().keep(name, path.read_bytes())
    return done_line(f"{ROUTE}/made/{token}", words("pack.finished"))


def _apart(wanted: PackRequest, path: Path) -> Iterator[Progress | Answer]:
    """Yield how far the process is, a few times a second, then what came of it; it ends with its reader."""
    said: SimpleQueue[Progress | Answer] = SimpleQueue()
    left = Event()
    Thread(target=_work, args=(wanted, path, said, left), daemon=True).start()
    try:
        while True:
            what = said.get()
            yield what
            if not isinstance(what, tuple):
                return
    finally:
        left.set()


def _work(wanted: PackRequest, path: Path, said: SimpleQueue[Progress | Answer], left: Event) -> None:
    def progress(share: float, step: str) -> None:
        if left.is_set():
            raise Abandoned
        said.put((share, step))

    try:
        said.put(call_apart(zip_or_refusal, wanted, str(path), progress=progress))
    except StoreError as error:
        said.put(error)
    except Abandoned:
        return
