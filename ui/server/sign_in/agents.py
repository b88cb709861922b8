"""A browser by its everyday name, so that people know their own among several."""

from __future__ import annotations

# The first that a browser says of itself is what it is: others say "Chrome" and "Safari" too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Coc Coc",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
LONGEST = 60


def named_agent(agent: str) -> str:
    """Return "Chrome, Windows" for what a browser says of itself, or the beginning of what is not known."""
    known = [
        next((name for mark, name in table.items() if mark in agent), "") for table in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in known if name) or agent[:LONGEST]
