"""How a table of an office's own was understood: shown first, corrected from lists, confirmed by a person."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import streamlit as st

from data_access.workbooks import Choice
from data_access.workbooks.understanding.reading import reading_as_json
from ui.cached.editions import Edition
from ui.controls.notices import as_plain
from ui.data.reading_tables import reading_names, reading_tables
from ui.data.upload_corrections import corrections_section
from ui.data.upload_examining import examine_again
from ui.data.upload_state import Examined
from vocabulary.words import Words


def reading_section(edition: Edition, examined: Examined, choice: Choice, words: Words) -> Examined | None:
    """Draw the reading of a file; return the file as it may be published, None while it is not confirmed.

    A template says by itself what it holds, and needs no confirmation.
    """
    reading = examined.checked.reading
    if reading is None:
        return examined
    st.subheader(words("reading.title"), anchor=False)
    st.markdown(words("reading.intro"))
    names = reading_names(edition, words)
    reading_tables(reading, names, words)
    corrected = corrections_section(edition, reading, names, words)
    if corrected is not None:
        examine_again(edition, examined, corrected, words)
    if replace(choice, reading=None) != replace(examined.choice, reading=None):
        st.warning(as_plain(words("reading.choices_changed")))
        return None
    if examined.checked.blocked:
        return None
    # A reading that is not the one that was confirmed has another key: its box is empty again.
    digest = hashlib.sha256(reading_as_json(reading).encode()).hexdigest()[:16]
    if not st.checkbox(words("reading.confirm"), key=f"upload.reading.{digest}"):
        st.caption(words("reading.not_confirmed"))
        return None
    return replace(examined, checked=replace(examined.checked, reading=replace(reading, confirmed=True)))
