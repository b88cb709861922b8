"""The address by which a phone on the same network reaches this server, found without asking anyone."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

LOCAL_NAMES = ("", "localhost")
# Addresses of private networks. A datagram socket that is connected to one sends nothing: the system only
# says from which of its own addresses it would.
PRIVATE = ("10.255.255.255", "192.168.255.255", "172.31.255.255")


def is_this_machine(host: str) -> bool:
    """Return whether a name or address reaches this machine from itself alone."""
    bare = host.strip("[]").lower()
    if bare in LOCAL_NAMES or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def listens_here_only(address: str | None) -> bool:
    """Return whether a server at an address answers this machine alone; None is every address."""
    return address is not None and is_this_machine(address)


def network_address() -> str:
    """Return this machine's address on its network, "" when it is on none; nothing is sent."""
    return first_outward(own_addresses())


def first_outward(addresses: Iterable[str]) -> str:
    """Return the first address that others on a network can use, "" when there is none."""
    for found in addresses:
        parsed = ipaddress.ip_address(found)
        if not (parsed.is_loopback or parsed.is_unspecified or parsed.is_link_local):
            return found
    return ""


def own_addresses() -> Iterable[str]:
    """Return the addresses of this machine on its networks, some twice; nothing is sent."""
    for target in PRIVATE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((target, 9))
                yield probe.getsockname()[0]
            except OSError:
                continue
    try:
        yield from socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return
