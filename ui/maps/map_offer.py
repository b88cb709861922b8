"""What a map can show: looks and levels with outlines, indicators and years with figures, places, classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from data_access.comparing.covered_years import known_in_both, newest_covered
from data_access.comparing.like_for_like import set_aside
from geo.layers import UnknownLayer, layer
from ui.cached import area_frames, figure_frames
from ui.cached.area_frames import codes_inside
from ui.cached.comparable_figures import merger_rates, merger_years
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.looks import LAYERS, LOOKS, Look, Scope
from ui.cached.shared_frames import shared_value
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW, OLD

# The explorer opens with the first of these that has figures of most provinces.
FIRST_INDICATORS = ("survey_income_poverty_rate", "poor_household_rate")
SECOND_INDICATORS = ("poor_household_rate_ethnic_minority", "monthly_income_per_capita_mean")
MANY_PROVINCES = 30


class MapOffer(Protocol):
    """What the address of a map is read against."""

    @property
    def store(self) -> str:
        """The code of the store."""

    @property
    def scopes(self) -> Sequence[Scope]:
        """The ways to look and levels that have outlines, the default first."""

    @property
    def indicators(self) -> Sequence[str]:
        """Every indicator, in the catalogue's order."""

    @property
    def with_figures(self) -> Sequence[str]:
        """The indicators with a figure of any level, in the catalogue's order."""

    def mappable(self, look: Look, level: str) -> Sequence[str]:
        """Return the indicators with a figure of a level, in the catalogue's order."""

    def years(self, indicator: str, look: Look, level: str) -> Sequence[int]:
        """Return the years in which an indicator has a figure of a level, rising."""

    def merger_rates(self, level: str) -> Sequence[str]:
        """Return the rates that may be known before and after the merger, in the catalogue's order."""

    def merger_years(self, indicator: str, level: str) -> Sequence[int]:
        """Return the years of an indicator that may be compared before and after the merger, rising."""

    def default_year(self, picture: PictureAddress) -> int | None:
        """Return the newest year in which at least half of the areas have a figure, else that with most."""

    def area_classes(self, look: Look, level: str) -> Sequence[str]:
        """Return the classes of areas with known members at a level."""

    def is_place(self, place: PlaceKey) -> bool:
        """Say whether there is such a place."""

    def is_left(self, picture: PictureAddress, place: PlaceKey) -> bool:
        """Say whether the filters of a picture leave a place."""

    def first_explored(self) -> str:
        """Return the indicator that the explorer opens with, "" when there is none."""

    def first_second(self, indicator: str) -> str:
        """Return the second indicator that the explorer sets beside one."""


@dataclass(frozen=True)
class StoreOffer:
    """What an edition of a store and the layers on this machine offer."""

    edition: Edition

    @property
    def store(self) -> str:
        """The code of the store."""
        return self.edition.store

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The ways to look and levels with geometry for every vintage that they draw."""
        return drawable_scopes()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator, in the catalogue's order."""
        return _every_indicator(self.edition)

    @property
    def with_figures(self) -> tuple[str, ...]:
        """The indicators with a figure of any level, in the catalogue's order."""
        return _with_figures(self.edition)

    def mappable(self, look: Look, level: str) -> tuple[str, ...]:
        """Return the indicators with a figure of a level, or of one that could be restated to it."""
        return tuple(_years_mapped(self.edition, look, level))

    def years(self, indicator: str, look: Look, level: str) -> tuple[int, ...]:
        """Return the years in which an indicator has a figure of a level, rising."""
        return _years_mapped(self.edition, look, level).get(indicator, ())

    def merger_rates(self, level: str) -> tuple[str, ...]:
        """Return the rates that may be known before and after the merger, in the catalogue's order."""
        return merger_rates(self.edition, level)

    def merger_years(self, indicator: str, level: str) -> tuple[int, ...]:
        """Return the years of an indicator that may be compared before and after the merger, rising."""
        return merger_years(self.edition, indicator, level)

    def default_year(self, picture: PictureAddress) -> int | None:
        """Return the newest year in which at least half of the areas have a figure, else that with most.

        Of two indicators an area needs both; None where there are no figures at all.
        """
        plain = PictureAddress(
            picture.indicator, picture.level, picture.look, second=picture.second, estimates=picture.estimates
        )
        return _default_year(self.edition, plain)

    def area_classes(self, look: Look, level: str) -> list[str]:
        """Return the classes of areas with known members at a level, by code."""
        return sorted(set(class_members(self.edition, look, level)["class_code"]))

    def is_place(self, place: PlaceKey) -> bool:
        """Say whether there is such a place."""
        return area_frames.is_place(self.edition, place)

    def is_left(self, picture: PictureAddress, place: PlaceKey) -> bool:
        """Say whether the filters of a picture leave a place."""
        inside = codes_inside(self.edition, place.vintage, picture.level, picture.within, picture.area_class)
        return inside is None or place.code in inside

    def first_explored(self) -> str:
        """Return the first of FIRST_INDICATORS with figures of most provinces, else the first with any."""
        known, provinces = self.with_figures, set(self._well_covered()["indicator_code"])
        best = [code for code in FIRST_INDICATORS if code in provinces]
        return next(iter([*best, *(code for code in FIRST_INDICATORS if code in known), *known]), "")

    def first_second(self, indicator: str) -> str:
        """Return one of SECOND_INDICATORS, else the one most often known for the same provinces and years."""
        provinces = self._well_covered()
        years = set(provinces.loc[provinces["indicator_code"] == indicator, "year"])
        alike = provinces[provinces["year"].isin(years) & (provinces["indicator_code"] != indicator)]
        shared = alike["indicator_code"].value_counts()
        best = _in_order(self.edition, shared.index[shared == shared.max()])
        preferred = [code for code in SECOND_INDICATORS if code in shared.index]
        return next(iter([*preferred, *best]), indicator)

    def _well_covered(self) -> pd.DataFrame:
        coverage = figure_frames.coverage(self.edition)
        return coverage[(coverage["level"] == "province") & (coverage["areas"] >= MANY_PROVINCES)]


