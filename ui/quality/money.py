"""The quality page on money: where more was paid out than assigned and carried over."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.quality.choices import ReviewedAreas
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.text.amounts import amount_text
from ui.text.place_key import NATION
from ui.text.tables import plain_table
from vocabulary.words import Words


def overspending_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw the purses of the areas and of the nation from which more was paid out than they had."""
    words = visit.words
    st.subheader(words("quality.overspent"), anchor=False)
    st.markdown(words("quality.overspent_rule"))
    places = dict.fromkeys(((NATION.vintage, NATION.level), (reviewed.vintage, reviewed.level)))
    found = pd.concat(
        [quality_frames.overspent(visit.edition, *areas, reviewed.year) for areas in places],
        ignore_index=True,
    )
    if found.empty:
        st.markdown(words("quality.overspent_none", year=str(reviewed.year)))
        return
    headers = [words("table.area"), *(words(f"quality.{name}") for name in ("purse", "disbursed", "allowed"))]
    rows = [_cells(row, words) for row in found.head(ROWS_SHOWN).to_dict("records")]
    st.html(plain_table(words("quality.overspent_count", count=len(found)), headers, rows, numeric=(2, 3)))
    more_rows(found, words)


def _cells(row: Row, words: Words) -> list[str]:
    scope = words(f"choice.{row['scope']}")
    purpose = row[f"purpose_{words.language}"]
    parts = [purpose if isinstance(purpose, str) else scope, words(f"choice.{row['fund']}")]
    if row["period_from"] != row["period_to"]:
        parts.append(f"{row['period_from']}–{row['period_to']}")
    amounts = [amount_text(int(row[f"{name}_vnd"]), words) for name in ("disbursed", "allowed")]
    return [words.of(row), "; ".join(parts), *amounts]
