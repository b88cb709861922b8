"""Money as it was reported, row by row: of the place in every period, and what is not the programme's own."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access.money.money_question import MoneyQuestion
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.funding.tables import for_readers, reported_cells, reported_headers
from ui.money.funding_choice import FundingChoice, place_name
from ui.text.source_citation import codes_in
from vocabulary.vintages import OF_LARGE_AREAS

OTHER_SCOPES = ("own_budget", "wider", "three_programmes")
THE_THREE = (OF_LARGE_AREAS, "group", "three-ntps")
# More rows are not read one by one: they are in the list of items.
FEW = 40


def reported_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit | None:
    """Return every row reported of the place; None of none, and of more than can be read."""
    every = replace(chosen, project=None, fund=None)
    rows = money_frames.rows(visit.edition, every.question(of_period=False))
    if rows.empty or len(rows) > FEW:
        return None
    title = visit.words("funding.title_reported")
    return _exhibit(visit, chosen, "funding-reported", title, rows)


def other_exhibit(visit: Visit, chosen: FundingChoice, scope: str) -> Exhibit | None:
    """Return the money of another scope, under its own name; None where there is none."""
    words = visit.words
    at = (chosen.place.vintage, chosen.place.level, chosen.place.code)
    if scope == "three_programmes" and chosen.place.level == "nation":
        at = THE_THREE
    rows = money_frames.rows(visit.edition, MoneyQuestion(*at, scope=scope))
    if rows.empty:
        return None
    exhibit = _exhibit(visit, chosen, key_of(scope), words(f"scope.{scope}_title"), rows)
    return replace(exhibit, sentence=words(f"scope.{scope}_note"))


def key_of(scope: str) -> str:
    """Return the key of the exhibit of a scope."""
    return f"funding-{scope.replace('_', '-')}"


def _exhibit(visit: Visit, chosen: FundingChoice, key: str, title: str, rows: pd.DataFrame) -> Exhibit:
    words = visit.words
    return Exhibit(
        key=key,
        title=title,
        subtitle=" · ".join([place_name(visit, chosen.place), words("funding.unit")]),
        sources=named_sources(visit, codes_in(rows)),
        chart=None,
        headers=reported_headers(words),
        cells=reported_cells(visit, rows.head(FEW)),
        of_rows=len(rows),
        hall_columns=range(6),
        numeric=(4,),
        data=for_readers(rows),
    )
