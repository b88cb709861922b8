"""Planned, assigned, disbursed: of the period, by project, by fund, by year; and all reports of the place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.cached.project_reach import project_reach
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.place_stages import by_place
from ui.funding.reported import OTHER_SCOPES, other_exhibit, reported_exhibit
from ui.funding.stage_exhibits import by_fund, by_programme, by_project, by_year, of_period
from ui.money.funding_choice import FundingChoice

# So few reports are shown at once.
AT_ONCE = 6
# As high as so many amounts are title and sources of an exhibit.
ROWS_OF_HEAD = 8


def stages_section(visit: Visit, chosen: FundingChoice, _: DeltaGenerator) -> None:
    """Draw the section: charts where there is something to draw, then what was reported row by row."""
    if chosen.period is not None:
        by_part = by_programme if chosen.is_plan_together else by_project
        made = [make(visit, chosen) for make in (of_period, by_fund, by_part, by_year, by_place)]
        _show_drawn(visit, made[1:] if _is_said_by_card(made[0]) else made)
        _not_applicable(visit, chosen)
    _reported(visit, chosen)
    _other_money(visit, chosen)


def _show_drawn(visit: Visit, exhibits: Sequence[Exhibit]) -> None:
    """Draw the exhibits that there are in two columns; of the others one line says why there are none."""
    columns, filled = st.columns(2, gap="large"), [0, 0]
    for exhibit in exhibits:
        if exhibit.is_drawn:
            shorter = filled.index(min(filled))
            filled[shorter] += ROWS_OF_HEAD + len(exhibit.table())
            with columns[shorter]:
                show(visit, exhibit)
    if silent := [exhibit.silence for exhibit in exhibits if not exhibit.is_drawn]:
        st.caption(as_plain(" ".join(silent)))


def _is_said_by_card(of_the_period: Exhibit) -> bool:
    """Whether the period has one amount alone: the card above says it, with its stage and period."""
    return len(of_the_period.numbers) == 1


def _not_applicable(visit: Visit, chosen: FundingChoice) -> None:
    """Say which projects do not apply here: that is neither zero nor unreported."""
    words = visit.words
    reach = project_reach(visit.edition, chosen.programme, chosen.place)
    without = sorted(code for code, applies in reach.items() if applies is False)
    if without:
        st.markdown(as_plain(words("funding.not_applicable", projects=words.listed(without))))


def _reported(visit: Visit, chosen: FundingChoice) -> None:
    """Draw what is reported of the place in every period, folded unless there is little of it."""
    exhibit = reported_exhibit(visit, chosen)
    if exhibit is not None:
        count = exhibit.of_rows
        with st.expander(visit.words("funding.every_row", count=count), expanded=count <= AT_ONCE):
            show(visit, exhibit)


def _other_money(visit: Visit, chosen: FundingChoice) -> None:
    """Draw money that is not this programme's own, apart and under its own name."""
    words = visit.words
    for scope in OTHER_SCOPES:
        exhibit = other_exhibit(visit, chosen, scope)
        if exhibit is not None:
            label = words(f"scope.{scope}", count=exhibit.of_rows)
            with st.expander(label, expanded=scope == "own_budget"):
                show(visit, exhibit)
