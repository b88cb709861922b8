"""A form that was sent: no longer than a form is, and from a page that this server drew for this browser.

Each form carries a digest of what the browser keeps in a cookie and of the form's own address. A page of
another site can send neither; the guard asks for the origin besides.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from ui.server.sign_in.browser import is_secure

LONGEST_FORM = 10_000
MOST_FIELDS = 20
COOKIE, SECURE_COOKIE = "form", "__Host-form"
MARK = "form_mark"
SECRET_LENGTH = 43


@dataclass(frozen=True)
class Form:
    """A form that was sent: its fields, and whether a page of ours sent it."""

    fields: dict[str, str]
    is_ours: bool

    def field(self, name: str) -> str:
        """Return what was written into a field, "" for none."""
        return self.fields.get(name, "")


async def form_of(request: Request) -> Form:
    """Return the form that a request brings; one that is too long is read no further and has no fields."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            return Form({}, False)
    fields = _fields(body)
    mark = _mark(kept_secret(request), request.url.path)
    is_ours = bool(kept_secret(request)) and hmac.compare_digest(
        fields.get(MARK, "").encode("utf-8", "replace"), mark.encode()
    )
    return Form(fields, is_ours)


def kept_secret(request: Request) -> str:
    """Return what the browser keeps for its forms, "" where it keeps nothing that we gave it."""
    kept = request.cookies.get(SECURE_COOKIE if is_secure(request) else COOKIE, "")
    return kept if len(kept) == SECRET_LENGTH and kept.isascii() else ""


def new_form_secret() -> str:
    """Return what a browser is to keep for its forms."""
    return secrets.token_urlsafe(32)


def keep_form_secret(answer: Response, request: Request, secret: str) -> Response:
    """Have the browser keep what its forms rest on, until it is closed; two windows share it."""
    secure = is_secure(request)
    answer.set_cookie(
        SECURE_COOKIE if secure else COOKIE, secret, httponly=True, samesite="lax", secure=secure
    )
    return answer


def mark_field(secret: str, path: str) -> str:
    """Return the hidden field of a form that is sent to a path."""
    return f'<input type="hidden" name="{MARK}" value="{escape(_mark(secret, path))}">'


def _mark(secret: str, path: str) -> str:
    return hmac.new(secret.encode(), path.encode(), hashlib.sha256).hexdigest()


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return dict(pairs)
