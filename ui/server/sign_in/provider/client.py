"""What is asked of a provider of identities, and what it answers.

OpenID Connect Core 1.0 with discovery and PKCE: the address to lead a browser to, and of the code that comes
back whose it is. An answer counts only signed by a key of the provider, for this server, for this sign-in,
and in time.
"""

from __future__ import annotations

import ssl
import time
import warnings
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import httpx

from data_access.accounts.provided import Identity
from ui.server.sign_in.provider.settings import ProviderSettings
from ui.server.sign_in.provider.under_way import UnderWay

DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10.0
# Clocks of two machines.
LEEWAY_SECONDS = 120
KEPT_SECONDS = 300
# Those by which nobody but the provider can sign: none with the secret that both know, and not "none".
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SUBJECT_LENGTH = 255


class ProviderFailed(Exception):
    """The provider said nothing that counts: ``unreachable``, ``refused`` or ``untrusted``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def address_to_leave_for(settings: ProviderSettings, under_way: UnderWay, back: str) -> str:
    """Return the address at the provider by which a sign-in begins; ``back`` is where it leads back to.

    Raises ``ProviderFailed``.
    """
    endpoint = _told(settings, "authorization_endpoint")
    with _client(settings, back) as client:
        address, _ = client.create_authorization_url(
            endpoint, state=under_way.state, nonce=under_way.nonce, code_verifier=under_way.verifier
        )
    return str(address)


def identity_of(settings: ProviderSettings, under_way: UnderWay, back: str, code: str) -> Identity:
    """Return whose code a browser brought back; raises ``ProviderFailed``."""
    from authlib.integrations.base_client import OAuthError

    endpoint = _told(settings, "token_endpoint")
    try:
        with _client(settings, back) as client:
            answer = client.fetch_token(
                endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=under_way.verifier,
            )
    except OAuthError as error:
        raise ProviderFailed("refused") from error
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderFailed("unreachable") from error
    return _verified(settings, under_way, answer)


def _verified(settings: ProviderSettings, under_way: UnderWay, answer: Mapping[str, Any]) -> Identity:
    """The identity in an answer, whose signature and claims are looked at."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    issuer = settings.oidc_issuer
    options = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
        "sub": {"essential": True},
    }
    expected = {
        "nonce": under_way.nonce,
        "client_id": settings.oidc_client_id,
        "access_token": answer.get("access_token"),
    }
    keys = _fetched(_told(settings, "jwks_uri"))
    try:
        token = jwt.decode(str(answer.get("id_token", "")), KeySet.import_key_set(keys), ALGORITHMS)  # type: ignore[arg-type]
        claims = CodeIDToken(token.claims, token.header, options, expected)
        claims.validate(now=int(time.time()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderFailed("untrusted") from error
    subject = token.claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LENGTH or "\x00" in subject:
        raise ProviderFailed("untrusted")
    return Identity(issuer, subject)


def _told(settings: ProviderSettings, name: str) -> str:
    """What the provider's description says; it is read again after some minutes."""
    description = _description(settings.oidc_issuer, int(time.monotonic() / KEPT_SECONDS))
    told = description.get(name)
    if description.get("issuer") != settings.oidc_issuer or not isinstance(told, str):
        raise ProviderFailed("untrusted")
    return told


@lru_cache(maxsize=4)
def _description(issuer: str, _period: int) -> dict[str, Any]:
    return _fetched(issuer.rstrip("/") + DISCOVERY)


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = httpx.get(address, timeout=TIMEOUT_SECONDS, verify=_trusted())
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ProviderFailed("unreachable") from error
    if not isinstance(found, dict):
        raise ProviderFailed("untrusted")
    return found


def _client(settings: ProviderSettings, back: str) -> Any:
    """A client of the provider; imported here, as most servers have none."""
    from authlib.deprecate import AuthlibDeprecationWarning

    with warnings.catch_warnings():
        # Authlib says that it prefers the successor of httpx, which there is not for Python 3.11.
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        from authlib.integrations.httpx_client import OAuth2Client
    return OAuth2Client(
        settings.oidc_client_id,
        settings.secret or None,
        token_endpoint_auth_method="client_secret_basic" if settings.secret else "none",
        scope="openid",
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=TIMEOUT_SECONDS,
        verify=_trusted(),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that this machine trusts, an office's own among them; reading them takes a while."""
    return ssl.create_default_context()
