"""Where store and geometry meet: the facts of one picture, read through the kept frames."""

from __future__ import annotations

import pandas as pd

from geo.outlines import bounds_of, outlines
from ui.cached import household_lists, money_frames, stores
from ui.cached.stores import Edition
from ui.controls.current_visit import Visit
from ui.maps.map_facts import LayerFacts, MapFacts
from ui.maps.money_measures import measure_figures, measure_in, measure_row, vintage_drawn
from ui.maps.picture_address import LAYERS, PictureAddress
from ui.text.figures import Row
from ui.text.language import Words
from ui.text.place_key import NATION, PlaceKey, place_key

# A picture as reported also receives figures of units before those it draws; it names them.
UNDRAWN = {"province": ("v2004",)}


class UnknownPicture(LookupError):
    """No such indicator, or a way to look that has no map of this level."""


def indicator_row(edition: Edition, code: str) -> Row:
    """Return an indicator's row; UnknownPicture when the store has none of that code."""
    found = stores.indicators(edition)
    rows = found[found["code"] == code].to_dict("records")
    if not rows:
        raise UnknownPicture(code)
    return rows[0]


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
        layers={vintage: _layer(edition, wanted, vintage) for vintage in drawn},
        figures=figures,
        national=_national(edition, wanted),
        sources=stores.sources(edition).set_index("code", drop=False),
        standards=stores.standards(edition).set_index("code", drop=False),
        loaded_on=loaded_on(edition),
        mark=Visit(Words(wanted.language), edition).mark,
        place=place_row(edition, place_key(wanted.within)),
    )


def pictured_row(edition: Edition, wanted: PictureAddress) -> Row:
    """Return the row of what a picture shows, indicator or measure of money; UnknownPicture for neither."""
    measure = measure_in(wanted.indicator)
    if measure is None:
        return indicator_row(edition, wanted.indicator)
    if measure.programme not in set(money_frames.programmes(edition)["code"]):
        raise UnknownPicture(wanted.indicator)
    vintage = vintage_drawn(wanted.look, wanted.level)
    return measure_row(measure, household_lists.list_year(edition, wanted.level, vintage, measure.period))


def _national(edition: Edition, wanted: PictureAddress) -> pd.DataFrame:
    """Return the nation's figures; money of the nation is told on its own page and not on the map."""
    if measure_in(wanted.indicator) is None:
        return national_figures(edition, wanted.indicator)
    return picture_figures(edition, wanted).head(0)


def place_row(edition: Edition, place: PlaceKey | None) -> Row | None:
    """Return the row of a place, None for no place or one that does not exist."""
    known = place is not None and stores.is_place(edition, place)
    return stores.area_row(edition, place) if place is not None and known else None


def picture_figures(edition: Edition, wanted: PictureAddress) -> pd.DataFrame:
    """Return the figures of every year as the picture treats them: as reported, or restated to today."""
    if (measure := measure_in(wanted.indicator)) is not None:
        vintage = vintage_drawn(wanted.look, wanted.level)
        return measure_figures(edition, measure, wanted.level, vintage)
    if wanted.look == "today":
        return stores.figures_of_today(edition, wanted.indicator, wanted.level)
    vintages = (*LAYERS.get((wanted.look, wanted.level), ()), *UNDRAWN.get(wanted.level, ()))
    return stores.figures_by_area(edition, wanted.indicator, wanted.level, vintages)


def _layer(edition: Edition, wanted: PictureAddress, vintage: str) -> LayerFacts:
    areas = stores.areas(edition, wanted.level, vintage).rename(columns={"code": "area_code"})
    inside = codes_inside(edition, wanted, vintage)
    drawing = outlines(wanted.level, vintage, within=_drawn_province(edition, wanted, vintage))
    narrowed = inside is not None and set(drawing.codes) - inside
    return LayerFacts(
        vintage=vintage,
        geometry_url=drawing.url,
        codes=drawing.codes,
        areas=areas,
        boundaries=drawing.boundaries,
        licence_note=drawing.licence_note,
        inside=inside,
        fit=bounds_of(wanted.level, vintage, frozenset(inside or ())) if narrowed and inside else None,
    )


def codes_inside(edition: Edition, wanted: PictureAddress, vintage: str) -> frozenset[str] | None:
    """Return the codes that the filters leave, None when there is no filter for this layer."""
    kept: list[frozenset[str]] = []
    place = place_key(wanted.within)
    if place is not None:
        kept.append(stores.codes_within(edition, wanted.level, vintage, place))
    if wanted.area_class:
        kept.append(stores.codes_of_class(edition, wanted.level, vintage, wanted.area_class))
    return frozenset.intersection(*kept) if kept else None


def _drawn_province(edition: Edition, wanted: PictureAddress, vintage: str) -> str | None:
    """Return the province whose parts alone need to be sent, None for the whole country."""
    place = place_key(wanted.within)
    if place is None or wanted.level == "province":
        return None
    provinces = stores.provinces_holding(edition, wanted.level, vintage, place)
    return next(iter(provinces)) if len(provinces) == 1 else None


def national_figures(edition: Edition, indicator: str) -> pd.DataFrame:
    """Return the nation's figures of an indicator, by year; empty when none was published."""
    return place_figures(edition, indicator, NATION)


def place_figures(edition: Edition, indicator: str, place: PlaceKey) -> pd.DataFrame:
    """Return the shown figures of one place, by year."""
    return stores.figures_of_area(edition, indicator, place.vintage, place.level, place.code)


def loaded_on(edition: Edition) -> str:
    """Return the ISO date of the newest load."""
    return str(stores.loads(edition)["loaded_at"].iloc[0])[:10]
