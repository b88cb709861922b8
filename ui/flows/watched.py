"""Newly escaped households by their year of watch, which lasts three years."""

from __future__ import annotations

import pandas as pd

from data_access.poverty.review_forms import ESCAPED
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.text.source_citation import codes_in

WATCH_YEARS = 3


def watched_exhibit(visit: Visit, place: str, figures: pd.DataFrame, year: int) -> Exhibit:
    """Return the newly escaped by year of watch: those of the year and of the two before; one alone large."""
    words = visit.words
    escaped = figures[(figures["indicator_code"] == ESCAPED) & figures["value"].notna()]
    counts = dict(zip(escaped["year"].astype(int), escaped["value"], strict=True))
    years = [year - back for back in range(WATCH_YEARS)]
    told = escaped[escaped["year"].isin(years)]
    cells = [
        [words("flows.watch_year", number=str(number)), str(one), words.number(int(counts[one]))]
        for number, one in enumerate(years, start=1)
        if one in counts
    ]
    missing = [str(one) for one in years if one not in counts]
    notes = [words("flows.watched_missing", years=", ".join(missing))] if missing else []
    is_single = len(cells) == 1
    return Exhibit(
        key="watched",
        title=words("flows.watched"),
        subtitle=f"{place} · {words('flows.households').lower()}",
        sources=named_sources(visit, codes_in(told), told),
        chart=None,
        headers=[words("flows.watch"), words("flows.escaped_in"), words("flows.households")],
        cells=cells,
        numeric=(2,),
        data=told[["indicator_code", "year", "value", "qualifier", "state", "source_code"]],
        silence=words("flows.no_watched"),
        sentence=" ".join([*notes, words("flows.watch_rule")]),
        of_rows=0 if is_single else len(cells),
        numbers=[(f"{cells[0][0]} · {cells[0][1]}", cells[0][2])] if is_single else (),
    )
