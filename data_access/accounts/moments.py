"""Moments as the store writes them, so that they can be compared as texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

WRITTEN = "%Y-%m-%dT%H:%M:%SZ"


def after(**span: float) -> str:
    """Return the moment after a span from now: ``after(hours=2)``; before now with a negative one."""
    return (datetime.now(UTC) + timedelta(**span)).strftime(WRITTEN)


def seconds_until(moment: str) -> float:
    """Return how many seconds there are until a moment; negative for one that is over."""
    return (datetime.strptime(moment, WRITTEN).replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds()
