"""Where store and geometry meet: the facts of one picture, read through the kept frames."""

from __future__ import annotations

import pandas as pd

from data_access.comparing.like_for_like import set_aside
from data_access.models.money import PLANS_TOGETHER
from data_access.store.frames import Row
from geo.outlines import bounds_of, outlines
from ui.cached import area_frames, household_lists, money_frames, source_frames
from ui.cached.area_frames import codes_inside, place_row
from ui.cached.comparable_figures import national_beside
from ui.cached.editions import Edition
from ui.cached.figure_frames import (
    UnknownPicture,
    figures_of_look,
    indicator_row,
    weight_sources,
)
from ui.cached.looks import LAYERS
from ui.cached.visit import Visit
from ui.maps.map_facts import LayerFacts, MapFacts
from ui.maps.money_measures import measure_figures, measure_in, measure_row, vintage_drawn
from ui.maps.picture_address import PictureAddress
from ui.text.estimates import has_estimates
from ui.text.place_key import place_key
from vocabulary.words import Words


def map_facts(edition: Edition, wanted: PictureAddress) -> MapFacts:
    """Return what a picture needs; UnknownPicture or UnknownLayer when there is none."""
    vintages = LAYERS.get((wanted.look, wanted.level))
    if vintages is None:
        raise UnknownPicture(wanted.look, wanted.level)
    row = pictured_row(edition, wanted)
    figures = picture_figures(edition, wanted)
    drawn = [vintage for vintage in vintages if (figures["vintage"] == vintage).any()] or [vintages[0]]
    return MapFacts(
        indicator=row,
        layers={vintage: drawn_layer(edition, wanted, vintage) for vintage in drawn},
        figures=figures,
        national=_national(edition, wanted),
        sources=source_frames.sources(edition).set_index("code", drop=False),
        standards=source_frames.standards(edition).set_index("code", drop=False),
        mark=Visit(Words(wanted.language), edition).mark,
        place=place_row(edition, place_key(wanted.within)),
        weight_sources=weight_sources(edition) if has_estimates(figures) else (),
    )


def pictured_row(edition: Edition, wanted: PictureAddress) -> Row:
    """Return the row of what a picture shows, indicator or measure of money; UnknownPicture for neither."""
    measure = measure_in(wanted.indicator)
    if measure is None:
        return indicator_row(edition, wanted.indicator)
    known = {*money_frames.programmes(edition)["code"], *money_frames.plans_together(edition)}
    if measure.programme not in known:
        raise UnknownPicture(wanted.indicator)
    if measure.programme in PLANS_TOGETHER:
        return measure_row(measure, measure.last)
    vintage = vintage_drawn(wanted.look, wanted.level)
    year = household_lists.list_year(edition, wanted.level, vintage, measure.period)
    return measure_row(measure, year, household_lists.standard_of_list(edition, year))


def _national(edition: Edition, wanted: PictureAddress) -> pd.DataFrame:
    """Return the nation's figures; money of the nation is shown on its own page and not on the map."""
    if measure_in(wanted.indicator) is None:
        return national_beside(edition, wanted.indicator, wanted.look, wanted.level, wanted.estimates)
    return picture_figures(edition, wanted).head(0).assign(aside="")


def picture_figures(edition: Edition, wanted: PictureAddress) -> pd.DataFrame:
    """Return the figures of every year as the picture treats them: as reported, or restated to today.

    Those that are measured otherwise than the rest of their year are gaps (``set_aside``).
    """
    if (measure := measure_in(wanted.indicator)) is not None:
        vintage = vintage_drawn(wanted.look, wanted.level)
        return measure_figures(edition, measure, wanted.level, vintage)
    figures = figures_of_look(edition, wanted.indicator, wanted.look, wanted.level, wanted.estimates)
    return set_aside(figures)


def drawn_layer(edition: Edition, wanted: PictureAddress, vintage: str) -> LayerFacts:
    """Return the areas of a vintage that a picture draws and what its filters leave; UnknownLayer if none."""
    areas = area_frames.areas(edition, wanted.level, vintage).rename(columns={"code": "area_code"})
    inside = codes_inside(edition, vintage, wanted.level, wanted.within, wanted.area_class)
    drawing = outlines(wanted.level, vintage, within=_drawn_province(edition, wanted, vintage))
    narrowed = inside is not None and set(drawing.codes) - inside
    return LayerFacts(
        vintage=vintage,
        geometry_url=drawing.url,
        codes=drawing.codes,
        areas=areas,
        boundaries=drawing.boundaries,
        licence_note=drawing.licence_note,
        non_commercial=drawing.non_commercial,
        source_name=drawing.source_name,
        inside=inside,
        fit=bounds_of(wanted.level, vintage, frozenset(inside or ())) if narrowed and inside else None,
    )


def _drawn_province(edition: Edition, wanted: PictureAddress, vintage: str) -> str | None:
    """Return the province whose parts alone need to be sent, None for the whole country."""
    place = place_key(wanted.within)
    if place is None or wanted.level == "province":
        return None
    provinces = area_frames.provinces_holding(edition, wanted.level, vintage, place)
    return next(iter(provinces)) if len(provinces) == 1 else None
