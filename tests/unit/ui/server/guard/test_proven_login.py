"""A login name in a header counts from a trusted proxy that shows the secret, and from nobody else."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.guarded import HOST, ORIGIN, Told, guarded, handshake_scope, shake_hands
from ui.server.guard.proven_login import PROVEN_HEADER, proven_login
from ui.server.guard.settings import GuardSettings

SECRET = "of the proxy and the dashboard"
SETTINGS: dict[str, Any] = {
    "trusted_proxies": "10.0.0.0/8",
    "proxy_login_header": "X-Forwarded-User",
    "proxy_secret": SECRET,
}
PROXY, STRANGER = ("10.1.2.3", 5000), ("203.0.113.7", 5000)
GOOD = {"X-Forwarded-User": "mai.lo", "X-Proxy-Secret": SECRET}


def login(headers: dict[str, str], client: tuple[str, int] | None = PROXY, **changed: Any) -> str:
    settings = GuardSettings.model_validate(SETTINGS | changed)
    return unquote(proven_login(handshake_scope(headers, client), settings))


def test_trusted_proxy_with_the_secret_says_who_it_let_in() -> None:
    assert login(GOOD) == "mai.lo"
    assert login(GOOD | {"X-Forwarded-User": "đặng.ổn"}) == "đặng.ổn"


def test_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    assert login(GOOD, proxy_secret="", proxy_secret_file=tmp_path / "secret") == "mai.lo"


@pytest.mark.parametrize(
    ("headers", "client", "changed"),
    [
        (GOOD, STRANGER, {}),
        (GOOD, ("127.0.0.1", 5000), {}),
        (GOOD, None, {}),
        (GOOD | {"X-Proxy-Secret": "guessed"}, PROXY, {}),
        (GOOD | {"X-Proxy-Secret": ""}, PROXY, {}),
        ({"X-Forwarded-User": "mai.lo"}, PROXY, {}),
        (GOOD | {"X-Proxy-Secret": ""}, PROXY, {"proxy_secret": ""}),
        (GOOD, PROXY, {"trusted_proxies": ""}),
    ],
)
def test_anybody_else_is_ignored_and_logged_without_the_name(
    headers: dict[str, str],
    client: tuple[str, int] | None,
    changed: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assert login(headers, client, **changed) == ""
    assert "is ignored" in caplog.text
    assert "mai.lo" not in caplog.text
    assert SECRET not in caplog.text


def test_name_that_stands_twice_is_ignored() -> None:
    scope = handshake_scope(GOOD, PROXY)
    scope["headers"].append((b"x-forwarded-user", b"quan.tri"))
    assert proven_login(scope, GuardSettings.model_validate(SETTINGS)) == ""


def test_without_the_setting_no_header_says_anything() -> None:
    assert login(GOOD, proxy_login_header="") == ""


def passed_on(headers: dict[str, str], client: tuple[str, int]) -> dict[str, str]:
    """What the application is told of these headers."""
    told = Told()
    own = {"Host": HOST, "Origin": ORIGIN}
    shake_hands(guarded(told, **SETTINGS), own | headers, client)
    return {name.decode(): value.decode() for name, value in told.scopes[0]["headers"]}


def test_guard_passes_on_what_it_found_and_none_of_what_was_said() -> None:
    forged = GOOD | {"X-Proven-Login": "quan.tri"}
    assert passed_on(forged, PROXY)[PROVEN_HEADER] == "mai.lo"
    for headers, client in ((forged, PROXY), (forged, STRANGER)):
        assert {"x-forwarded-user", "x-proxy-secret"} & set(passed_on(headers, client)) == set()
    assert PROVEN_HEADER not in passed_on(forged, STRANGER)
