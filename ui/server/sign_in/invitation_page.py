"""Choosing a password by an invitation, which is used up by the form and not by opening its link."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from data_access import door
from data_access.accounts.errors import AccountRefused
from data_access.accounts.invitations import Invitation, find_invitation
from data_access.accounts.signing_in import choose_password
from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.text.failures import failure_sentence
from ui.server.sign_in.browser import asker_of, end_own, keep_session, led_to
from ui.server.sign_in.drawing import Drawing, alert, drawing_of, page, words_of
from ui.server.sign_in.forms import Form
from ui.server.sign_in.provider.link import provider_link
from ui.text.account_link import SIGN_IN


def send_invitation(request: Request) -> Response:
    """Send the form to choose a password, or a sentence that says why the link is not good."""
    return invitation_page(request)


def invitation_page(request: Request, sentence: str = "", status: int = 200) -> Response:
    """Return the page of an invitation."""
    drawing = drawing_of(request, request.url.path)
    words = drawing.words
    try:
        found = _found(request)
    except StoreError as error:
        refused = isinstance(error, AccountRefused)
        link = f'<p><a href="{escape(drawing.address(SIGN_IN))}">{escape(words("sign_in.title"))}</a></p>'
        content = alert(failure_sentence(error, words)) + (link if refused else "")
        return page(drawing, "invitation.title", content, 410 if refused else 503)
    greeting = words(f"invitation.{found.purpose}", name=found.name, login=found.login)
    content = f"{alert(sentence)}<p>{escape(greeting)}</p>"
    content += drawing.form(request.url.path, _fields(drawing, found), "invitation.send")
    content += provider_link(drawing, "provider.link", invitation=request.path_params["secret"])
    return page(drawing, "invitation.title", content, status)


def take_invitation(request: Request, form: Form) -> Response:
    """Use an invitation up: the account has the password, and this browser is signed in."""
    before, found = asker_of(request), _found(request)
    if form.field("new_password") != form.field("repeated"):
        raise AccountRefused(reason="password_differs")
    token = choose_password(
        StoreSettings(), request.path_params["secret"], found.login, form.field("new_password")
    )
    end_own(before)
    return keep_session(led_to(f"/?lang={words_of(request).language}"), request, token)


def invitation_refused(request: Request, form: Form, sentence: str, status: int) -> Response:
    """Return the page again with what failed."""
    return invitation_page(request, sentence, status)


def _found(request: Request) -> Invitation:
    with door.session(PUBLIC, PUBLISHED) as session:
        return find_invitation(session, request.path_params["secret"])


def _fields(drawing: Drawing, invitation: Invitation) -> str:
    return (
        drawing.whose_password(invitation.login)
        + drawing.field("new_password", "password", "new-password", hint="sign_in.password_hint")
        + drawing.field("repeated", "password", "new-password")
    )
