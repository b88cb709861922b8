"""Streamlit's own addresses that a page needs; its others are closed: metrics, sign-in, agents."""

from __future__ import annotations

OWN = "/_stcore/"
OPEN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
OPEN_FOLDERS = ("/_stcore/upload_file/", "/_stcore/bidi-components/")
CLOSED = ("/auth/login", "/auth/logout", "/oauth2callback")


def is_closed(path: str) -> bool:
    """Whether an address is one of Streamlit's that no page needs."""
    if path.rstrip("/") in CLOSED:
        return True
    return path.startswith(OWN) and path not in OPEN and not path.startswith(OPEN_FOLDERS)
