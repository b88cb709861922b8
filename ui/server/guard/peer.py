"""From which address a request comes: of the connection, or as a trusted proxy says.

The address of a visitor is unknown where it cannot be told for sure: a trusted proxy says none or something
that is no address, or somebody who is no trusted proxy speaks for another. Unknown is never "this machine".
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.server.guard.settings import Network

UNKNOWN = ""
FORWARDED_FOR, FORWARDED_PROTOCOL = "x-forwarded-for", "x-forwarded-proto"
# Headers by which a proxy speaks for another.
SPEAKS_FOR_ANOTHER = (FORWARDED_FOR, "forwarded", "x-real-ip")
SECURE = ("https", "wss")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Peer:
    """Who sends a request.

    ``address`` is the visitor's, ``UNKNOWN`` where it cannot be told. ``counted_on`` is the address on whose
    account the request goes: the visitor's, else that of the connection. ``is_secure`` says whether the
    visitor came by TLS.
    """

    address: str
    counted_on: str
    is_secure: bool


def peer_of(scope: Scope, trusted: Sequence[Network]) -> Peer:
    """Return who sends a request, by its connection and the headers of trusted proxies."""
    headers = Headers(scope=scope)
    connection = _parsed((scope.get("client") or ("", 0))[0])
    is_secure = scope.get("scheme") in SECURE
    if not _is_among(connection, trusted):
        is_direct = connection is not None and not any(name in headers for name in SPEAKS_FOR_ANOTHER)
        return Peer(_written(connection) if is_direct else UNKNOWN, _written(connection), is_secure)
    protocols = headers.get(FORWARDED_PROTOCOL, "").split(",")
    is_secure = is_secure or protocols[-1].strip().lower() in SECURE
    address = _written(_rightmost_untrusted(headers.getlist(FORWARDED_FOR), trusted))
    return Peer(address, address or _written(connection), is_secure)


def is_from_proxy(scope: Scope, trusted: Sequence[Network]) -> bool:
    """Return whether a request comes over a connection of a trusted proxy."""
    return _is_among(_parsed((scope.get("client") or ("", 0))[0]), trusted)


def _rightmost_untrusted(headers: Sequence[str], trusted: Sequence[Network]) -> Address | None:
    """Return the last address that is no proxy's; None where a blank or something else comes before it."""
    for entry in reversed(",".join(headers).split(",")):
        address = _parsed(entry)
        if address is None:
            return None
        if not _is_among(address, trusted):
            return address
    return None


def _parsed(written: str) -> Address | None:
    try:
        address = ipaddress.ip_address(written.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_among(address: Address | None, networks: Sequence[Network]) -> bool:
    return address is not None and any(address in network for network in networks)


def _written(address: Address | None) -> str:
    return UNKNOWN if address is None else str(address)
