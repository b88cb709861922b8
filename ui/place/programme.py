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
from ui.controls.notices import as_plain
from ui.controls.place_links import place_query
from ui.controls.site import page_of
from ui.controls.source_notes import show_sources_of
from ui.text.outcome_words import outcome_text, when_text
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table
from ui.text.target_words import goal_text, period_text, standing_label, target_name
from vocabulary.words import Words

ROWS_SHOWN = 5
STEPS = ("outcome", "output", "activity", "input")


def outcomes_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the first results reported of the place, outcomes before outputs, and the way to all of them."""
    words, place = visit.words, facts.place
    st.subheader(words("page.outcomes"), anchor=False)
    rows = outcome_frames.outcomes_of_place(visit.edition, place)
    results = _results(visit, rows)
    cells = [_outcome_cells(row, words, measure_rows(visit.edition)) for row in results]
    if cells:
        headers = [words("outcomes.col_measure"), words("outcomes.col_actual"), words("picture.year")]
        st.html(plain_table("", headers, cells[:ROWS_SHOWN], numeric=(1,)))
        show_sources_of(visit, [str(row["source_code"]) for row in results[:ROWS_SHOWN]])
    else:
        st.markdown(words("area.no_outcomes"))
    _link(visit, "outcomes", words("area.all_outcomes", count=len(cells)), place)


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
    words, place = visit.words, facts.place
    st.subheader(words("page.targets"), anchor=False)
    targets = target_frames.targets_of_place(visit.edition, place, this_year(visit.edition.store))
    if targets.empty:
        st.markdown(words("area.no_targets"))
        return
    indicators = indicator_rows(visit.edition)
    cells = [
        [
            target_name(row, words),
            goal_text(row, indicators[str(row["indicator_code"])], words),
            period_text(row),
            standing_label(str(row["standing"]), words),
        ]
        for row in targets.head(ROWS_SHOWN).to_dict("records")
    ]
    headers = [words(f"targets.col_{name}") for name in ("target", "goal", "period", "standing")]
    st.html(plain_table("", headers, cells))
    show_sources_of(visit, codes_in(targets.head(ROWS_SHOWN)))
    _link(visit, "targets", words("area.all_targets", count=len(targets)), place)


def _link(visit: Visit, page: str, label: str, place: PlaceKey) -> None:
    st.page_link(page_of(page, visit.words), label=as_plain(label), query_params=place_query(visit, place))
