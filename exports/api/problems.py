"""What a program is answered when it cannot be served: a status, a plain sentence, the parameter at fault.

The form is that of RFC 9457, ``application/problem+json``; the sentence is in the language of ``lang``.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data_access.store.errors import NoSuchDay, StoreError, UnknownArea, UnknownIndicator, UnknownProgramme
from data_access.text.failures import failure_sentence
from exports.open_data.places import NotThere
from ui.server.guard.refusals import READING_CLOSED, ReadingClosed
from ui.server.route_failures import NOT_KEPT
from vocabulary.catalogues import language_in
from vocabulary.words import Words

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
LONGEST_VALUE = 80
# What the store says it does not have, and the parameter that asked for it.
NAMED = {
    UnknownIndicator: "indicator",
    UnknownArea: "area",
    UnknownProgramme: "programme",
    NoSuchDay: "as_of",
}

logger = logging.getLogger(__name__)


def problem(
    request: Request,
    status: int,
    sentence: str,
    parameter: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer that says what cannot be done and what to do."""
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence,
    }
    content |= {"parameter": parameter} if parameter else {}
    said = {**NOT_KEPT, "Content-Language": words_of(request).language, **(headers or {})}
    return JSONResponse(content, status, said, MEDIA_TYPE)


def words_of(request: Request) -> Words:
    """Return the language of a request's sentences."""
    return Words(language_in(request.query_params))


def add_problems(app: FastAPI) -> None:
    """Let an application answer its failures as problems."""
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(NotThere, _not_there)
    app.add_exception_handler(ReadingClosed, _reading_closed)
    app.add_exception_handler(StoreError, _store_failed)
    app.add_exception_handler(HTTPException, _no_address)


def busy(request: Request) -> Response:
    """Return the answer to a question that comes while too many are being answered."""
    sentence = words_of(request)("api.busy", seconds=RETRY_SECONDS)
    return problem(request, 503, sentence, headers={"Retry-After": str(RETRY_SECONDS)})


def repeated(request: Request, parameter: str) -> Response:
    """Return the answer to a parameter that is given more than once."""
    sentence = words_of(request)("api.repeated", parameter=parameter)
    return problem(request, 422, sentence, parameter)


def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()[0]
    parameter = str(found["loc"][-1])
    return problem(request, 422, _sentence(words_of(request), parameter, found), parameter)


def _sentence(words: Words, parameter: str, found: Mapping[str, Any]) -> str:
    facts, value = found.get("ctx", {}), str(found.get("input", ""))[:LONGEST_VALUE]
    kind = str(found["type"])
    if kind == "extra_forbidden":
        return words("api.unknown_parameter", parameter=parameter)
    if kind == "missing":
        return words("api.missing", parameter=parameter)
    if kind == "literal_error":
        allowed = str(facts["expected"]).replace("'", "").replace(" or ", ", ")
        return words("api.not_one_of", parameter=parameter, value=value, allowed=allowed)
    if kind.startswith(("int", "greater", "less")):
        return words("api.not_a_number", parameter=parameter, value=value)
    return words("api.not_understood", parameter=parameter, value=value)


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotThere)
    words = words_of(request)
    if error.parameter == "cursor":
        return problem(request, 404, words("api.old_cursor"), "cursor")
    value = error.value[:LONGEST_VALUE]
    sentence = words("api.not_there", parameter=error.parameter, value=value)
    return problem(request, 404, sentence, error.parameter)


def _reading_closed(request: Request, _error: Exception) -> Response:
    return problem(request, READING_CLOSED.status, words_of(request)(READING_CLOSED.sentence))


def _store_failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    sentence = failure_sentence(error, words_of(request))
    if type(error) in NAMED:
        return problem(request, 404, sentence, NAMED[type(error)])
    if error.facts.get("reason") != "building":
        logger.error("the store failed while a program asked it", exc_info=error)
    return problem(request, 503, sentence, headers={"Retry-After": str(RETRY_SECONDS)})


def _no_address(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = words_of(request)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(request, 405, words("api.only_reading"), headers=error.headers)
    return problem(request, error.status_code, words("api.no_address"), headers=error.headers)
