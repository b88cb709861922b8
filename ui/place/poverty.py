"""The poverty section of the page of a place: its series beside the nation's, its rank."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.summary.series import AreaSeries, rank_lines
from ui.summary.series_exhibit import place_series_exhibits
from ui.summary.series_texts import estimate_notes


def poverty_section(visit: Visit, facts: AreaFacts, every: Sequence[AreaSeries]) -> None:
    """Draw each series of the place with its rank, or that nothing is known."""
    if not every:
        st.html(f"<p class='silence'>{escape(visit.words('area.no_poverty'))}</p>")
    for series, exhibit in zip(every, place_series_exhibits(visit, facts.place), strict=True):
        show(visit, exhibit)
        for mark, note in zip(("╌ ", ""), estimate_notes(visit, series), strict=False):
            st.caption(mark + as_plain(note))
        for line in rank_lines(visit, facts.place, str(series.indicator["code"])):
            st.caption(as_plain(line))
