"""What is hidden of a commune, shown to its own office, marked, and nowhere else."""

from __future__ import annotations

import streamlit as st

from data_access.accounts.own_cells import own_hidden_cells
from data_access.accounts.rights import Action, may
from data_access.store_codes import PUBLISHED
from ui.cached.editions import ask_now, newest
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.controls.identity import current_asker
from ui.controls.notices import as_plain
from ui.text.figures import value_text
from ui.text.tables import plain_table

# A cell is a count of a few, so that its other fields are these.
PLAIN = {"state": "reported", "value_min": None, "value_max": None, "qualifier": "exact"}


def own_cells_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the figures that are hidden of the place to whoever is signed in for its office.

    Read anew at each run and kept by nothing; they are no part of an exhibit, so that no file has them.
    """
    asks, place, words = current_asker(), facts.place, visit.words
    if visit.edition.store != PUBLISHED or not may(asks, Action.SEE_SMALL_CELLS):
        return
    cells = ask_now(
        newest(asks.reader, PUBLISHED),
        lambda session: own_hidden_cells(session, vintage=place.vintage, level=place.level, code=place.code),
    )
    if cells.empty:
        return
    st.subheader(words("own_cells.title"), anchor=False)
    st.warning(as_plain(words("own_cells.marked")))
    headers = [words(f"table.{name}") for name in ("indicator", "year", "value")]
    rows = [
        [words.of(row), str(row["year"]), value_text(row | PLAIN, row, words)]
        for row in cells.to_dict("records")
    ]
    st.html(plain_table(words("own_cells.title"), headers, rows, numeric=(2,)))
