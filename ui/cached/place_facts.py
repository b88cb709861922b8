"""Everything the store knows about one place, as the area page needs it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from data_access.models.figure import RESULTS
from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.text.place_key import PlaceKey
from vocabulary.vintages import vintage_above

# Places of which all that is known stays at hand.
PLACES_KEPT = 128
# In this order a page looks for the figure that says how poor a place is.
POVERTY = (
    "poor_household_rate",
    "multidimensional_poverty_rate",
    "survey_multidimensional_poverty_rate",
    "survey_income_poverty_rate",
)


@dataclass(frozen=True)
class AreaFacts:
    """One place: its row, those above it (nearest first), its classes, lineage, indicators, figures."""

    place: PlaceKey
    area: Row
    above: tuple[Row, ...]
    classes: tuple[str, ...]
    lineage: pd.DataFrame
    indicators: Mapping[str, Row]
    figures: pd.DataFrame

    def figures_of(self, indicator: str) -> pd.DataFrame:
        """Return the place's results of an indicator that have a number, by year."""
        own = self._results.get(indicator)
        return self.figures.head(0).reset_index(drop=True) if own is None else own.copy(deep=False)

    @cached_property
    def _results(self) -> Mapping[str, pd.DataFrame]:
        """The results that have a number, by indicator: a page asks for many of them, several times each."""
        known = self.figures["value"].notna() & self.figures["status"].isin(RESULTS)
        groups = self.figures[known].groupby("indicator_code", sort=False)
        return {str(code): rows.reset_index(drop=True) for code, rows in groups}

    def first_with(self, indicators: Sequence[str], count: int) -> str | None:
        """Return the first indicator that has at least ``count`` results here."""
        return next((code for code in indicators if len(self._results.get(code, ())) >= count), None)

    def newest(self, indicators: Sequence[str]) -> Row | None:
        """Return the newest result of the first indicator that has any."""
        code = self.first_with(indicators, 1)
        return None if code is None else self.figures_of(code).iloc[-1].to_dict()

    def indicator_of_newest(self, indicators: Sequence[str]) -> Row | None:
        """Return the indicator that ``newest`` speaks of."""
        code = self.first_with(indicators, 1)
        return None if code is None else self.indicators[code]

    def successors(self) -> list[dict[Hashable, Any]]:
        """Return the units the place went into, one row each."""
        return self.lineage[self.lineage["direction"] == "successor"].to_dict("records")

    def predecessors(self) -> list[dict[Hashable, Any]]:
        """Return the units that went into the place, one row each."""
        return self.lineage[self.lineage["direction"] == "predecessor"].to_dict("records")

    def peers(self, visit: Visit) -> dict[str, frozenset[str]]:
        """Return the codes of the place's siblings and of all areas of its level and kind."""
        areas = area_frames.areas(visit.edition, self.place.level, self.place.vintage)
        siblings = areas[areas["parent_code"] == self.area["parent_code"]]
        alike = areas[areas["kind"] == self.area["kind"]]
        return {"siblings": frozenset(siblings["code"]), "kind": frozenset(alike["code"])}


@shared_value(PLACES_KEPT)
def area_facts(visit: Visit, place: PlaceKey) -> AreaFacts:
    """Return what is known about a place that exists; kept for all who ask, and changed by none."""
    classes = area_frames.area_classes(visit.edition)
    here = classes[
        (classes["vintage"] == place.vintage)
        & (classes["level"] == place.level)
        & (classes["code"] == place.code)
    ]
    return AreaFacts(
        place=place,
        area=area_frames.area_row(visit.edition, place),
        above=_above(visit, place),
        classes=tuple(here["class_code"]),
        lineage=area_frames.lineage(visit.edition, place),
        indicators=figure_frames.indicator_rows(visit.edition),
        figures=figure_frames.figures_of_place(visit.edition, place),
    )


def _above(visit: Visit, place: PlaceKey) -> tuple[Row, ...]:
    """Return the districts and provinces above a place, the nearest first."""
    found: list[Row] = []
    row = area_frames.area_row(visit.edition, place)
    while isinstance(row["parent_level"], str) and row["parent_level"] in ("district", "province"):
        row = area_frames.area_row(
            visit.edition,
            PlaceKey(vintage_above(place.vintage), row["parent_level"], row["parent_code"]),
        )
        found.append(row)
    return tuple(found)
