"""What a running process says of itself."""

from __future__ import annotations

import json
import socket
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from deploy.plan import EVERY_ADDRESS, LOOPBACK

PATIENCE_SECONDS = 5.0
# No proxy of the environment stands between this machine and itself.
_opener = build_opener(ProxyHandler({}))


def not_ready(port: int, language: str) -> str | None:
    """Return None where the process at a port is ready, its own sentence where it is not, "" where silent."""
    address = f"http://{LOOPBACK}:{port}/ready?lang={language}"
    try:
        with _opener.open(address, timeout=PATIENCE_SECONDS):
            return None
    except HTTPError as error:
        with error:
            return _sentence(error.read())
    except OSError:
        return ""


def listens(address: str, port: int) -> bool:
    """Whether somebody takes connections at an address, on this machine where it is every one."""
    try:
        with socket.create_connection((LOOPBACK if address in EVERY_ADDRESS else address, port), 1.0):
            return True
    except OSError:
        return False


def _sentence(body: bytes) -> str:
    try:
        return str(json.loads(body)["sentence"])
    except (ValueError, KeyError, TypeError):
        return ""
