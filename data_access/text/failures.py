"""The sentence shown when the store fails: what happened and what to do. The detail goes to the log."""

from __future__ import annotations

from string import Formatter

from data_access.store.errors import StoreError
from vocabulary.catalogues import texts
from vocabulary.words import Words


def failure_sentence(error: StoreError, words: Words) -> str:
    """Return what happened and what to do about it, in the reader's language."""
    reason = error.facts.get("reason", "")
    known = texts(words.language)
    keys = (f"failure.{error.code}.{reason}", f"failure.{error.code}", "failure.store_error")
    key = next(key for key in keys if key in known)
    named = {name for _, name, _, _ in Formatter().parse(str(known[key])) if name}
    return words(key, **(dict.fromkeys(named, "") | error.facts))
