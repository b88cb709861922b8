"""How much citizens and communes said, by kind, and how long answers take: counts alone, for everybody."""

from __future__ import annotations

import streamlit as st

from data_access.days import today
from data_access.feedback.reading import feedback_counts
from data_access.store.frames import Row
from ui.cached.editions import ask_now
from ui.cached.visit import Visit
from ui.text.figures import is_known
from ui.text.tables import plain_table
from vocabulary.words import Words

HEADERS = ("kind", "count_open", "count_answered", "median_days", "longest_open")


def feedback_counts_section(visit: Visit) -> None:
    """Draw by kind what is open and answered, with the median days to an answer and the longest wait."""
    words = visit.words
    st.subheader(words("feedback.title"), anchor=False)
    # Not kept: entries come and go without a load.
    rows = ask_now(visit.edition, lambda session: feedback_counts(session, today()))
    if rows.empty:
        st.markdown(words("feedback.none"))
        return
    headers = [words(f"feedback.{name}") for name in HEADERS]
    cells = [_cells(row, words) for row in rows.to_dict("records")]
    st.html(plain_table("", headers, cells, numeric=(1, 2, 3, 4)))
    st.caption(words("feedback.counts_note"))


def _cells(row: Row, words: Words) -> list[str]:
    days = [row[name] for name in ("median_days", "longest_open")]
    told = [words("feedback.days", count=float(one)) if is_known(one) else "–" for one in days]
    return [words(f"feedback.kind_{row['kind']}"), str(row["open"]), str(row["answered"]), *told]
