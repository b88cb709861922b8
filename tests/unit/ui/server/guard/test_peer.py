"""From which address a request comes, and when that is unknown."""

from ipaddress import ip_network
from typing import Any

import pytest

from ui.server.guard.peer import UNKNOWN, Peer, peer_of

PROXIES = (ip_network("10.0.0.0/24"), ip_network("::1/128"))


def scope(client: str | None, *headers: tuple[str, str], scheme: str = "http") -> dict[str, Any]:
    return {
        "type": "http",
        "scheme": scheme,
        "client": None if client is None else (client, 4711),
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


def test_address_of_a_direct_connection_is_that_of_the_connection() -> None:
    assert peer_of(scope("203.0.113.7"), PROXIES) == Peer("203.0.113.7", "203.0.113.7", False)


@pytest.mark.parametrize("name", ["x-forwarded-for", "forwarded", "x-real-ip"])
@pytest.mark.parametrize("client", ["203.0.113.7", "127.0.0.1"])
def test_address_is_unknown_where_somebody_untrusted_speaks_for_another(client: str, name: str) -> None:
    assert peer_of(scope(client, (name, "127.0.0.1")), PROXIES) == Peer(UNKNOWN, client, False)


def test_trusted_proxy_names_the_visitor_as_the_rightmost_that_is_no_proxy() -> None:
    headers = ("x-forwarded-for", "127.0.0.1, 198.51.100.9"), ("x-forwarded-for", "10.0.0.8")
    found = peer_of(scope("10.0.0.1", *headers, ("x-forwarded-proto", "https")), PROXIES)
    assert found == Peer("198.51.100.9", "198.51.100.9", True)


@pytest.mark.parametrize("said", ["", " ", "unknown", "198.51.100.9,", "198.51.100.9, secret", "10.0.0.3"])
def test_address_is_unknown_where_a_trusted_proxy_says_none(said: str) -> None:
    assert peer_of(scope("10.0.0.1", ("x-forwarded-for", said)), PROXIES).address == UNKNOWN


def test_address_is_unknown_where_a_trusted_proxy_says_nothing_or_there_is_no_connection() -> None:
    assert peer_of(scope("::1"), PROXIES) == Peer(UNKNOWN, "::1", False)
    assert peer_of(scope(None), PROXIES) == Peer(UNKNOWN, UNKNOWN, False)
    assert peer_of(scope("/run/server.sock"), PROXIES) == Peer(UNKNOWN, UNKNOWN, False)


def test_scheme_that_somebody_untrusted_claims_is_not_believed() -> None:
    assert not peer_of(scope("203.0.113.7", ("x-forwarded-proto", "https")), PROXIES).is_secure
    assert peer_of(scope("203.0.113.7", scheme="wss"), PROXIES).is_secure


def test_address_of_version_4_written_as_one_of_version_6_is_the_same() -> None:
    assert peer_of(scope("::ffff:203.0.113.7"), PROXIES).address == "203.0.113.7"
