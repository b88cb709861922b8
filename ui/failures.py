"""What a person is told when the store fails: what happened and what to do. The detail goes to the log."""

from __future__ import annotations

from data_access.errors import StoreError
from ui.language import Words, catalogue


def failure_sentence(error: StoreError, words: Words) -> str:
    """Return what happened and what to do about it, in the reader's language."""
    reason = error.facts.get("reason", "")
    known = catalogue(words.language)
    keys = (f"failure.{error.code}.{reason}", f"failure.{error.code}", "failure.store_error")
    facts = {
        "location": error.facts.get("location", ""),
        "found": "",
        "expected": "",
        "path": "",
    } | error.facts
    return words(next(key for key in keys if key in known), **facts)
