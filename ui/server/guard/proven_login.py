"""Whom a proxy before the dashboard says it has let in, where it may be believed.

A proxy such as oauth2-proxy writes the login name into a header, which anybody else may write as well. It
counts from an address of ``TRUSTED_PROXIES`` that shows the secret that both know, and is never passed on as
it came.
"""

from __future__ import annotations

import hmac
import logging
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.server.guard.peer import is_from_proxy
from ui.server.guard.settings import GuardSettings

# The login name as the guard tells it to what comes after, as in an address; nobody else can set it.
PROVEN_HEADER = "x-proven-login"
LONGEST = 256

logger = logging.getLogger(__name__)


def proven_login(scope: Scope, settings: GuardSettings) -> str:
    """Return the login name that a trusted proxy says, "" where none is said or nobody may be believed."""
    if not settings.proxy_login_header:
        return ""
    headers = Headers(scope=scope)
    said = headers.getlist(settings.proxy_login_header)
    if not said:
        return ""
    shown = headers.getlist(settings.proxy_secret_header)
    if len(said) != 1 or not is_from_proxy(scope, settings.networks) or not _is_secret(shown, settings):
        logger.warning("a login name in a header is ignored: it comes from no trusted proxy with its secret")
        return ""
    return quote(said[0].encode("latin-1")[:LONGEST])


def of_the_proxy(settings: GuardSettings) -> tuple[bytes, ...]:
    """Return the names of the headers that are between the proxy and the guard alone."""
    names = (PROVEN_HEADER, settings.proxy_login_header, settings.proxy_secret_header)
    return tuple(name.lower().encode() for name in names if name)


def _is_secret(shown: list[str], settings: GuardSettings) -> bool:
    secret = settings.secret_of_proxy
    given = shown[0].encode("latin-1") if len(shown) == 1 else b""
    return bool(secret) and hmac.compare_digest(given, secret.encode())
