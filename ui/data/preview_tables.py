"""What a file would change as tables: one line an indicator and year, and the totals of wholes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.text.figures import is_known
from ui.text.tables import plain_table
from vocabulary.words import Words

LINES_SHOWN, TOTALS_SHOWN = 60, 40
OPEN_AT_ONCE = 10
HEADERS = ("total_indicator", "change_year", "total_of", "change_before", "change_after")


def changes_table(changes: pd.DataFrame, words: Words) -> None:
    """Draw one line an indicator and year: how many areas, and the sum before and after."""
    if changes.empty:
        return
    headers = [
        words(f"upload_page.change_{name}") for name in ("indicator", "year", "areas", "before", "after")
    ]
    rows = [_change(row, words) for row in changes.head(LINES_SHOWN).to_dict("records")]
    caption = words(
        "upload_page.changes",
        areas=int(changes["areas"].max()),
        indicators=int(changes["indicator_code"].nunique()),
    )
    st.html(plain_table(caption, headers, rows, numeric=(1, 3, 4)))


def _change(row: Row, words: Words) -> list[str]:
    areas = words(
        "upload_page.change_counts",
        areas=int(row["areas"]),
        level=words(f"choice.{row['level']}"),
        fresh=int(row["fresh"]),
        changed=int(row["changed"]),
    )
    sums = [sum_text(row[name], words, int(row["decimals"])) for name in ("before", "after")]
    return [words.of(row), str(row["year"]), areas, *sums]


def totals_table(totals: pd.DataFrame, words: Words) -> None:
    """Draw the sums of provinces and the nation before and after, folded where they are many."""
    if totals.empty:
        return
    rows = [_total(row, words) for row in totals.head(TOTALS_SHOWN).to_dict("records")]
    headers = [words(f"upload_page.{name}") for name in HEADERS]
    with st.expander(words("upload_page.totals", count=len(totals)), expanded=len(totals) <= OPEN_AT_ONCE):
        st.html(plain_table("", headers, rows, numeric=(1, 3, 4)))
        if len(totals) > TOTALS_SHOWN:
            st.caption(words("quality.more", count=len(totals) - TOTALS_SHOWN))


def _total(row: Row, words: Words) -> list[str]:
    of = words(
        "upload_page.total_of_parts",
        level=words(f"choice.{row['level']}"),
        whole=words.of(row, "whole"),
        areas=int(row["areas_after"]),
        parts=int(row["parts"]),
    )
    return [
        words.of(row),
        str(row["year"]),
        of,
        *(sum_text(row[name], words) for name in ("before", "after")),
    ]


def sum_text(value: object, words: Words, decimals: int | None = None) -> str:
    """Return a sum as it is written, a dash where there is none."""
    if not is_known(value):
        return words("upload_page.no_sum")
    number = float(str(value))
    return words.number(number) if decimals is None else words.number(number, decimals)
