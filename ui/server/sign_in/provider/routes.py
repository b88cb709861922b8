"""The way to the provider and back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from data_access.accounts.errors import AccountRefused
from data_access.accounts.provided import link_provider, sign_in_provided
from data_access.acting import acting
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from ui.server.guard.refusals import NOT_KEPT
from ui.server.sign_in.answering import may_ask
from ui.server.sign_in.browser import (
    actor_of,
    asker_of,
    end_own,
    keep_session,
    led_to,
    next_path,
    outer_address,
)
from ui.server.sign_in.drawing import alert, drawing_of, page
from ui.server.sign_in.forms import keep_form_secret, kept_secret, new_form_secret
from ui.server.sign_in.provider.client import ProviderFailed, address_to_leave_for, identity_of
from ui.server.sign_in.provider.link import provider_settings
from ui.server.sign_in.provider.under_way import PATH, UnderWay, begun, forget, keep, kept
from ui.text.account_link import SIGN_IN

BACK = f"{PATH}/back"
LONGEST_CODE = 4000

logger = logging.getLogger(__name__)


def provider_routes() -> list[BaseRoute]:
    """Return the way to the provider and back; none where no provider is set."""
    if not provider_settings().is_on:
        return []
    return [
        Route(PATH, _says_failures(leave_for_provider), methods=["GET"]),
        Route(BACK, _says_failures(come_back), methods=["GET"]),
    ]


def leave_for_provider(request: Request) -> Response:
    """Lead a browser to the provider, and have it keep what its answer has to hold."""
    if not may_ask(asker_of(request).address):
        raise ProviderFailed("too_many")
    query = request.query_params
    under_way = begun(next_path(query.get("next", "")), query.get("invitation", "")[:64])
    secret = kept_secret(request) or new_form_secret()
    address = address_to_leave_for(provider_settings(), under_way, _back(request))
    answer = keep(RedirectResponse(address, 303, NOT_KEPT), request, under_way, secret)
    return keep_form_secret(answer, request, secret)


def come_back(request: Request) -> Response:
    """Sign in whoever the provider says it is, or link the account of an invitation."""
    query = request.query_params
    under_way = kept(request, query.get("state", ""))
    if under_way is None:
        raise ProviderFailed("over")
    code = query.get("code", "")
    if "error" in query or not 0 < len(code) <= LONGEST_CODE:
        return forget(_failure(request, "provider.refused", 403), under_way.state)
    token = _session(request, under_way, code)
    return keep_session(forget(led_to(under_way.next), under_way.state), request, token)


def _session(request: Request, under_way: UnderWay, code: str) -> str:
    identity = identity_of(provider_settings(), under_way, _back(request), code)
    before = asker_of(request)
    with acting(actor_of(before)):
        if under_way.invitation:
            token = link_provider(StoreSettings(), under_way.invitation, identity)
        else:
            token = sign_in_provided(StoreSettings(), identity)
    end_own(before)
    return token


def _back(request: Request) -> str:
    """The address to come back to, as it is known to the provider."""
    return f"{outer_address(request)}{BACK}"


def _says_failures(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Let a route say what failed on the page to sign in."""

    def answered(request: Request) -> Response:
        try:
            return answer(request)
        except ProviderFailed as error:
            logger.warning("a sign-in by the provider failed: %s", error.reason, exc_info=error.__cause__)
            return _failure(request, f"provider.{error.reason}", 403 if error.reason == "over" else 502)
        except AccountRefused as error:
            logger.warning("a sign-in by the provider was refused: %s", error.facts["reason"])
            return _failure_page(request, failure_sentence(error, drawing_of(request, SIGN_IN).words), 403)
        except StoreError as error:
            logger.exception("the store failed while somebody came back from the provider")
            return _failure_page(request, failure_sentence(error, drawing_of(request, SIGN_IN).words), 503)

    return answered


def _failure(request: Request, sentence: str, status: int) -> Response:
    words = drawing_of(request, SIGN_IN).words
    return _failure_page(request, words(sentence, provider=provider_settings().name), status)


def _failure_page(request: Request, sentence: str, status: int) -> Response:
    drawing = drawing_of(request, SIGN_IN)
    back = f'<p><a href="{escape(drawing.address(SIGN_IN))}">{escape(drawing.words("sign_in.title"))}</a></p>'
    return page(drawing, "sign_in.title", alert(sentence) + back, status)
