"""The addresses of other people’s accounts: administrators alone are answered, and each step asks again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from data_access.accounts.errors import AccountRefused
from data_access.accounts.rights import Action, may
from data_access.text.failures import failure_sentence
from ui.server.sign_in.answering import Step, form_route, page_route
from ui.server.sign_in.browser import asker_of
from ui.server.sign_in.drawing import alert, drawing_of, page
from ui.server.sign_in.forms import Form
from ui.server.sign_in.people import steps
from ui.server.sign_in.people.elements import PEOPLE
from ui.server.sign_in.people.list_page import ADD, list_page
from ui.server.sign_in.people.person_page import person_page
from ui.server.sign_in.sign_in_page import to_sign_in
from ui.text.account_link import ACCOUNT

ONE = f"{PEOPLE}/{{account:int}}"
OF_ONE: dict[str, Step] = {
    "right": steps.take_right,
    "right-end": steps.take_right_away,
    "link": steps.take_link,
    "end": steps.take_access,
    "disable": steps.take_disabling,
    "enable": steps.take_enabling,
}


def people_routes() -> list[BaseRoute]:
    """Return the addresses."""
    return [
        Route(PEOPLE, page_route(_for_administrators(list_page)), methods=["GET"]),
        Route(ADD, form_route(_by_administrators(steps.take_person), _list_again), methods=["POST"]),
        Route(ONE, page_route(_for_administrators(person_page)), methods=["GET"]),
        *(
            Route(f"{ONE}/{name}", form_route(_by_administrators(step), _person_again), methods=["POST"])
            for name, step in OF_ONE.items()
        ),
    ]


def _for_administrators(send: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Return a page for administrators: others are told so, and nobody is led to sign in."""

    @wraps(send)
    def answer(request: Request) -> Response:
        asks = asker_of(request)
        if asks.account is None:
            return to_sign_in(request, request.url.path)
        if not may(asks, Action.MANAGE_ACCOUNTS):
            return _told(request, AccountRefused(reason="not_administrator"), 403)
        try:
            return send(request)
        except AccountRefused as error:
            return _told(request, error, 404)

    return answer


def _by_administrators(step: Step) -> Step:
    """Return a step that others do not even begin; it asks again when it changes something."""

    @wraps(step)
    def take(request: Request, form: Form) -> Response:
        if not may(asker_of(request), Action.MANAGE_ACCOUNTS):
            raise AccountRefused(reason="not_administrator")
        return step(request, form)

    return take


def _told(request: Request, error: AccountRefused, status: int) -> Response:
    drawing = drawing_of(request, ACCOUNT)
    link = f'<p><a href="{escape(drawing.address(ACCOUNT))}">{escape(drawing.words("account.title"))}</a></p>'
    content = alert(failure_sentence(error, drawing.words)) + link
    return page(drawing, "people.title", content, status)


def _list_again(request: Request, form: Form, sentence: str, status: int) -> Response:
    """Return the list again with what failed; what was typed stays."""
    return _again(request, lambda one: list_page(one, sentence, status, form))


def _person_again(request: Request, form: Form, sentence: str, status: int) -> Response:
    """Return the page of the account again with what failed; what was typed stays."""
    return _again(request, lambda one: person_page(one, sentence, status, form))


def _again(request: Request, send: Callable[[Request], Response]) -> Response:
    """Return a page that was refused; whoever is no administrator (any more) sees nothing of it."""
    return _for_administrators(send)(request)
