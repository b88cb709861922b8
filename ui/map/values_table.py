"""The values of the map as a table, for those who cannot see the map."""

from __future__ import annotations

import streamlit as st

from data_access.comparing.year_rows import year_rows
from ui.cached.visit import Visit
from ui.controls.source_notes import show_sources
from ui.maps.document import map_sources
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.set_aside import with_set_aside_notes
from ui.text.tables import figure_table


def values_table(visit: Visit, picture: PictureAddress, year: int | None) -> None:
    """Draw a switch and, once it is on, the values of the chosen year; nothing in a picture without years."""
    words = visit.words
    if not st.toggle(words("map.as_table"), key="map.as_table") or year is None:
        return
    facts = map_facts(visit.edition, picture)
    layer = facts.layer_of_year(year)
    areas = layer.areas[layer.areas["area_code"].isin(layer.shown)]
    rows = year_rows(areas, facts.figures, year)
    if picture.others:
        rows = with_set_aside_notes(rows, facts.indicator, facts.standards, words)
    st.html(figure_table(rows, facts.indicator, year, words))
    show_sources(map_sources(facts.figures[facts.figures["year"] == year], facts, words))
