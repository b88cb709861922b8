"""The list of targets: one row each with what is to be reached, its status, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached.catalogue_rows import indicator_rows, measure_rows
from ui.cached.visit import Visit
from ui.charts.exhibit_files import data_csv
from ui.charts.source_lines import named_sources
from ui.controls import address
from ui.controls.choices import JUST_CHOSEN
from ui.controls.source_notes import show_sources_of
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table
from ui.text.target_words import goal_text, owner_text, period_text, standing_label, target_name
from vocabulary.words import Words

LIST_ROWS, TABLE_ROWS = 100, 100
COLUMNS = ("standing", "target", "area", "goal", "period", "owner", "tracked")
TAKEN_AWAY = (
    *("indicator_code", "vintage", "level", "area_code", "kind", "change_per", "change_basis", "direction"),
    *("value", "value_min", "value_max", "unit", "baseline", "qualifier", "period_from", "period_to"),
    *("standard_code", "owner_vi", "owner_en", "document", "source_code", "standing", "reason", "since"),
    *("until", "pace_min", "pace_max", "needed_min", "needed_max", "overdue"),
)


def listed(visit: Visit, targets: pd.DataFrame, measures: Mapping[str, Row]) -> pd.DataFrame:
    """Return the targets as text, one column a heading."""
    indicators = indicator_rows(visit.edition)
    rows = [_cells(row, indicators, measures, visit.words) for row in targets.to_dict("records")]
    return pd.DataFrame(rows, columns=[visit.words(f"targets.col_{name}") for name in COLUMNS])


def _cells(
    target: Row, indicators: Mapping[str, Row], measures: Mapping[str, Row], words: Words
) -> list[str]:
    overdue = f" · {words('targets.overdue_short')}" if target["overdue"] else ""
    return [
        standing_label(str(target["standing"]), words) + overdue,
        target_name(target, words),
        words.of(target),
        goal_text(target, indicators[str(target["indicator_code"])], words),
        period_text(target),
        owner_text(target, words),
        tracked_name(target, indicators, measures, words),
    ]


def tracked_name(
    target: Row, indicators: Mapping[str, Row], measures: Mapping[str, Row], words: Words
) -> str:
    """Return what shows how far a target is reached, or that nothing in the store does."""
    for column, known in (("tracked_indicator_code", indicators), ("tracked_measure_code", measures)):
        row = known.get(str(target[column]))
        if row is not None:
            return words.of(row)
    return words("targets.not_tracked")


def list_section(visit: Visit, targets: pd.DataFrame) -> None:
    """Draw the list; a click on a row opens its target. Below it the same as a plain table and a file."""
    words = visit.words
    st.subheader(words("targets.list", count=len(targets)), anchor=False)
    shown = targets.head(LIST_ROWS)
    table = listed(visit, shown, measure_rows(visit.edition))
    if len(targets) > LIST_ROWS:
        st.caption(words("targets.first_rows", shown=LIST_ROWS, count=len(targets)))
    st.dataframe(
        table,
        hide_index=True,
        on_select=_open,
        selection_mode="single-row",
        key="targets.list",
        height=min(420, 38 + 35 * max(len(table), 1)),
    )
    show_sources_of(visit, codes_in(shown))
    st.session_state["targets.keys"] = shown["key"].tolist()
    with st.expander(words("exhibit.as_table")):
        st.html(plain_table("", list(table.columns), table.head(TABLE_ROWS).to_numpy().tolist()))
        show_sources_of(visit, codes_in(shown.head(TABLE_ROWS)))
    st.download_button(
        words("exhibit.csv"),
        lambda: data_csv(targets[list(TAKEN_AWAY)], (), (), named_sources(visit, codes_in(targets))),
        file_name="targets.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def _open() -> None:
    chosen = st.session_state["targets.list"]["selection"]["rows"]
    if chosen:
        address.write({"target": st.session_state["targets.keys"][chosen[0]]})
        st.session_state[JUST_CHOSEN] = True
