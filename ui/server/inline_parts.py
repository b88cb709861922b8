"""The scripts and styles that are written into a page of ours: the guard lets these hold, and no others.

A page names each by the digest of its text, not by a number that is new in each answer: the same page stays
the same for a browser that has it already.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

# The guard takes these out of the answer, and writes what they name into the page's policy.
SCRIPTS, STYLES = "X-Inline-Scripts", "X-Inline-Styles"
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# A page within the page is held to the policy of the one around it.
WITHIN = re.compile(r'\ssrcdoc="([^"]*)"')


def naming_scripts(page: str) -> dict[str, str]:
    """Return the header by which a page names the scripts in it; empty where it has none."""
    pages = (page, *map(unescape, WITHIN.findall(page)))
    return _named(SCRIPTS, [script for one in pages for script in SCRIPT.findall(one)])


def naming_styles(page: str) -> dict[str, str]:
    """Return the header by which a page names the styles in it; empty where it has none."""
    return _named(STYLES, STYLE.findall(page))


def digest(text: str) -> str:
    """Return the digest of a script or a style as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _named(header: str, texts: list[str]) -> dict[str, str]:
    return {header: " ".join(dict.fromkeys(map(digest, texts)))} if texts else {}
