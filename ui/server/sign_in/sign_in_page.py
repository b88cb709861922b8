"""Signing in and out."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from data_access.accounts.signing_in import sign_in
from data_access.store.settings import StoreSettings
from data_access.text.failures import read_only_sentence
from ui.server.sign_in.browser import (
    SIGN_OUT,
    asker_of,
    end_own,
    forget_session,
    keep_session,
    led_to,
    next_path,
)
from ui.server.sign_in.drawing import alert, drawing_of, page, words_of
from ui.server.sign_in.forms import Form
from ui.server.sign_in.provider.link import provider_link
from ui.text.account_link import ACCOUNT, SIGN_IN, WORK_LIST


def send_sign_in(request: Request) -> Response:
    """Send the form, or lead on whoever is signed in already."""
    asks = asker_of(request)
    if asks.account is not None:
        return led_to(next_path(request.query_params.get("next", "")))
    return sign_in_page(request)


def sign_in_page(request: Request, sentence: str = "", status: int = 200, login: str = "") -> Response:
    """Return the page with the form, where there is an account to sign in with."""
    following = next_path(request.query_params.get("next", ""))
    drawing = drawing_of(request, SIGN_IN, next="" if following == "/" else following)
    words = drawing.words
    if not asker_of(request).has_accounts:
        return page(drawing, "sign_in.title", f"<p>{escape(words('sign_in.no_accounts'))}</p>")
    fields = drawing.field("login", "text", "username", login)
    fields += drawing.field("password", "password", "current-password")
    content = f"{alert(sentence or read_only_sentence(words))}{drawing.form(SIGN_IN, fields, 'sign_in.send')}"
    content += provider_link(drawing, "provider.sign_in")
    content += f'<p class="quiet">{escape(words("sign_in.forgotten"))}</p>'
    return page(drawing, "sign_in.title", content, status)


def take_sign_in(request: Request, form: Form) -> Response:
    """Sign somebody in, with a new session in the place of one that this browser had."""
    before = asker_of(request)
    token = sign_in(StoreSettings(), form.field("login"), form.field("password"))
    end_own(before)
    following = next_path(request.query_params.get("next", ""))
    if following.partition("?")[0] == "/":
        # Nobody signs in to see the first page, which everybody sees.
        following = WORK_LIST.format(language=words_of(request).language)
    return keep_session(led_to(following), request, token)


def sign_in_refused(request: Request, form: Form, sentence: str, status: int) -> Response:
    """Return the form again with what failed; the name stays, the password does not."""
    return sign_in_page(request, sentence, status, form.field("login")[:256])


def take_sign_out(request: Request, form: Form) -> Response:
    """End the session of this browser."""
    end_own(asker_of(request))
    return forget_session(led_to(f"/?lang={words_of(request).language}"))


def sign_out_refused(request: Request, form: Form, sentence: str, status: int) -> Response:
    """Return a page with the button again: the form was one of an earlier visit."""
    drawing = drawing_of(request, ACCOUNT)
    return page(
        drawing, "sign_in.sign_out", alert(sentence) + drawing.form(SIGN_OUT, "", "sign_in.sign_out"), status
    )


def to_sign_in(request: Request, following: str = ACCOUNT) -> Response:
    """Lead somebody who is not signed in to the form, and back to a page of accounts afterwards."""
    return led_to(drawing_of(request, SIGN_IN).address(SIGN_IN, next=following))
