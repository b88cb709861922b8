import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.asgi import ask
from ui.index_page import IndexPage

PAGE = '<!DOCTYPE html><html lang="en"><head><title>ă</title></head><body></body></html>'
BROWSER = {"Accept": "text/html,application/xhtml+xml", "Accept-Encoding": "gzip, br"}
seen: list[str | None] = []


def page(request: Request) -> Response:
    seen.append(request.headers.get("accept-encoding"))
    return HTMLResponse(PAGE)


def facts(request: Request) -> Response:
    seen.append(request.headers.get("accept-encoding"))
    return JSONResponse({"html": PAGE})


APP = IndexPage(Starlette(routes=[Route("/", page), Route("/map", page), Route("/facts", facts)]))


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
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_page_is_asked_for_uncompressed_and_the_rest_as_it_was() -> None:
    seen.clear()
    ask(APP, "/", BROWSER)
    ask(APP, "/facts", {"Accept": "application/json", "Accept-Encoding": "gzip"})
    assert seen == [None, "gzip"]


def test_what_is_no_page_passes_through_untouched() -> None:
    assert ask(APP, "/facts").json() == {"html": PAGE}


def test_missing_page_stays_missing() -> None:
    assert ask(APP, "/nowhere", BROWSER).status == 404