@shared_value(FRAMES_KEPT)
def _years_mapped(edition: Edition, look: Look, level: str) -> Mapping[str, tuple[int, ...]]:
    """Return the years with a figure of a level by indicator, in the catalogue's order; never changed."""
    coverage = figure_frames.coverage(edition)
    vintages = (OLD, NEW) if look == "today" else LAYERS[look, level]
    rows = coverage[(coverage["level"] == level) & coverage["vintage"].isin(vintages)]
    years = {
        str(code): tuple(sorted({int(year) for year in found}))
        for code, found in rows.groupby("indicator_code")["year"]
    }
    return {code: years[code] for code in _in_order(edition, years)}


@shared_value(FRAMES_KEPT)
def _default_year(edition: Edition, picture: PictureAddress) -> int | None:
    vintages = LAYERS[picture.look, picture.level]
    scope = picture.look, picture.level
    if picture.second:
        first, second = (
            set_aside(figure_frames.figures_of_look(edition, indicator, *scope))
            for indicator in (picture.indicator, picture.second)
        )
        figures = known_in_both(first, second)
    else:
        figures = set_aside(
            figure_frames.figures_of_look(edition, picture.indicator, *scope, picture.estimates)
        )
    areas = {vintage: len(area_frames.areas(edition, picture.level, vintage)) for vintage in vintages}
    return newest_covered(figures, areas)


@shared_value(FRAMES_KEPT)
def _with_figures(edition: Edition) -> tuple[str, ...]:
    return _in_order(edition, figure_frames.coverage(edition)["indicator_code"])


@shared_value(FRAMES_KEPT)
def _every_indicator(edition: Edition) -> tuple[str, ...]:
    return tuple(str(code) for code in figure_frames.indicators(edition)["code"])


def _in_order(edition: Edition, codes: Iterable[str]) -> tuple[str, ...]:
    """Return some indicators in the catalogue's order."""
    known = set(codes)
    return tuple(code for code in _every_indicator(edition) if code in known)


def scopes_with_figures(edition: Edition, picture: PictureAddress) -> list[Scope]:
    """Return the boundaries and levels at which any indicator has a figure, and those of a picture."""
    offer, shown = StoreOffer(edition), (picture.look, picture.level)
    return [scope for scope in offer.scopes if scope == shown or offer.mappable(*scope)]


def drawable_scopes() -> tuple[Scope, ...]:
    """Return the looks and levels with geometry for every vintage that they draw, the default first."""
    return tuple((look_named(look), level) for look, level in LAYERS if _has_layers(look, level))


def class_members(edition: Edition, look: Look, level: str) -> pd.DataFrame:
    """Return the known members, drawn at a level, of the official lists of areas."""
    known, vintages = area_frames.area_classes(edition), LAYERS[look, level]
    return known[(known["level"] == level) & known["vintage"].isin(vintages) & known["code"].notna()]


def look_named(code: str) -> Look:
    """Return a way to look by its code, which is a known one."""
    return next(known for known in LOOKS if known == code)


def _has_layers(look: str, level: str) -> bool:
    """Say whether there is geometry for every vintage that a way to look draws at a level."""
    try:
        return all(layer(level, vintage) for vintage in LAYERS[look, level])
    except UnknownLayer:
        return False
