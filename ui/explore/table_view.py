"""The explorer's table: every area of a year, with its sentence, source and file."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.exhibits import file_of
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources
from ui.explore.ranking import ranking_exhibit
from ui.files.names import exhibit_name
from ui.maps.exploration import Exploration
from ui.text.tables import plain_table

MOST_LINES = 700


def table_view(visit: Visit, chosen: Exploration) -> None:
    """Draw the year as a table with its sentence, source and file; a long one is cut, its file is whole."""
    exhibit = ranking_exhibit(visit, chosen)
    if exhibit.chart is None:
        st.info(exhibit.silence)
        return
    words = visit.words
    st.html(f"<p class='exhibit-sentence'>{escape(exhibit.sentence)}</p>")
    st.download_button(
        words("exhibit.csv"),
        file_of(visit, exhibit, "csv"),
        file_name=exhibit_name(visit.edition.store, exhibit, st.query_params.to_dict(), "csv"),
        mime="text/csv",
        on_click="ignore",
    )
    rows = exhibit.table()
    shown = rows[:MOST_LINES]
    if len(shown) < len(rows):
        st.caption(as_plain(words("explore.table_part", shown=len(shown), count=len(rows))))
    st.html(plain_table(f"{exhibit.title} · {exhibit.subtitle}", exhibit.headers, shown, exhibit.numeric))
    show_sources(exhibit.sources)
