"""A route that cannot answer says so in one way: a status, a sentence in the visitor's language, the log."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data_access.store.errors import StoreUnreachable, UnknownArea, UnknownIndicator
from geo.layers import UnknownLayer
from tests.asgi import Answer, ask
from ui.cached.figure_frames import UnknownPicture
from ui.charts.slides import SlidesMisread
from ui.server.route_failures import Form, as_health, as_json, as_text, says_failures
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

UNKNOWN = "take_away.unknown"


def answer(error: Exception | None, form: Form, language: str = "vi") -> Answer:
    """Return what a route answers in which an error is raised."""

    @says_failures(form, UNKNOWN)
    def send(request: Request, words: Words) -> Response:
        if error is not None:
            raise error
        return PlainTextResponse(words("take_away.title"))

    return ask(Starlette(routes=[Route("/x", send)]), f"/x?lang={language}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        UnknownPicture("x"),
        UnknownLayer("x"),
        UnknownIndicator(indicator="x"),
        UnknownArea(vintage="v2008", level="province", area="zz"),
        SlidesMisread("x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_not_there_is_answered_with_the_sentence_of_the_route(
    error: Exception, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = answer(error, as_text, language)
    assert (found.status, found.text()) == (404, Words(language)(UNKNOWN))
    assert (found.headers["cache-control"], found.headers["x-content-type-options"]) == (
        "no-store",
        "nosniff",
    )
    assert caplog.records == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [as_text, as_json, as_health])
def test_a_failing_store_is_answered_with_what_happened_and_is_in_the_log(
    form: Form, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = StoreUnreachable(location="/there", reason="missing")
    found = answer(error, form, language)
    sentence = Words(language)("failure.store_unreachable.missing", location="/there")
    said: dict[Form, dict[str, str]] = {
        as_json: {"sentence": sentence},
        as_health: {"store": error.code, "sentence": sentence},
    }
    assert (found.status, found.headers["cache-control"]) == (503, "no-store")
    assert (found.json() == said[form]) if form in said else (found.text() == sentence)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_an_error_of_the_program_stays_one() -> None:
    with pytest.raises(ZeroDivisionError):
        answer(ZeroDivisionError(), as_text)


def test_what_can_be_answered_is() -> None:
    assert answer(None, as_text, "en").text() == Words("en")("take_away.title")
