"""Sections of the area page about the programme: what was reported of it here, and what is to be reached."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data_access.outcomes.measure_facts import newest_row
from data_access.store.frames import Row
from ui.cached import outcome_frames, target_frames
from ui.cached.catalogue_rows import indicator_rows, measure_rows
from ui.cached.place_facts import AreaFacts
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.controls.place_links import place_query
from ui.controls.site import page_of
from ui.text.outcome_words import outcome_text, when_text
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from ui.text.target_words import goal_text, period_text, standing_label, target_name
from vocabulary.words import Words

ROWS_SHOWN = 5
# What a download holds of a result and of a target.
TOLD = (
    *("measure_code", "vintage", "area_code", "breakdown", "period_from", "period_to", "value", "value_min"),
    *("value_max", "amount_vnd", "qualifier", "state", "source_code"),
)
SET = (
    *("indicator_code", "vintage", "area_code", "period_from", "period_to", "value", "value_min"),
    *("value_max", "unit", "standing", "source_code"),
)
STEPS = ("outcome", "output", "activity", "input")


def outcomes_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the first results reported of the place, outcomes before outputs, and the way to all of them."""
    exhibit = outcomes_exhibit(visit, facts)
    show(visit, exhibit)
    _link(visit, "outcomes", visit.words("area.all_outcomes", count=exhibit.of_rows), facts.place)


def outcomes_exhibit(visit: Visit, facts: AreaFacts) -> Exhibit:
    """Return the first results of a place as a table; silent where none is reported."""
    words = visit.words
    results = _results(visit, outcome_frames.outcomes_of_place(visit.edition, facts.place))
    return Exhibit(
        key="outcomes",
        title=words("page.outcomes"),
        subtitle=words.of(facts.area, "full_name"),
        sources=named_sources(visit, [str(row["source_code"]) for row in results]),
        chart=None,
        headers=[words("outcomes.col_measure"), words("outcomes.col_actual"), words("picture.year")],
        cells=[_outcome_cells(row, words, measure_rows(visit.edition)) for row in results[:ROWS_SHOWN]],
        numeric=(1,),
        data=pd.DataFrame([{name: row[name] for name in TOLD} for row in results], columns=list(TOLD)),
        silence=words("area.no_outcomes"),
        of_rows=len(results),
    )


def _results(visit: Visit, rows: pd.DataFrame) -> list[Row]:
    """Return the newest reported value of each measure, outcomes before outputs."""
    measures = measure_rows(visit.edition)
    newest = [newest_row(mine.to_dict("records")) for _, mine in rows.groupby("measure_code", sort=False)]
    found = [row for row in newest if row is not None and row["state"] == "reported"]
    return sorted(found, key=lambda row: STEPS.index(measures[str(row["measure_code"])]["kind"]))


def _outcome_cells(row: Row, words: Words, measures: Mapping[str, Row]) -> list[str]:
    measure = measures[str(row["measure_code"])]
    return [words.of(measure), outcome_text(row, measure, words), when_text(row, words)]


def targets_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the first targets of the place with their status, and the link to all of them."""
    exhibit = targets_exhibit(visit, facts)
    show(visit, exhibit)
    if exhibit.is_drawn:
        _link(visit, "targets", visit.words("area.all_targets", count=exhibit.of_rows), facts.place)


def targets_exhibit(visit: Visit, facts: AreaFacts) -> Exhibit:
    """Return the first targets of a place with their status as a table; silent where it has none."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    targets = target_frames.targets_of_place(visit.edition, facts.place, this_year(visit.edition.store))
    return Exhibit(
        key="targets",
        title=words("page.targets"),
        subtitle=words.of(facts.area, "full_name"),
        sources=named_sources(visit, codes_in(targets)),
        chart=None,
        headers=[words(f"targets.col_{name}") for name in ("target", "goal", "period", "standing")],
        cells=[_target_cells(row, indicators, words) for row in targets.head(ROWS_SHOWN).to_dict("records")],
        data=targets[list(SET)],
        silence=words("area.no_targets"),
        of_rows=len(targets),
    )


def _target_cells(row: Row, indicators: Mapping[str, Row], words: Words) -> list[str]:
    return [
        target_name(row, words),
        goal_text(row, indicators[str(row["indicator_code"])], words),
        period_text(row),
        standing_label(str(row["standing"]), words),
    ]


def _link(visit: Visit, page: str, label: str, place: PlaceKey) -> None:
    st.page_link(page_of(page, visit.words), label=as_plain(label), query_params=place_query(visit, place))
