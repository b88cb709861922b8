"""Every figure of a place by group, with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import streamlit as st

from data_access.store.frames import Row
from ui.cached.place_facts import AreaFacts
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.place.money import is_programme_money
from ui.text.figures import INDICATOR_GROUPS, is_known, status_text, text_in, value_text, years_text
from ui.text.source_citation import named_source
from ui.text.tables import Cell, SourcesCell, plain_table
from vocabulary.words import Words


def figures_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw every figure of the place by group, one row an indicator, each with its source."""
    words = visit.words
    sources = source_rows(visit.edition)
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


def _indicator_cells(rows: list[Row], indicator: Row, sources: Mapping[str, Row], words: Words) -> list[Cell]:
    """Return the cells of an indicator with one figure or more: newest figure, earlier ones, sources.

    An earlier figure of another source than the newest has that source's number behind it.
    """
    newest = rows[-1]
    codes = list(dict.fromkeys(str(row["source_code"]) for row in reversed(rows)))
    marks = {code: f"[{number}]" if len(codes) > 1 else "" for number, code in enumerate(codes, start=1)}
    earlier = [_earlier(row, indicator, marks, words) for row in reversed(rows[:-1])]
    status = status_text(newest["status"], words)
    day = words("source.as_of_short", date=words.date(newest["as_of"])) if is_known(newest["as_of"]) else ""
    return [
        words.of(indicator),
        " ".join(part for part in (years_text(newest), day) if part),
        value_text(newest, indicator, words) + (f" ({status})" if status else ""),
        "; ".join(earlier),
        SourcesCell(
            [(marks[code], named_source(sources[code], words)) for code in codes],
            text_in(newest, f"note_{words.language}"),
        ),
    ]


def _earlier(row: Row, indicator: Row, marks: Mapping[str, str], words: Words) -> str:
    mark = marks[str(row["source_code"])]
    return f"{years_text(row)}: {value_text(row, indicator, words)}" + (f" {mark}" if mark else "")
