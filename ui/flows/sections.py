"""The picture of a year's flows, and under it both forms beside the newly escaped."""

from __future__ import annotations

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.flows.presented import exhibits_of_year
from ui.text.place_key import PlaceKey


def draw_sections(visit: Visit, place: PlaceKey, unit: str, year: int) -> None:
    """Draw the exhibits of a year; without every line there is no picture, and the forms name the missing."""
    made = {key: make() for key, make in exhibits_of_year(visit, place, unit, year).items()}
    picture, *others = [exhibit for exhibit in made.values() if exhibit is not None]
    if picture.is_drawn:
        show(visit, picture)
    drawn = [exhibit for exhibit in others if exhibit.is_drawn]
    for column, exhibit in zip(st.columns(max(len(drawn), 1), gap="large"), drawn, strict=False):
        with column:
            show(visit, exhibit)
    if silent := [exhibit.silence for exhibit in others if not exhibit.is_drawn]:
        st.caption(as_plain(" ".join(dict.fromkeys(silent))))
