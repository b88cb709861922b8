"""What a route answers when it cannot do what was asked: a status, a sentence, and a line in the log.

- There is no such indicator, place, layer or presentation: 404 and the route's own sentence.
- Reading is for accounts alone: 401 and the way to sign in.
- The store failed: 503 and what happened to it; the detail goes to the log.

The sentence is in the visitor's language, in the form in which the route answers; it is not kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from data_access.store.errors import StoreError, UnknownArea, UnknownIndicator
from data_access.text.failures import failure_sentence
from geo.layers import UnknownLayer
from ui.cached.figure_frames import UnknownPicture
from ui.charts.slides import SlidesMisread
from ui.server.guard.refusals import NOT_KEPT as NOT_KEPT
from ui.server.guard.refusals import READING_CLOSED, ReadingClosed
from vocabulary.catalogues import language_in
from vocabulary.words import Words

NOT_THERE = (UnknownPicture, UnknownLayer, UnknownIndicator, UnknownArea, SlidesMisread)
FAILURES = (*NOT_THERE, ReadingClosed, StoreError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why there is no answer: the status, the error's code for programs, a sentence for people."""

    status: int
    code: str
    sentence: str


Send = Callable[[Request, Words], Response]
Form = Callable[[Failure, Words], Response]


def says_failures(form: Form, unknown: str) -> Callable[[Send], Callable[[Request], Response]]:
    """Let a route answer its failures in a form; ``unknown`` is the key of its sentence where nothing is."""

    def around(send: Send) -> Callable[[Request], Response]:
        @wraps(send)
        def answer(request: Request) -> Response:
            words = Words(language_in(request.query_params))
            try:
                return send(request, words)
            except FAILURES as error:
                return form(failure_of(error, words, unknown), words)

        return answer

    return around


def failure_of(error: Exception, words: Words, unknown: str) -> Failure:
    """Return what is answered to one of FAILURES; a failure of the store also goes to the log."""
    if isinstance(error, ReadingClosed):
        return Failure(READING_CLOSED.status, "reading_closed", words(READING_CLOSED.sentence))
    if isinstance(error, StoreError) and not isinstance(error, NOT_THERE):
        logger.error("the store failed while a route read it", exc_info=error)
        return Failure(503, error.code, failure_sentence(error, words))
    return Failure(404, "unknown", words(unknown))


def as_text(failure: Failure, words: Words) -> Response:
    """Return the sentence alone."""
    return PlainTextResponse(failure.sentence, failure.status, NOT_KEPT)


def as_json(failure: Failure, words: Words) -> Response:
    """Return the sentence as ``{"sentence": …}``."""
    return JSONResponse({"sentence": failure.sentence}, failure.status, NOT_KEPT)


def as_health(failure: Failure, words: Words) -> Response:
    """Return the error's code and the sentence as ``{"store": …, "sentence": …}``."""
    return JSONResponse({"store": failure.code, "sentence": failure.sentence}, failure.status, NOT_KEPT)
