"""The sentence shown when the store fails: what happened and what to do. The detail goes to the log."""

from __future__ import annotations

from string import Formatter

from data_access.store.errors import StoreError, StoreUnreachable
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store.standby import is_read_only
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


def read_only_sentence(words: Words) -> str:
    """Return that nothing of the published store can be changed now, why, and what to do; "" where it can."""
    settings = StoreSettings()
    if not is_read_only(settings):
        return ""
    location = location_of(settings.url())
    return failure_sentence(StoreUnreachable(location=location, reason="primary_lost"), words)
