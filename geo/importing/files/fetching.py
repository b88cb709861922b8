"""A boundary file fetched from an address, no larger and no slower than allowed."""

import ipaddress
import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from geo.importing.errors import BoundaryFileUnusable
from geo.importing.options import MEGABYTE, ImportOptions, Progress, silent

SCHEMES = ("http", "https")
BLOCK = 1 << 18
SILENCE_SECONDS = 30
"""So long nothing may arrive before the connection is given up."""

SECONDS = 300
"""So long a whole file may take."""

FILE_OF_ANSWER = "gjDownloadURL"
"""The service of geoBoundaries answers with the address of the file under this name."""


@dataclass(frozen=True)
class Fetching:
    """How an address may be fetched: ``is_public`` refuses machines of this network, and plain http."""

    options: ImportOptions
    seconds: float = SECONDS
    is_public: bool = False


def is_address(text: str) -> bool:
    """Return whether a text is the address of a file and no path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text) is not None


def fetched(address: str, folder: Path, fetching: Fetching, progress: Progress = silent) -> Path:
    """Return the file of an address, written to a folder under the name it has there.

    An answer of geoBoundaries that names a file is followed once. Raises BoundaryFileUnusable for an address
    that may not be fetched or does not answer, and for a file that is too large or takes too long; nothing is
    left in the folder then.
    """
    deadline = time.monotonic() + fetching.seconds
    progress(0.0, "fetch")
    path = _fetched(address, folder, fetching, deadline)
    named = _named_file(path)
    if named:
        path.unlink()
        path = _fetched(named, folder, fetching, deadline)
    return path


def _fetched(address: str, folder: Path, fetching: Fetching, deadline: float) -> Path:
    _check(address, fetching)
    opener = urllib.request.build_opener(_Redirects(fetching))
    path = folder / _name(address)
    try:
        with opener.open(address, timeout=min(SILENCE_SECONDS, fetching.seconds)) as answer:
            _check_size(int(answer.headers.get("content-length") or 0), fetching)
            with path.open("wb") as file:
                for block in _blocks(answer, fetching, deadline):
                    file.write(block)
    except BoundaryFileUnusable:
        path.unlink(missing_ok=True)
        raise
    except TimeoutError as error:
        path.unlink(missing_ok=True)
        raise _too_slow(fetching) from error
    except (OSError, HTTPException, ValueError) as error:
        path.unlink(missing_ok=True)
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _too_slow(fetching) from error
        facts = {"host": urlsplit(address).hostname or "", "reason": str(error)[:120]}
        raise BoundaryFileUnusable("address_unreachable", facts) from error
    return path


def _blocks(answer: Any, fetching: Fetching, deadline: float) -> Iterator[bytes]:
    """Yield what arrives, and count it: the size that a server states may be wrong."""
    received = 0
    while block := answer.read1(BLOCK):
        received += len(block)
        _check_size(received, fetching)
        if time.monotonic() > deadline:
            raise _too_slow(fetching)
        yield block


def _check_size(size: int, fetching: Fetching) -> None:
    limit = fetching.options.max_bytes
    if size > limit:
        facts = {"size_mb": -(-size // MEGABYTE), "limit_mb": limit // MEGABYTE}
        raise BoundaryFileUnusable("too_large", facts)


def _too_slow(fetching: Fetching) -> BoundaryFileUnusable:
    return BoundaryFileUnusable("address_too_slow", {"seconds": round(fetching.seconds)})


def _check(address: str, fetching: Fetching) -> None:
    parts = urlsplit(address)
    allowed = ("https",) if fetching.is_public else SCHEMES
    if parts.scheme.lower() not in allowed or not parts.hostname:
        raise BoundaryFileUnusable("address_unsafe", {"schemes": ", ".join(allowed)})
    if fetching.is_public and not _is_public(parts.hostname):
        raise BoundaryFileUnusable("address_private", {"host": parts.hostname})


def _is_public(host: str) -> bool:
    """Return whether every machine of a name is one of the internet; an unknown name cannot be reached."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return True
    return all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows only to where an address may lead."""

    def __init__(self, fetching: Fetching) -> None:
        self._fetching = fetching

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            _check(newurl, self._fetching)
        except BoundaryFileUnusable:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _name(address: str) -> str:
    """Return the last part of an address as a file name."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "_", last).strip("._")[-100:] or "boundaries"


def _named_file(path: Path) -> str:
    """Return the address that an answer of geoBoundaries names, "" for a file."""
    if path.stat().st_size > MEGABYTE:
        return ""
    try:
        answer = json.loads(path.read_bytes())
    except ValueError:
        return ""
    return str(answer.get(FILE_OF_ANSWER) or "") if isinstance(answer, dict) else ""
