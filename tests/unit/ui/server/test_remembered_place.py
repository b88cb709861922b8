"""A remembered province goes into the address of a page opened without a choice, and into no other."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.asgi import ask
from ui.server.remembered_place import RememberedPlace, remembered

PLACE = "v2025.province.25"
BROWSER = {"accept": "text/html", "cookie": f"theme=x; place={PLACE}"}
ANSWER = PlainTextResponse("page")
APP = Starlette(
    routes=[Route("/{path:path}", ANSWER)],
    middleware=[Middleware(RememberedPlace)],
)


@pytest.mark.parametrize("path", ["/", "/funding", "/area", "/outcomes", "/targets", "/flows"])
def test_a_bare_page_leads_to_the_remembered_place(path: str) -> None:
    answer = ask(APP, path, BROWSER)
    assert answer.status == 307
    assert answer.headers["location"] == f"{path}?place={PLACE}"
    assert answer.headers["cache-control"] == "no-store"


def test_language_and_store_are_kept() -> None:
    assert ask(APP, "/funding?lang=en&store=demo", BROWSER).headers["location"] == (
        f"/funding?lang=en&store=demo&place={PLACE}"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/?place=v2008.nation.VN",
        "/funding?view=need",
        "/map",
        "/data",
        "/assets/x",
        "/?code=ABCD",
        "/?year=2020",
    ],
)
def test_an_address_that_says_what_it_shows_is_shown_as_it_is(address: str) -> None:
    assert ask(APP, address, BROWSER).status == 200


def test_a_file_and_a_visitor_without_a_cookie_are_not_sent_on() -> None:
    assert ask(APP, "/", {"cookie": f"place={PLACE}"}).status == 200
    assert ask(APP, "/", {"accept": "text/html"}).status == 200


@pytest.mark.parametrize(
    "cookies", ["place=", "place=x", "place=a.b", "place=//evil.example", "place=a.b.c.d"]
)
def test_a_cookie_that_is_no_key_of_a_place_is_as_none(cookies: str) -> None:
    assert remembered(cookies) is None
