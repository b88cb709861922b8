"""Newly escaped households by their year of watch, which lasts three years."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.poverty.review_forms import ESCAPED
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources_of
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table

WATCH_YEARS = 3


def watched_section(visit: Visit, figures: pd.DataFrame, year: int) -> None:
    """Draw the newly escaped by year of watch: those of the year and of the two before."""
    words = visit.words
    st.subheader(words("flows.watched"), anchor=False)
    escaped = figures[(figures["indicator_code"] == ESCAPED) & figures["value"].notna()]
    counts = dict(zip(escaped["year"].astype(int), escaped["value"], strict=True))
    years = [year - back for back in range(WATCH_YEARS)]
    if not any(one in counts for one in years):
        st.markdown(as_plain(words("flows.no_watched")))
        return
    cells = [
        [
            words("flows.watch_year", number=str(number)),
            str(one),
            words.number(int(counts[one])),
        ]
        for number, one in enumerate(years, start=1)
        if one in counts
    ]
    missing = [str(one) for one in years if one not in counts]
    headers = [words("flows.watch"), words("flows.escaped_in"), words("flows.households")]
    st.html(plain_table("", headers, cells, numeric=(2,)))
    if missing:
        st.caption(words("flows.watched_missing", years=", ".join(missing)))
    show_sources_of(visit, codes_in(escaped[escaped["year"].isin(years)]))
    st.caption(as_plain(words("flows.watch_rule")))
