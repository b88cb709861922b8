"""Rates of households whose implied number of households something else contradicts."""

from __future__ import annotations

import streamlit as st

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.visit import Visit
from ui.quality.choices import ReviewedAreas
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.text.tables import plain_table
from vocabulary.words import Words


def denominators_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw each rate with the households it implies, and what its parts, the total or the census say."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    st.subheader(words("quality.denominators"), anchor=False)
    st.markdown(words("quality.denominators_rule"))
    found = quality_frames.contradicting_denominators(visit.edition, reviewed.vintage, reviewed.year)
    if found.empty:
        st.markdown(words("quality.denominators_none"))
        return
    names = ("indicator", "rate", "implied", "held_against", "households", "difference")
    headers = [words("table.area"), *(words(f"quality.{name}") for name in names)]
    rows = [
        [words.of(row), words.of(indicators[row["indicator_code"]]), *_cells(row, words)]
        for row in found.head(ROWS_SHOWN).to_dict("records")
    ]
    caption = words("quality.denominators_count", count=len(found))
    st.html(plain_table(caption, headers, rows, numeric=(2, 3, 5, 6)))
    more_rows(found, words)


def _cells(row: Row, words: Words) -> list[str]:
    difference = 100 * (row["said"] - row["expected"]) / row["expected"]
    sign = "−" if difference < 0 else "+"
    return [
        words.with_unit(words.number(row["rate"], int(row["rate_decimals"])), "%"),
        words.number(round(row["said"])),
        words(f"quality.held_{row['kind']}"),
        words.number(round(row["expected"])),
        words.with_unit(f"{sign}{words.number(abs(difference), 1)}", "%"),
    ]
