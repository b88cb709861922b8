"""The rank of a place by its newest figure: among all of its kind, and among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_access.comparing.like_for_like import measured_as
from ui.cached import area_frames
from ui.cached.figure_frames import figures_of_today
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.source_lines import sources_of
from ui.summary.series import KNOWN_SHARE, AreaSeries, ranked_among
from ui.text.differences import results
from ui.text.estimates import has_estimates
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW, OF_LARGE_AREAS


@dataclass(frozen=True)
class Rank:
    """A rank from the highest value on, of ``count`` places in a year; ``among`` says which places."""

    rank: int
    count: int
    year: int
    among: str
    sources: tuple[str, ...]
    has_estimates: bool


def ranks(visit: Visit, facts: AreaFacts, series: AreaSeries | None) -> list[Rank]:
    """Return the rank among all of the place's kind, then among those of the same unit above.

    Empty where the place has no figure, or too few others have one measured alike.
    """
    if series is None or series.own.empty or facts.place.level not in ("province", "district", "commune"):
        return []
    code = str(series.indicator["code"])
    reported = dict(ranked_among(visit, facts, code))
    found = reported or _carried(visit, facts, series)
    value = float(series.own.iloc[-1]["value"])
    # Estimates of today are ranked among provinces and cities together, reported figures by kind.
    alike = facts.area["kind"] if reported else "province"
    names = {"kind": visit.words(f"cards.among_{alike}"), "siblings": _above(visit, facts)}
    return [_rank(visit, found[key], value, names[key]) for key in names if key in found and names[key]]


def _rank(visit: Visit, rows: pd.DataFrame, value: float, among: str) -> Rank:
    higher = int((rows["value"] > value).sum())
    sources = tuple(sources_of(visit, rows))
    return Rank(higher + 1, len(rows), int(rows["year"].iloc[0]), among, sources, has_estimates(rows))


def _carried(visit: Visit, facts: AreaFacts, series: AreaSeries) -> dict[str, pd.DataFrame]:
    """Return the figures of all provinces of today in the year of the newest one, with estimates."""
    if (facts.place.vintage, facts.place.level) != (NEW, "province"):
        return {}
    newest = series.own.iloc[-1].to_dict()
    every = results(figures_of_today(visit.edition, str(series.indicator["code"]), "province", None, True))
    alike = measured_as(newest, every[every["year"] == newest["year"]])
    known = len(area_frames.areas(visit.edition, "province", NEW))
    return {"kind": alike} if len(alike) >= KNOWN_SHARE * known else {}


def _above(visit: Visit, facts: AreaFacts) -> str:
    """Return the name of the unit above, "" for a place without one that is a level of its own."""
    level, code = facts.area["parent_level"], facts.area["parent_code"]
    if not isinstance(level, str) or level == "nation":
        return ""
    # Regions of today are six others than those of before; a figure of a former unit is of the latter.
    own = PlaceKey(facts.place.vintage, level, str(code))
    is_own = area_frames.is_place(visit.edition, own)
    above = own if is_own else PlaceKey(OF_LARGE_AREAS, level, str(code))
    return visit.words.of(area_frames.area_row(visit.edition, above))
