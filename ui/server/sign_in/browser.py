"""What a browser keeps of a sign-in, and where it goes next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data_access.accounts.sessions import end_session
from data_access.accounts.settings import account_settings
from data_access.acting import Actor
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from ui.controls.identity import SECURE_SESSION_COOKIE, SESSION_COOKIE, Asker, asker
from ui.server.guard.refusals import NOT_KEPT
from ui.server.guard.settings import GuardSettings
from ui.text.account_link import SIGN_IN

SIGN_OUT = "/sign-out"
HOUR_SECONDS = 3600
LONGEST_NEXT = 2000


def next_path(written: str) -> str:
    """Return the path of ours that an address names as the next one, "/" for anything else.

    Whatever a browser might take for another host is none: two slashes, backslashes, control characters.
    """
    fits = written.startswith("/") and written.isprintable() and len(written) <= LONGEST_NEXT
    leads_away = written.startswith("//") or "\\" in written or written.startswith((SIGN_IN, SIGN_OUT))
    return written if fits and not leads_away else "/"


def is_secure(request: Request) -> bool:
    """Return whether the visitor came by TLS, as the guard tells it."""
    return request.url.scheme == "https"


def outer_address(request: Request) -> str:
    """Return the address of the dashboard as people know it, by ALLOWED_ORIGINS where it names one."""
    outer = sorted(GuardSettings().origins)
    return outer[0] if len(outer) == 1 else f"{request.url.scheme}://{request.url.netloc}"


def led_to(path: str) -> Response:
    """Return the answer that leads a browser to a path, after a form."""
    return RedirectResponse(path, 303, NOT_KEPT)


def keep_session(answer: Response, request: Request, token: str) -> Response:
    """Have the browser keep a session; the one that it kept before goes."""
    secure = is_secure(request)
    answer.set_cookie(
        SECURE_SESSION_COOKIE if secure else SESSION_COOKIE,
        token,
        account_settings().session_hours * HOUR_SECONDS,
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return answer


def forget_session(answer: Response) -> Response:
    """Have the browser forget its session."""
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    answer.delete_cookie(SECURE_SESSION_COOKIE, httponly=True, samesite="lax", secure=True)
    return answer


def asker_of(request: Request) -> Asker:
    """Return who sends a request."""
    return asker(request.cookies, request.headers)


def actor_of(asks: Asker) -> Actor:
    """Return who acts by a form."""
    return Actor("", asks.address, asks.agent, asks.account.login if asks.account else "")


def end_own(asks: Asker) -> None:
    """End the session by which somebody asks, where there is one."""
    account = asks.account
    if account is not None and account.number:
        with changing_beside_loads(StoreSettings()) as connection:
            end_session(connection, account.id, account.number, account.login)
