"""Under which names this server answers, and to the pages of which origins.

A name that anybody may have lead to this machine (DNS rebinding) is not answered: the pages of its owner
would pass for ours. The address at which a connection arrived, and those that lead nowhere else, need no
setting.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from functools import cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>\d{1,5}))?", re.IGNORECASE | re.ASCII)
DEFAULT_PORTS = {"http": "80", "https": "443"}


def allowed_host(scope: Scope, names: Collection[str]) -> str:
    """Return the ``Host`` of a request in small letters, "" where this server does not answer for it."""
    written = Headers(scope=scope).getlist("host")
    found = HOST.fullmatch(written[0]) if len(written) == 1 else None
    if found is None:
        return ""
    name = found["name"].lower().strip("[]").rstrip(".")
    return written[0].lower() if _is_own(name, scope) or name in names else ""


def _is_own(name: str, scope: Scope) -> bool:
    """Whether a name is that of the machine, or the address at which the connection arrived."""
    if name == "localhost" or name in _machine_names():
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or str(address) == str((scope.get("server") or ("",))[0])


@cache
def _machine_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset({name, f"{name}.local"} - {"", ".local"})


def is_origin_allowed(origin: str | None, host: str, *, is_secure: bool, origins: Collection[str]) -> bool:
    """Whether a page of an origin may write here: our own, or one of the setting.

    ``host`` is what ``allowed_host`` returned. A request without an origin comes from no page, and may not.
    """
    if not origin:
        return False
    if origin.lower() in origins:
        return True
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return False
    if parts.scheme not in (("https",) if is_secure else tuple(DEFAULT_PORTS)):
        return False
    return _without_default_port(parts.netloc, parts.scheme) == _without_default_port(host, parts.scheme)


def _without_default_port(host: str, scheme: str) -> str:
    return host.removesuffix(":" + DEFAULT_PORTS[scheme])
