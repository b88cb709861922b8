"""What a browser keeps between leaving for the provider and coming back: in a cookie, ten minutes long.

So any server that shares the database may answer the return. The cookie is sealed by what the browser keeps
for its forms, and named by the sign-in that it belongs to: two windows are two.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import Response

from ui.server.sign_in.browser import is_secure
from ui.server.sign_in.forms import kept_secret

PATH = "/sign-in/provider"
SECONDS = 600
LONGEST = 4000


@dataclass(frozen=True)
class UnderWay:
    """One sign-in under way: its name at the provider, what its answer has to hold, and where it leads."""

    state: str
    nonce: str
    verifier: str
    next: str = "/"
    invitation: str = ""


def begun(next_path: str, invitation: str) -> UnderWay:
    """Return a new sign-in."""
    # RFC 7636: a verifier has 43 letters at least.
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return UnderWay(state, nonce, verifier, next_path, invitation)


def keep(answer: Response, request: Request, under_way: UnderWay, secret: str) -> Response:
    """Have the browser keep a sign-in under way."""
    written = base64.urlsafe_b64encode(json.dumps(asdict(under_way)).encode()).decode()
    answer.set_cookie(
        _cookie(under_way.state),
        f"{written}.{_seal(secret, written)}",
        SECONDS,
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )
    return answer


def kept(request: Request, state: str) -> UnderWay | None:
    """Return the sign-in that a browser began under a name; None for any other."""
    written, _, seal = request.cookies.get(_cookie(state), "").partition(".")
    secret = kept_secret(request)
    is_sealed = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(secret, written).encode())
    if not secret or not is_sealed or len(written) > LONGEST:
        return None
    try:
        found = UnderWay(**json.loads(base64.urlsafe_b64decode(written)))
    except (binascii.Error, ValueError, TypeError):
        return None
    return found if hmac.compare_digest(found.state.encode(), state.encode("utf-8", "replace")) else None


def forget(answer: Response, state: str) -> Response:
    """Have the browser forget a sign-in: it is good once."""
    answer.delete_cookie(_cookie(state), path=PATH, httponly=True, samesite="lax")
    return answer


def _cookie(state: str) -> str:
    return f"provider-{hashlib.sha256(state.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _seal(secret: str, written: str) -> str:
    return hmac.new(secret.encode(), f"provider {written}".encode(), hashlib.sha256).hexdigest()
