"""The briefs of all places in a place, asked for in a browser: a page whose bar moves while they are made."""

from __future__ import annotations

import atexit
import secrets
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from data_access.door import PUBLIC
from exports.site_address import site_of
from ui.controls.downloads import ROUTE
from ui.server.route_failures import FAILURES, NOT_KEPT, as_text, failure_of, says_failures
from vocabulary.words import Words

# So many finished documents wait to be fetched; an older one goes.
KEPT = 8
STYLE = (
    "body{font:18px/1.5 Inter,'Segoe UI','Noto Sans',sans-serif;max-width:40em;margin:3em auto;padding:0 1em;"
    "color:#16212c}progress{width:100%;height:1.4em}h1{font-size:1.4em}"
)
SCRIPT = (
    "function step(n,text){document.querySelector('progress').value=n;"
    "document.getElementById('told').textContent=text}"
    "function done(address,text){var a=document.getElementById('file');a.href=address;a.hidden=false;"
    "document.getElementById('told').textContent=text;location.href=address}"
)

# The sentence for a place that there is not.
UNKNOWN = "take_away.unknown"


class MadeDocuments:
    """Finished documents that wait in a folder to be fetched, the newest few."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def keep(self, name: str, content: bytes) -> str:
        """Keep a document and return the word it is fetched by."""
        token = secrets.token_urlsafe(12)
        (self._folder / token).write_bytes(content)
        with self._lock:
            self._names[token] = name
            while len(self._names) > KEPT:
                oldest, _ = self._names.popitem(last=False)
                (self._folder / oldest).unlink(missing_ok=True)
        return token

    def find(self, token: str) -> tuple[Path, str] | None:
        """Return file and name of a document, None when it is gone or was never there."""
        with self._lock:
            name = self._names.get(token)
        return None if name is None else (self._folder / token, name)


@cache
def documents() -> MadeDocuments:
    """Return the documents of this process; their folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="taken-away-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return MadeDocuments(folder)


@says_failures(as_text, UNKNOWN)
def send_briefs_page(request: Request, words: Words) -> Response:
    """Send a page that grows while the briefs are made, and ends with their document."""
    # Imported here: the start of the dashboard should not wait for what typesets.
    from exports.places.files import parts_with_briefs, place_in_address

    visit, place = place_in_address(PUBLIC, request.query_params)
    places = parts_with_briefs(visit, place)
    pieces = _page(request.query_params, len(places), site_of(request), words)
    return StreamingResponse(pieces, media_type="text/html; charset=utf-8", headers=NOT_KEPT)


def _page(query: Mapping[str, str], total: int, site: str, words: Words) -> Iterator[str]:
    """Yield the page: its head, a step for each brief, and where the document is, or why there is none."""
    from exports.places.files import briefs_document

    told = words("brief.so_far", done=0, total=total)
    yield page_head(words("take_away.briefs_pdf"), words("brief.fetch"), total, told, words)
    try:
        for number, made in briefs_document(PUBLIC, query, site):
            if made is None:
                sentence = words("brief.so_far", done=number, total=total)
                yield step_line(number, sentence)
            else:
                address = f"{ROUTE}/made/{documents().keep(made.filename, made.content)}"
                yield done_line(address, words("brief.finished"))
    except FAILURES as error:
        yield page_of_failure(failure_of(error, words, UNKNOWN).sentence)


def page_head(title: str, fetch: str, total: int, told: str, words: Words) -> str:
    """Return the beginning of a page whose bar goes up to ``total``, with the link that its end shows."""
    return (
        f"<!doctype html><html lang='{words.language}'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title>"
        f"<meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>"
        f"<style>{STYLE}</style><script>{SCRIPT}</script></head><body><h1>{escape(title)}</h1>"
        f"<progress max='{total}' value='0' aria-labelledby='told'></progress>"
        f"<p id='told' role='status'>{escape(told)}</p>"
        f"<p><a id='file' hidden>{escape(fetch)}</a></p>\n"
    )


def step_line(number: int, sentence: str) -> str:
    """Return what moves the bar and says how far the work is."""
    return f"<script>step({number},{_literal(sentence)})</script>\n"


def done_line(address: str, sentence: str) -> str:
    """Return the end of a page whose file is at an address."""
    return f"<script>done({_literal(address)},{_literal(sentence)})</script></body></html>"


def page_of_failure(sentence: str) -> str:
    """Return the end of a page that has no file, with the reason."""
    return f"<p role='alert'>{escape(sentence)}</p></body></html>"


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("<", "\\u003c") + "'"


def send_made(request: Request) -> Response:
    """Send a finished document that waits to be fetched."""
    found = documents().find(request.path_params["token"])
    if found is None:
        return Response(status_code=404)
    path, name = found
    media_type = "application/zip" if name.endswith(".zip") else "application/pdf"
    return FileResponse(path, media_type=media_type, filename=name, headers=NOT_KEPT)
