"""Who is looking and at what: the language of the view and the edition of the store it reads."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.cached import stores
from ui.cached.stores import Edition
from ui.controls import address
from ui.controls.address import Misfit
from ui.text.language import DEFAULT_LANGUAGE, LANGUAGES, Words


@dataclass(frozen=True)
class Visit:
    """One run for one visitor. ``edition`` is the key of every kept frame."""

    words: Words
    edition: Edition

    @property
    def mark(self) -> str:
        """What every picture of simulated or past figures bears; "" for the published ones of today."""
        day = stores.past_day(self.edition.store)
        if day is not None:
            return self.words("asof.mark", day=self.words.date(day.isoformat()))
        return self.words("simulated.banner") if self.edition.store == stores.DEMONSTRATION else ""


def current_words() -> tuple[Words, Misfit | None]:
    """Return the language the address asks for, else the one chosen before, else Vietnamese."""
    before = st.session_state.get("language", DEFAULT_LANGUAGE)
    language, misfit = address.choose("lang", LANGUAGES, before)
    st.session_state["language"] = language
    return Words(language), misfit


def current_store() -> tuple[str, Misfit | None]:
    """Return the store the address asks for, the published one when it asks for none.

    With ``asof`` it is the published one as it stood at the end of that past day; the demonstration has
    no past, and a day that is none or not over yet is answered with today.
    """
    store, misfit = address.choose("store", stores.STORES, stores.PUBLISHED)
    day = address.asked("asof")
    if misfit is not None or day is None:
        return store, misfit
    past = f"{stores.PUBLISHED}@{day}"
    if store == stores.PUBLISHED and stores.is_store(past):
        return past, None
    return store, address.misfit("asof", day)


def current_visit() -> Visit:
    """Return the visit of this run; StoreError when the store does not answer."""
    words, _ = current_words()
    return Visit(words=words, edition=stores.newest(current_store()[0]))
