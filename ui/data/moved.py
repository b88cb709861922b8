"""How a store changed since a preview was shown: the lines that differ side by side, and each figure."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.loads import Preview
from data_access.loads.opened import differing_lines
from data_access.store.frames import Row
from ui.cached import source_frames
from ui.cached.editions import Edition
from ui.controls.notices import as_plain
from ui.data.changed import HEADERS as CHANGED_HEADERS
from ui.data.changed_cells import cells_of
from ui.data.preview_tables import sum_text
from ui.text.figures import is_known
from ui.text.tables import plain_table
from vocabulary.words import Words

SHOWN = 60
HEADERS = ("thing", "year", "of", "shown", "now")


def moved_section(edition: Edition, shown: Preview, now: Preview, rows: pd.DataFrame, words: Words) -> None:
    """Draw what a preview said, what it says now, and the figures that are shown otherwise since.

    ``rows`` are those things of the file that changed, in the columns of ``changed_rows``.
    """
    with st.container(border=True, key="moved"):
        st.markdown(f"**{words('moved.title')}**")
        if shown.superseded != now.superseded:
            key = "moved.supersedes" if now.superseded else "moved.supersedes_nothing"
            st.markdown(as_plain(words(key, number=str(now.superseded))))
        _lines(differing_lines(shown, now), words)
        _figures(edition, rows, words)


def _lines(lines: pd.DataFrame, words: Words) -> None:
    if lines.empty:
        return
    headers = [words(f"moved.{name}") for name in HEADERS]
    rows = [_line(row, words) for row in lines.head(SHOWN).to_dict("records")]
    st.html(plain_table(words("moved.lines", count=len(lines)), headers, rows, numeric=(1,)))


def _line(row: Row, words: Words) -> list[str]:
    is_total = "whole_vi" in row and is_known(row["whole_vi"])
    of = words.of(row, "whole") if is_total else words(f"choice.{row['level']}")
    return [words.of(row), str(row["year"]), of, *(_side(row, side, words) for side in ("shown", "now"))]


def _side(row: Row, side: str, words: Words) -> str:
    """Return "1.200 → 1.150", with how many places are new and how many change where that is said."""
    sums = [sum_text(row[f"{name}_{side}"], words) for name in ("before", "after")]
    parts = [" → ".join(sums)] if sums != [words("upload_page.no_sum")] * 2 else []
    if is_known(row.get(f"fresh_{side}")):
        counts = {name: int(row[f"{name}_{side}"]) for name in ("fresh", "changed")}
        parts.append(words("moved.counts", **counts))
    return "; ".join(parts) or words("upload_page.no_sum")


def _figures(edition: Edition, rows: pd.DataFrame, words: Words) -> None:
    if rows.empty:
        return
    titles = {row["code"]: row["title"] for row in source_frames.sources(edition).to_dict("records")}
    cells = [cells_of(row, titles, words) for row in rows.head(SHOWN).to_dict("records")]
    headers = [words(f"changed.{name}") for name in CHANGED_HEADERS]
    st.html(plain_table(words("moved.figures", count=len(rows)), headers, cells, (4, 5)))
