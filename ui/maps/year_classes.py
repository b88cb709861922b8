"""The classes of each year of a picture, and which years' values they are made of. Rule: decision 0031."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.comparing.covered_years import COVERED_SHARE
from data_access.comparing.like_for_like import measured_by
from data_access.comparing.prices import is_in_current_prices
from data_access.store.frames import Row
from geo.classification import Classes, classify
from ui.maps.class_choice import CHOSEN
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.picture_address import PictureAddress
from vocabulary.words import Words

MEASURE = ["standard_code", "source_kind"]


@dataclass(frozen=True)
class YearClasses:
    """The classes of a year, and the years whose values they are made of.

    ``is_own`` where values of other years may not be among them though all years were to have the same;
    ``is_priced`` where they are amounts in the prices of their year.
    """

    classes: Classes
    years: tuple[int, ...]
    is_own: bool = False
    is_priced: bool = False


def classes_by_year(wanted: PictureAddress, facts: MapFacts, painting: Painting) -> Mapping[int, YearClasses]:
    """Return the classes of each year: the same for the years of one standard unless asked otherwise.

    Those years count in which at least half of the areas shown have a value; where none has, all of them.
    Amounts of money have classes of each year alone: prices change. Chosen breaks hold for all years.
    Both sides of the merger have classes of the values of both.
    """
    years = [int(year) for year in facts.figures["year"].unique()]
    if painting.classes is not None:
        return {year: YearClasses(painting.classes, tuple(years)) for year in years}
    drawn = pd.concat([drawn_values(side) for side in _sides(facts)])
    if wanted.each_year or is_of_current_prices(facts.indicator, wanted):
        parts = [(year, [year]) for year in years]
    else:
        parts = _years_alike(drawn, facts)
    decimals = int(drawn["decimals"].max()) if len(drawn) else 0
    found = {}
    for year, basis in parts:
        values = list(drawn.loc[drawn["year"].isin(basis), "value"])
        classes = classify(values, wanted.scheme, wanted.count, decimals=decimals, breaks=wanted.breaks)
        is_own = not wanted.each_year and is_of_current_prices(facts.indicator, wanted)
        found[year] = YearClasses(classes, tuple(basis), is_own, is_in_current_prices(facts.indicator))
    return found


def _sides(facts: MapFacts) -> list[MapFacts]:
    """Return the facts whose values share classes: of one picture, or of both sides of the merger."""
    return [facts] if facts.beside is None else [facts, facts.beside]


def is_of_current_prices(indicator: Row, wanted: PictureAddress) -> bool:
    """Say whether values of different years may not be pooled, being amounts in the prices of their year."""
    return is_in_current_prices(indicator) and wanted.scheme != CHOSEN


def drawn_values(facts: MapFacts) -> pd.DataFrame:
    """Return the figures with a value of the areas that each year draws."""
    figures = facts.figures[facts.figures["value"].notna()]
    parts = [
        rows[(rows["vintage"] == layer.vintage) & rows["area_code"].isin(layer.shown)]
        for key, rows in figures.groupby("year")
        for layer in [facts.layer_of_year(int(str(key)))]
    ]
    return pd.concat(parts) if parts else figures


def _years_alike(drawn: pd.DataFrame, facts: MapFacts) -> list[tuple[int, list[int]]]:
    """Return each year with those whose values make its classes."""
    measures = pd.concat([drawn["year"], measured_by(drawn)[MEASURE]], axis="columns")
    by_year = measures.drop_duplicates("year").groupby(MEASURE, dropna=False)["year"].apply(list)
    counts = drawn["year"].value_counts()
    covered = {
        int(str(year))
        for year, count in counts.items()
        if count >= COVERED_SHARE * _areas_shown(facts, int(str(year)))
    }
    return [
        (year, [one for one in years if one in covered] or sorted(years))
        for years in by_year
        for year in years
    ]


def _areas_shown(facts: MapFacts, year: int) -> int:
    """Return how many areas are shown in a year, of both sides of the merger together."""
    return sum(len(side.layer_of_year(year).shown) for side in _sides(facts))


def legend_note(
    year: int,
    made: YearClasses | None,
    values: Sequence[float | None],
    wanted: PictureAddress,
    words: Words,
) -> str:
    """Return why classes are not what the method says of a year: pooled years, ties or prices; else ""."""
    if made is None or not len(made.classes):
        return ""
    if made.is_own:
        return words("legend.own_year")
    if made.is_priced and wanted.scheme == CHOSEN:
        return words("legend.current_prices")
    if wanted.scheme != "quantile":
        return ""
    if made.years != (year,):
        return words("legend.over_years", years=_span(made.years))
    counts = Counter(made.classes.of(value) for value in values if value is not None)
    is_even = len(counts) == wanted.count and max(counts.values()) - min(counts.values()) <= 1
    return "" if is_even else words("legend.ties")


def _span(years: Sequence[int]) -> str:
    """Return the first and the last of some years: 2016–2021."""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
