"""Addresses as links of a page."""

from __future__ import annotations

import re
from html import escape

# What is no address of the web is shown as text: nothing else may become a link.
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def link(address: str, text: str = "") -> str:
    """Return an address of the web as a link that opens in a new tab; any other as text."""
    shown = escape(text or address)
    if not WEB_ADDRESS.fullmatch(address):
        return shown
    return f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>{shown}</a>"
