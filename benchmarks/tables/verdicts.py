"""The word for whether a bar is reached."""

from __future__ import annotations


def verdict(reached: bool) -> str:
    """Return the word for a bar that is reached or not."""
    return "yes" if reached else "**no**"
