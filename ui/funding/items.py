"""Who got what by which decision, and how money is made up: items, counterpart, carry-over, in kind."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.item_list import STAGES, items_exhibit
from ui.funding.make_up import (
    carried_over_exhibit,
    counterpart_exhibit,
    fragmentation_exhibit,
    in_kind_exhibit,
)
from ui.money.funding_choice import FundingChoice


def items_section(visit: Visit, chosen: FundingChoice, row: DeltaGenerator) -> None:
    """Draw the section: the public table on one side, the make-up of the money on the other."""
    words = visit.words
    if chosen.period is None:
        st.info(words("funding.nothing_listed"))
        return
    with row:
        stage, bad_parameter = choices.coded_segments(
            words("funding.stage"), "stage", STAGES, lambda code: words(f"stage.{code}"), STAGES[0]
        )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    left, right = st.columns((0.66, 0.34), gap="large")
    with left:
        show(visit, items_exhibit(visit, chosen, stage))
    with right:
        _make_up(visit, [made(visit, chosen) for made in MAKE_UP.values()])


# By the key of the exhibit.
MAKE_UP = {
    "items-fragmentation": fragmentation_exhibit,
    "items-counterpart": counterpart_exhibit,
    "items-carried-over": carried_over_exhibit,
    "items-in-kind": in_kind_exhibit,
}


def _make_up(visit: Visit, exhibits: Sequence[Exhibit]) -> None:
    """Draw what is known of how the money is made up, each with its rule; then what is not known of it."""
    for exhibit in exhibits:
        if exhibit.is_drawn:
            show(visit, exhibit)
    if silent := [exhibit.silence for exhibit in exhibits if not exhibit.is_drawn]:
        st.caption(as_plain(" ".join(silent)))
