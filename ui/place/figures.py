"""Every figure of a place by group, with its source."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import source_frames
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.place.money import is_programme_money
from ui.text.figures import INDICATOR_GROUPS, status_text, text_in, value_text, years_text
from ui.text.source_citation import source_citation
from ui.text.tables import plain_table
from vocabulary.words import Words


def figures_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw every figure of the place by group, one row an indicator, each with its source."""
    words = visit.words
    sources = source_frames.sources(visit.edition).set_index("code", drop=False)
    headers = [words(f"table.{name}") for name in ("indicator", "year", "value", "earlier", "source")]
    reports: dict[str, list[Row]] = defaultdict(list)
    for report in facts.figures.to_dict("records"):
        reports[report["indicator_code"]].append(report)
    for group in INDICATOR_GROUPS:
        codes = [
            code
            for code, row in facts.indicators.items()
            if row["group"] == group and not is_programme_money(row)
        ]
        own = {code: reports[code] for code in codes if code in reports}
        rows = [_indicator_cells(own[code], facts.indicators[code], sources, words) for code in own]
        if rows:
            count = sum(map(len, own.values()))
            with st.expander(words(f"group.{group}", count=count), expanded=group != "context"):
                st.html(plain_table("", headers, rows, numeric=(2,)))
    if facts.figures.empty:
        st.markdown(as_plain(words("area.no_figures")))


def _indicator_cells(rows: list[Row], indicator: Row, sources: pd.DataFrame, words: Words) -> list[str]:
    """Return the cells of an indicator with one figure or more: newest figure, earlier ones, source."""
    newest = rows[-1]
    earlier = [f"{years_text(row)}: {value_text(row, indicator, words)}" for row in reversed(rows[:-1])]
    status = status_text(newest["status"], words)
    source = source_citation(sources.loc[newest["source_code"]], words)
    return [
        words.of(indicator),
        years_text(newest),
        value_text(newest, indicator, words) + (f" ({status})" if status else ""),
        "; ".join(earlier),
        ". ".join(part for part in (source, text_in(newest, f"note_{words.language}")) if part),
    ]
