"""Why a figure or a change cannot be had, in a few words and as a sentence, alike wherever it is told."""

from __future__ import annotations

from data_access.store.frames import Row
from vocabulary.words import Words


def reason_of(row: Row) -> str:
    """Return the reason of a row's gap, one of ``data_access.comparing.reasons``; "" for none."""
    reason = row.get("reason")
    return reason if isinstance(reason, str) else ""


def reason_label(reason: str, words: Words) -> str:
    """Return a reason in a few words, "" for none."""
    return words(f"reason_label.{reason}") if reason else ""


def reason_sentence(reason: str, words: Words) -> str:
    """Return a reason as a sentence of its own, "" for none."""
    return words(f"reason.{reason}") if reason else ""


def gap_text(figure: Row, words: Words) -> str:
    """Return why a figure has no number: its reason where one is known, else its state."""
    return reason_label(reason_of(figure), words) or words(f"state.{figure['state']}")
