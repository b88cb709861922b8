"""The addresses of the pages of accounts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ui.server.sign_in import account_page as account
from ui.server.sign_in.answering import Step, form_route, page_route
from ui.server.sign_in.browser import SIGN_OUT
from ui.server.sign_in.invitation_page import invitation_refused, send_invitation, take_invitation
from ui.server.sign_in.people.routes import people_routes
from ui.server.sign_in.provider.routes import provider_routes
from ui.server.sign_in.sign_in_page import (
    send_sign_in,
    sign_in_refused,
    sign_out_refused,
    take_sign_in,
    take_sign_out,
)
from ui.text.account_link import ACCOUNT, SIGN_IN

INVITATION = "/invitation/{secret}"
BELOW_ACCOUNT = f"{ACCOUNT}/{{rest:path}}"
OF_ACCOUNT: dict[str, Step] = {
    account.PASSWORD: account.take_password,
    account.SESSION: account.end_one_session,
    account.SESSIONS: account.end_other_sessions,
    account.TOKEN: account.end_one_token,
    account.NEW_TOKEN: account.take_new_token,
}


def sign_in_routes() -> list[BaseRoute]:
    """Return the addresses by which people sign in and out and keep their account."""
    forms = [
        Route(path, form_route(step, account.account_refused), methods=["POST"])
        for path, step in OF_ACCOUNT.items()
    ]
    return [
        Route(SIGN_IN, page_route(send_sign_in), methods=["GET"]),
        Route(SIGN_IN, form_route(take_sign_in, sign_in_refused), methods=["POST"]),
        Route(SIGN_OUT, form_route(take_sign_out, sign_out_refused), methods=["POST"]),
        Route(INVITATION, page_route(send_invitation), methods=["GET"]),
        Route(INVITATION, form_route(take_invitation, invitation_refused), methods=["POST"]),
        Route(ACCOUNT, page_route(account.send_account), methods=["GET"]),
        *forms,
        *people_routes(),
        *provider_routes(),
        # Addresses of forms, opened by themselves, and what is none: after all others.
        *(Route(path, lead_to_account, methods=["GET"]) for path in (SIGN_OUT, BELOW_ACCOUNT)),
    ]


def lead_to_account(request: Request) -> Response:
    """Lead to the account, with the language; nothing is changed by opening an address."""
    query = request.url.query
    return RedirectResponse(f"{ACCOUNT}?{query}" if query else ACCOUNT, 303)
