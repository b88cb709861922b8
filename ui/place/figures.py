"""Every figure of a place by group, with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached.place_facts import AreaFacts
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import figure_sources
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.text.figures import INDICATOR_GROUPS, is_known, status_text, text_in, value_text, years_text
from ui.text.source_citation import named_source
from ui.text.tables import Cell, SourcesCell
from vocabulary.words import Words

# A slide has room for what, when and how much; earlier values and sources are on the page.
HALL_COLUMNS = (0, 1, 2)
DATA_COLUMNS = (
    *("indicator_code", "vintage", "area_code", "name_vi", "name_en", "year", "period_from"),
    *("value", "value_min", "value_max", "qualifier", "state", "status", "standard_code", "source_code"),
)

MONEY_UNIT = "billion_vnd"
# Policy credit is a balance of loans and no money of a programme.
CREDIT = "vbsp_"


def figures_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw every figure of the place by group, one row an indicator, each with its source."""
    for make in figure_makers(visit, facts).values():
        show(visit, make())
    if facts.figures.empty:
        st.markdown(as_plain(visit.words("area.no_figures")))


def figure_makers(visit: Visit, facts: AreaFacts) -> dict[str, partial[Exhibit]]:
    """Return a table for each group that the place has figures of, by key, in the order of the page."""
    present = set(facts.figures["indicator_code"])
    made: dict[str, partial[Exhibit]] = {}
    for group in INDICATOR_GROUPS:
        codes = [
            code
            for code, row in facts.indicators.items()
            if code in present and row["group"] == group and not is_programme_money(row)
        ]
        if codes:
            made[f"figures-{group}"] = partial(_group, visit, facts, group, codes)
    return made


def is_programme_money(indicator: Row) -> bool:
    """Say whether an indicator is an amount that the money of programmes covers in full."""
    return indicator["unit"] == MONEY_UNIT and not str(indicator["code"]).startswith(CREDIT)


def _group(visit: Visit, facts: AreaFacts, group: str, codes: list[str]) -> Exhibit:
    words, sources = visit.words, source_rows(visit.edition)
    own = facts.figures[facts.figures["indicator_code"].isin(codes)]
    reports: dict[str, list[Row]] = defaultdict(list)
    for report in own.to_dict("records"):
        reports[report["indicator_code"]].append(report)
    cells = [_indicator_cells(reports[code], facts.indicators[code], sources, words) for code in codes]
    years = sorted({int(year) for year in own["year"]})
    return Exhibit(
        key=f"figures-{group}",
        title=words(f"group.{group}", count=len(own)),
        subtitle=f"{words.of(facts.area, 'full_name')} · {years[0]}–{years[-1]}",
        sources=figure_sources(visit, own),
        chart=None,
        headers=[words(f"table.{name}") for name in ("indicator", "year", "value", "earlier", "source")],
        cells=cells,
        numeric=(2,),
        data=pd.DataFrame(own[[name for name in DATA_COLUMNS if name in own]]),
        of_rows=len(cells),
        hall_columns=HALL_COLUMNS,
    )


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
