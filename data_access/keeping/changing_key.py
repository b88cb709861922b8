"""The key by which figures may be changed until there is sign-in: made once and kept in ``VAR_DIR``.

The server shows it when it starts: whoever reads its terminal or its folder has it. Commands need none.
"""

import hashlib
import hmac
import logging
import os
import secrets
from functools import cache
from pathlib import Path

FILE_NAME = "changing.key"
KEY_BYTES = 24
SHORT = 6
ONLY_THE_OWNER = 0o600

logger = logging.getLogger(__name__)


def changing_key(var_dir: Path) -> str:
    """Return the key of a server, made at first; it stays the same while its file stays.

    Where the folder cannot be written, the key holds until the server ends, and a line of the log says so.
    """
    path = var_dir.absolute() / FILE_NAME
    try:
        return _kept(path) or _made(path)
    except OSError as error:
        logger.warning("the key for changing figures cannot be kept: %s", error.strerror)
        return _unkept(path)


def is_key(typed: str, key: str) -> bool:
    """Whether a text is the key, told in a time that does not depend on how much of it is right."""
    return hmac.compare_digest(_digest(typed.strip()), _digest(key))


def short_name(key: str) -> str:
    """Return the name of a key for logs: six letters of its digest, from which nobody finds the key."""
    return _digest(key).hex()[:SHORT]


def browser_token(key: str) -> str:
    """Return what a browser keeps in place of the key; it is good for the same and does not tell the key."""
    return hmac.new(key.encode(), b"browser", hashlib.sha256).hexdigest()


def is_browser_token(token: str, key: str) -> bool:
    """Whether a text is what a browser was given for the key, told in constant time."""
    return hmac.compare_digest(_digest(token), _digest(browser_token(key)))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _kept(path: Path) -> str:
    """Return the key in the file, "" where there is no file or nothing in it."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return ""


def _made(path: Path) -> str:
    """Write a new key for the owner's eyes alone, whole or not at all; return what then is in the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_THE_OWNER)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
    _put(beside, path)
    return _kept(path)


def _put(beside: Path, path: Path) -> None:
    """Put a new key in its place, unless another process was quicker."""
    try:
        os.link(beside, path)
    except FileExistsError:
        if not _kept(path):
            os.replace(beside, path)
    except OSError:
        # A disk that knows no second name of a file.
        os.replace(beside, path)
    beside.unlink(missing_ok=True)


@cache
def _unkept(_path: Path) -> str:
    return secrets.token_urlsafe(KEY_BYTES)
