import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from geo.choropleth import MapRequest
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.maps.picture_address import PictureAddress
from ui.server.first_picture import FirstPicture
from ui.server.index_page import IndexPage
from ui.server.inline_parts import SCRIPTS

PAGE = """<!DOCTYPE html><html lang="en"><head><title>ă</title>
<link rel="preload"
 href="./static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2" as="font"></head>
<body><div id="root"></div></body></html>"""
BROWSER = {"Accept": "text/html,application/xhtml+xml", "Accept-Encoding": "gzip, br"}
PICTURE = PictureAddress("rate", "province")
WISH = MapRequest("/picture/a", 2020, None, "", 0, 'said "</script>" so', compact=False)
FIRST = FirstPicture(
    Edition("published", 1), PICTURE, WISH, 'a "title"', ("/picture/a", "/geometry/b"), "map"
)
seen: list[str | None] = []


def page(request: Request) -> Response:
    seen.append(request.headers.get("accept-encoding"))
    return HTMLResponse(PAGE, headers={"ETag": "as-streamlit-says"})


def facts(request: Request) -> Response:
    seen.append(request.headers.get("accept-encoding"))
    return JSONResponse({"html": PAGE})


ROUTES = [Route("/", page), Route("/map", page), Route("/facts", facts), Route("/map/nowhere", page)]
APP = IndexPage(Starlette(routes=ROUTES), pictures=lambda path, _: FIRST if path == "/map" else None)


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/", "vi"),
        ("/map", "vi"),
        ("/map?lang=en", "en"),
        ("/?lang=vi", "vi"),
        ("/?lang=xx", "vi"),
        ("/?lang=%22%3E%3Cscript%3E", "vi"),
        ("/?year=2016&lang=en&area=02", "en"),
    ],
)
def test_index_page_says_the_language_of_the_view(address: str, language: str) -> None:
    answer = ask(APP, address, BROWSER)
    assert f'<html lang="{language}">' in answer.text()
    assert "BACKEND_BASE_URL: location.origin" in answer.text().partition("<title>")[0]
    assert "SourceSans" not in answer.text()
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_scripts_are_named_from_the_root_below_an_address_of_several_parts() -> None:
    assert '<head><base href="/">' in ask(APP, "/map/nowhere", BROWSER).text()
    assert "<base" not in ask(APP, "/facts", BROWSER).text()
    assert "<base" not in ask(APP, "/map?area=a/b", BROWSER).text()


def test_page_is_asked_for_uncompressed_and_the_rest_as_it_was() -> None:
    seen.clear()
    ask(APP, "/", BROWSER)
    ask(APP, "/facts", {"Accept": "application/json", "Accept-Encoding": "gzip"})
    assert seen == [None, "gzip"]


def test_page_is_sent_compressed_to_those_who_understand_it_and_plain_to_others() -> None:
    assert ask(APP, "/", BROWSER).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in ask(APP, "/", {"Accept": "text/html"}).headers


def test_page_that_is_known_already_is_not_sent_again_and_a_changed_one_is() -> None:
    tag = ask(APP, "/", BROWSER).headers["etag"]
    again = ask(APP, "/", BROWSER | {"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert ask(APP, "/?lang=en", BROWSER | {"If-None-Match": tag}).status == 200


def test_page_with_a_map_brings_its_first_picture_and_others_bring_none() -> None:
    with_map = ask(APP, "/map", BROWSER).text()
    assert '<iframe id="first-picture" class="map" title="a &quot;title&quot;" srcdoc="' in with_map
    assert 'fetch(file, { priority: "high" })' in with_map.partition("<title>")[0]
    # What a text says stays inside its frame.
    assert 'said "</script>"' not in with_map
    assert "first-picture" not in ask(APP, "/", BROWSER).text().partition("<body>")[2]


def test_scripts_of_the_page_are_named_also_for_a_browser_that_has_it_already() -> None:
    answer = ask(APP, "/map", BROWSER)
    named = answer.headers[SCRIPTS.lower()]
    assert len(named.split()) == len(set(named.split())) > 5
    again = ask(APP, "/map", BROWSER | {"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.headers[SCRIPTS.lower()]) == (304, named)


def test_page_opens_without_a_first_picture_when_making_one_fails() -> None:
    def failing(*_: object) -> FirstPicture | None:
        raise RuntimeError

    answer = ask(IndexPage(Starlette(routes=ROUTES), pictures=failing), "/map", BROWSER)
    assert answer.status == 200
    assert '<body><div id="root"></div></body>' in answer.text()


def test_what_is_no_page_passes_through_untouched() -> None:
    assert ask(APP, "/facts").json() == {"html": PAGE}


def test_missing_page_stays_missing() -> None:
    assert ask(APP, "/nowhere", BROWSER).status == 404


def test_page_that_grows_while_it_is_read_is_passed_on_piece_by_piece() -> None:
    """One that is held back until it is whole would show no bar that moves."""

    async def pieces() -> AsyncIterator[str]:
        for number in range(3):
            sent.append(f"piece {number}")
            yield f"<p>{number}"

    async def grows(_request: Request) -> Response:
        return StreamingResponse(pieces(), media_type="text/html")

    sent: list[str] = []
    app = IndexPage(Starlette(routes=[Route("/grows", grows)]), pictures=lambda path, _: None)

    async def scene() -> None:
        async def receive() -> Message:
            return await asyncio.Event().wait()  # type: ignore[return-value]

        async def send(message: Message) -> None:
            sent.append(message.get("body", b"").decode())

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "method": "GET",
            "path": "/grows",
            "query_string": b"",
            "headers": [(b"accept", b"text/html")],
        }
        await app(scope, receive, send)

    asyncio.run(scene())
    # The start of the answer comes with the first piece.
    assert sent == ["piece 0", "", "<p>0", "piece 1", "<p>1", "piece 2", "<p>2", ""]
