import asyncio
import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from tests.asgi import ask
from ui.server.compressed_files import CompressedFiles

ROOT = Path(__file__).parents[4]
SCRIPT = b"const words = 'one two three';\n" * 100
FONT = bytes(range(256)) * 4
GZIP = {"Accept-Encoding": "gzip, deflate"}
requested: list[str] = []


def send(request: Request) -> Response:
    name = request.path_params["name"]
    requested.append(name)
    if name == "missing.js":
        return Response(b"no" * 400, 404, media_type="text/javascript")
    is_font = name.endswith("woff2")
    headers = {"Cache-Control": "public", "ETag": "as-streamlit-says"}
    return Response(
        FONT if is_font else SCRIPT,
        headers=headers,
        media_type="font/woff2" if is_font else "text/javascript",
    )


@pytest.fixture
def app() -> CompressedFiles:
    requested.clear()
    return CompressedFiles(Starlette(routes=[Route("/static/{name}", send), Route("/other/{name}", send)]))


def test_script_is_compressed_once_and_kept_for_ever_by_its_hashed_name(app: CompressedFiles) -> None:
    first, second = (ask(app, "/static/main.521860b0.js", GZIP) for _ in range(2))
    assert requested == ["main.521860b0.js"]
    for answer in (first, second):
        assert gzip.decompress(answer.body) == SCRIPT
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


LARGE = SCRIPT * 20
HALF = len(LARGE) // 2
HEADERS = [(b"content-type", b"text/javascript"), (b"content-length", str(len(LARGE)).encode())]


async def read_by_and_by(_scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a script in two parts, as Starlette does: not with the second to a visitor who left."""
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": LARGE[:HALF], "more_body": True})
    left = asyncio.ensure_future(receive())
    for _ in range(5):
        await asyncio.sleep(0)
    if left.done() and left.result()["type"] == "http.disconnect":
        return
    left.cancel()
    await send({"type": "http.response.body", "body": LARGE[HALF:], "more_body": False})


def test_visitor_who_leaves_does_not_leave_half_a_script_to_the_next() -> None:
    app = CompressedFiles(read_by_and_by)
    leave_at_once(app, "/static/main.521860b0.js")
    answer = ask(app, "/static/main.521860b0.js", GZIP)
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == LARGE


def test_part_of_a_file_is_not_kept() -> None:
    parts = [LARGE[:HALF]]

    async def half(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": False})

    app = CompressedFiles(half)
    assert "content-encoding" not in ask(app, "/static/a.js", GZIP).headers
    parts[:] = [LARGE]
    assert gzip.decompress(ask(app, "/static/a.js", GZIP).body) == LARGE


def leave_at_once(app: CompressedFiles, path: str) -> None:
    """Ask for a file as uvicorn does, and be gone before it is read."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "method": "GET",
        "path": path,
        "root_path": "",
        "headers": [(b"accept-encoding", b"gzip")],
    }

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_message: Message) -> None:
        pass

    asyncio.run(app(scope, receive, send))


def test_file_that_is_known_already_is_not_sent_again(app: CompressedFiles) -> None:
    tag = ask(app, "/static/plain.js", GZIP).headers["etag"]
    again = ask(app, "/static/plain.js", GZIP | {"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert ask(app, "/static/plain.js", GZIP).headers["cache-control"] == "public"


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/static/main.521860b0.js", {}, 200),
        ("/static/main.521860b0.js", GZIP | {"Range": "bytes=0-9"}, 200),
        ("/static/letters.abcd1234.woff2", GZIP, 200),
        ("/static/missing.js", GZIP, 404),
        ("/other/main.521860b0.js", GZIP, 200),
    ],
)
def test_everything_else_passes_as_it_is(
    app: CompressedFiles, address: str, headers: dict[str, str], status: int
) -> None:
    answers = [ask(app, address, headers) for _ in range(2)]
    assert len(requested) == 2
    assert all("content-encoding" not in answer.headers for answer in answers)
    assert [answer.status for answer in answers] == [status] * 2


def test_typefaces_of_streamlit_lead_to_the_ones_we_send(app: CompressedFiles) -> None:
    symbols = ask(app, "/static/media/MaterialSymbols-Rounded.nEdyypZU.woff2", GZIP)
    letters = ask(app, "/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2", GZIP)
    assert symbols.headers["location"] == "/assets/material-symbols.woff2"
    assert letters.headers["location"] == "/assets/inter-latin.woff2"


def test_every_symbol_that_our_pages_name_is_in_the_file_of_symbols() -> None:
    known = set((ROOT / "ui/assets/fonts/material-symbols.txt").read_text().split())
    modules = {folder: list((ROOT / folder).rglob("*.py")) for folder in ("pages", "ui")}
    assert all(modules.values())
    sources = [path.read_text(encoding="utf-8") for paths in modules.values() for path in paths]
    used = {name for source in sources for name in re.findall(r":material/(\w+):", source)}
    assert {"download", "open_in_new"} <= used
    assert used <= known
