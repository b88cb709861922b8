"""The exhibits of a view of the page of flows by key, for a slide: made without drawing any choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from data_access.poverty.review_forms import FORMS_OF, UNITS
from ui.cached.area_frames import area_row
from ui.cached.figure_frames import figures_of_place
from ui.cached.review_frames import flow_values, flow_years
from ui.cached.visit import Visit
from ui.charts.exhibit import Makers
from ui.controls.place_choice import place_in
from ui.flows.cards import figures_of_year
from ui.flows.form_tables import form_exhibit
from ui.flows.picture import flows_exhibit
from ui.flows.watched import watched_exhibit
from ui.text.parameters import code_in, year_in
from ui.text.place_key import PlaceKey


def flow_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the exhibits of a view's place, unit and year; none where nothing is reported."""
    place, _ = place_in(visit, query)
    unit, _ = code_in(query, "unit", UNITS, UNITS[0])
    year, _ = year_in(query, flow_years(visit.edition, place, unit))
    return {} if year is None else exhibits_of_year(visit, place, unit, year)


def exhibits_of_year(visit: Visit, place: PlaceKey, unit: str, year: int) -> Makers:
    """Return the exhibits of a place and year: the ribbons, both forms, the newly escaped."""
    name = visit.words.of(area_row(visit.edition, place), "full_name")
    values, figures = flow_values(visit.edition, place, unit, year), figures_of_place(visit.edition, place)
    own = figures_of_year(figures, unit, year)
    forms = {
        f"form-{form}": partial(form_exhibit, visit, form, f"{name} · {year}", unit, values, own)
        for form in FORMS_OF[unit]
    }
    return {
        "flows": partial(flows_exhibit, visit, name, year, unit, values, figures),
        **forms,
        "watched": partial(watched_exhibit, visit, name, figures, year),
    }
