"""Where reading is for accounts alone: what is answered to whom, and how others are led to sign in."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data_access.accounts.facts import AccountFacts, Grant
from tests.asgi import Answer, ask
from ui.controls.identity import Asker
from ui.server.guard.closed_reading import ClosedReading, is_public
from vocabulary.words import Words

STRANGER = Asker(address="198.51.100.9", has_accounts=True)
READER = replace(
    STRANGER,
    account=AccountFacts(1, "mai.lo", "Lò Thị Mai"),
    grants=(Grant("reader", "v2008", "province", "02"),),
)
WITHOUT_RIGHT = replace(READER, grants=())
PICTURE, PAGE = {"Accept": "*/*"}, {"Accept": "text/html,*/*"}


def asked(who: Asker, address: str, headers: dict[str, str], *, is_open: bool = False) -> Answer:
    async def answer(_request: object) -> PlainTextResponse:
        kept = {"Cache-Control": "public, max-age=31536000, immutable"}
        return PlainTextResponse("answered", headers=kept)

    closed = Middleware(ClosedReading, is_open=is_open, who=lambda _connection: who)
    return ask(Starlette(routes=[Route("/{path:path}", answer)], middleware=[closed]), address, headers)


def test_page_leads_a_stranger_to_sign_in_and_back_to_itself() -> None:
    answer = asked(STRANGER, "/map?year=2022&lang=en", PAGE)
    assert (answer.status, answer.headers["cache-control"]) == (303, "no-store")
    assert answer.headers["location"] == "/sign-in?next=/map%3Fyear%3D2022%26lang%3Den"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_picture_is_refused_to_a_stranger_with_a_sentence(language: str) -> None:
    answer = asked(STRANGER, f"/picture/published/1/reported/province/x.json?lang={language}", PICTURE)
    assert (answer.status, answer.text()) == (401, Words(language)("guard.reading_closed"))


def test_reader_is_answered_and_nothing_is_kept_for_others() -> None:
    answer = asked(READER, "/picture/x.json", PICTURE)
    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Cookie"


def test_account_without_any_right_reads_nothing_and_is_not_led_in_circles() -> None:
    assert asked(WITHOUT_RIGHT, "/map", PAGE).status == 401


def test_without_accounts_the_key_reads_and_can_be_exchanged() -> None:
    nobody = replace(STRANGER, has_accounts=False)
    assert asked(nobody, "/map", PAGE).status == 401
    assert asked(nobody, "/data?key=abc", PAGE).status == 200
    assert asked(STRANGER, "/data?key=abc", PAGE).status == 303
    assert asked(replace(nobody, key="k3y"), "/map", PAGE).status == 200


def test_open_reading_answers_everybody_as_before() -> None:
    answer = asked(STRANGER, "/map", PAGE, is_open=True)
    assert (answer.status, "vary" in answer.headers) == (200, False)
    assert answer.headers["cache-control"].startswith("public")


@pytest.mark.parametrize("address", ["/live", "/sign-in?next=/map", "/static/js/x.js", "/assets/picture.js"])
def test_what_is_needed_to_sign_in_is_answered_to_everybody(address: str) -> None:
    assert asked(STRANGER, address, PAGE).status == 200


@pytest.mark.parametrize(
    "path",
    ["/static/../data", "/Live", "/live/", "//live", "/sign-in/x", "/assets", "/api/v1/figures", "/embed/x"],
)
def test_address_that_only_looks_public_is_closed(path: str) -> None:
    assert not is_public(path)
