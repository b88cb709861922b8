"""Rates that changed from one year to the next far beyond the others."""

from __future__ import annotations

import streamlit as st

from ui.cached import quality_frames
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.visit import Visit
from ui.quality.choices import ReviewedAreas
from ui.quality.long_lists import ROWS_SHOWN
from ui.text.tables import plain_table

RATES = ("poor_household_rate", "near_poor_household_rate", "multidimensional_poverty_rate")


def outliers_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw the first outliers of each rate with the values of both years."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    st.subheader(words("quality.outliers"), anchor=False)
    st.markdown(words("quality.outliers_rule"))
    rows = []
    for code in RATES:
        for row in (
            quality_frames.outliers(visit.edition, code, *reviewed).head(ROWS_SHOWN).to_dict("records")
        ):
            numbers = [words.number(float(row[name]), 2) for name in ("before", "now")]
            rows.append([words.of(row), words.of(indicators[code]), *numbers])
    headers = [words("table.area"), words("quality.indicator"), words("quality.before"), words("quality.now")]
    if rows:
        st.html(plain_table(words("quality.outliers_count", count=len(rows)), headers, rows, numeric=(2, 3)))
    else:
        st.markdown(words("quality.outliers_none"))
