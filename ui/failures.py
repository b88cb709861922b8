"""What a person is told when the store fails: what happened and what to do. The detail goes to the log."""

from __future__ import annotations

from data_access.errors import StoreError
from ui.language import Words, catalogue


def failure_sentence(error: StoreError, words: Words) -> str:
    """Return what happened and what to do about it, in the reader's language."""
    reason = error.facts.get("reason", "")
    known = catalogue(words.language)
    key = f"failure.{error.code}.{reason}"
    facts = {
        "location": error.facts.get("location", ""),
        "found": "",
        "expected": "",
        "path": "",
    } | error.facts
    return words(key if key in known else f"failure.{error.code}", **facts)
