"""Figures that do not balance: rules between indicators that are broken, and parts that miss their total."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.visit import Visit
from ui.quality.choices import ReviewedAreas
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.text.tables import plain_table
from vocabulary.words import Words

COMPARED = ("said", "expected")


def rules_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw the places whose figures break a rule between indicators."""
    words = visit.words
    st.subheader(words("quality.rules"), anchor=False)
    st.markdown(words("quality.rules_rule"))
    broken = quality_frames.broken_rules(visit.edition, *reviewed)
    _compared(visit, broken, words("quality.rules_count", count=len(broken)), words("quality.rules_none"))


def parts_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw the places whose figure is not the sum of their parts."""
    words = visit.words
    st.subheader(words("quality.parts"), anchor=False)
    found = quality_frames.parts_and_totals(visit.edition, reviewed.vintage, reviewed.year)
    _compared(visit, found, words("quality.parts_count", count=len(found)), words("quality.parts_none"))


def _compared(visit: Visit, found: pd.DataFrame, caption: str, silence: str) -> None:
    """Draw places whose figure is not the expected one; small cells are hidden."""
    words = visit.words
    if found.empty:
        st.markdown(silence)
        return
    headers = [words(f"quality.{name}") for name in ("indicator", *COMPARED)]
    rows = [
        [words.of(row), _indicator(visit, str(row["indicator_code"])), *_numbers(row, words)]
        for row in found.head(ROWS_SHOWN).to_dict("records")
    ]
    st.html(plain_table(caption, [words("table.area"), *headers], rows, numeric=(2, 3)))
    more_rows(found, words)


def _indicator(visit: Visit, code: str) -> str:
    """Return the name of an indicator; its code where the catalogue has none."""
    row = indicator_rows(visit.edition).get(code)
    return code if row is None else visit.words.of(row)


def _numbers(row: Row, words: Words) -> list[str]:
    """Return the figure and the expected one, or its bound; twice "hidden" for a small cell."""
    if row.get("hidden"):
        return [words("quality.hidden")] * 2
    figure, expected = (words.number(float(row[name])) for name in COMPARED)
    if row.get("kind") in ("at_most", "at_least"):
        expected = words(f"quality.{row['kind']}", number=expected)
    return [figure, expected]
