"""The exhibits of a view of the page of flows by key, for a slide: made without drawing any choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.cached.area_frames import area_row
from ui.cached.figure_frames import figures_of_place
from ui.cached.review_frames import UNITS, flow_values, flow_years
from ui.cached.visit import Visit
from ui.charts.exhibit import Makers
from ui.controls.place_choice import place_in
from ui.flows.picture import flows_exhibit
from ui.text.parameters import code_in, year_in


def flow_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the exhibits of a view's place, unit and year; none where nothing is reported."""
    place, _ = place_in(visit, query)
    unit, _ = code_in(query, "unit", UNITS, UNITS[0])
    year, _ = year_in(query, flow_years(visit.edition, place, unit))
    if year is None:
        return {}
    name = visit.words.of(area_row(visit.edition, place), "full_name")
    values = flow_values(visit.edition, place, unit, year)
    figures = figures_of_place(visit.edition, place)
    return {"flows": partial(flows_exhibit, visit, name, year, unit, values, figures)}
