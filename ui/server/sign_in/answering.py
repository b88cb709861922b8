"""How a form is answered: by what it does, else by its own page with the sentence of what failed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import wraps

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from data_access.accounts.errors import AccountRefused
from data_access.acting import acting
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence
from ui.server.guard.token_bucket import Buckets, Rate, TokenBucket
from ui.server.sign_in.browser import actor_of, asker_of
from ui.server.sign_in.drawing import alert, drawing_of, page, words_of
from ui.server.sign_in.forms import Form, form_of

# Each form that is sent costs a write into the store and, with a password, a tenth of a second.
OF_AN_ADDRESS, OF_ALL = Rate(at_once=20, a_second=1), Rate(at_once=60, a_second=10)
# Of the threads that answer pages' other requests, forms that wait for a password to be looked at hold none.
AT_ONCE = 4
STATUS = {"wait": 429}

logger = logging.getLogger(__name__)
_at_once = CapacityLimiter(AT_ONCE)
_of_address, _of_all = Buckets(OF_AN_ADDRESS), TokenBucket(OF_ALL)

# What a form does, and what is answered where it is refused: with the sentence and a status.
Step = Callable[[Request, Form], Response]
Refused = Callable[[Request, Form, str, int], Response]


def form_route(step: Step, refused: Refused) -> Callable[[Request], Awaitable[Response]]:
    """Return the route of a form.

    ``step`` runs in a thread as whoever sends it; what it raises, and what is no form of ours or one too
    many, is answered by ``refused``.
    """

    @wraps(step)
    async def answer(request: Request) -> Response:
        form = await form_of(request)
        return await to_thread.run_sync(_answered, request, form, step, refused, limiter=_at_once)

    return answer


def page_route(send: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Return the route of a page; where the store fails, the page says so."""

    @wraps(send)
    def answer(request: Request) -> Response:
        try:
            return send(request)
        except StoreError as error:
            logger.exception("the store failed while a page of accounts was drawn")
            drawing = drawing_of(request, request.url.path)
            return page(drawing, "sign_in.title", alert(failure_sentence(error, drawing.words)), 503)

    return answer


def may_ask(address: str) -> bool:
    """Return whether an address may send one more, and count it."""
    return _of_address.of(address).take() and _of_all.take()


def _answered(request: Request, form: Form, step: Step, refused: Refused) -> Response:
    words = words_of(request)
    asks = asker_of(request)
    if not may_ask(asks.address):
        return _to_wait(refused(request, form, words("sign_in.too_many"), 429), 30)
    if not form.is_ours:
        return refused(request, form, words("sign_in.form_over"), 403)
    try:
        with acting(actor_of(asks)):
            return step(request, form)
    except AccountRefused as error:
        logger.info("a form of accounts was refused: %s", error.facts["reason"])
        answer = refused(
            request, form, failure_sentence(error, words), STATUS.get(error.facts["reason"], 403)
        )
        return _to_wait(answer, int(error.facts.get("seconds", 0)))
    except StoreError as error:
        logger.exception("the store failed while a form was answered")
        return refused(request, form, failure_sentence(error, words), 503)


def _to_wait(answer: Response, seconds: int) -> Response:
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer
