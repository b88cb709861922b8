"""How many households the living standards survey asks in each area, for rates that it measures."""

from __future__ import annotations

import pandas as pd

from data_access.comparing.survey_error import PROVINCES_OF_PLAN, households_asked
from data_access.comparing.weighted_means import is_rate_of_households
from data_access.queries.indicators import indicators
from ui.cached import area_frames
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame
from ui.text.place_key import PlaceKey
from vocabulary.vintages import EARLIEST, NEW, OF_LARGE_AREAS, OLD

COLUMNS = {"vintage": "str", "area_code": "str", "households": "float64"}


@shared_frame(FRAMES_KEPT)
def households_asked_by_area(edition: Edition, indicator: str, level: str) -> pd.DataFrame:
    """Return how many households are asked in each area a year: ``vintage``, ``area_code``, ``households``.

    Empty for an indicator that is no rate of households, and for levels that the survey does not reach. A
    figure that is not by the survey takes nothing from it.
    """
    rows: list[tuple[str, str, float]] = []
    known = {row["code"]: row for row in ask(edition, indicators).to_dict("records")}
    if indicator in known and is_rate_of_households(known[indicator]):
        rows = [
            (*area, households_asked(count)) for area, count in _provinces_of_plan(edition, level).items()
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def households_asked_in(edition: Edition, indicator: str, place: PlaceKey) -> float | None:
    """Return how many households are asked in a place a year; None where the survey does not reach."""
    asked = households_asked_by_area(edition, indicator, place.level)
    here = asked[(asked["vintage"] == place.vintage) & (asked["area_code"] == place.code)]
    return None if here.empty else float(here["households"].iloc[0])


def _provinces_of_plan(edition: Edition, level: str) -> dict[tuple[str, str], int]:
    """Return of how many of the plan's provinces each area of a level consists."""
    if level == "nation":
        return {(OF_LARGE_AREAS, "VN"): PROVINCES_OF_PLAN}
    if level == "region":
        counted = area_frames.areas(edition, "province", OLD)["parent_code"].value_counts()
        return {(OF_LARGE_AREAS, str(code)): int(count) for code, count in counted.items()}
    if level != "province":
        return {}
    vintages = (EARLIEST, OLD, NEW)
    known = pd.concat([area_frames.areas(edition, level, vintage) for vintage in vintages])
    earlier = area_frames.earlier_units(edition, level, NEW)
    merged = earlier.loc[earlier["from_vintage"] == OLD, "code"].value_counts()
    return {
        (row["vintage"], row["code"]): int(merged.get(row["code"], 1)) if row["vintage"] == NEW else 1
        for row in known.to_dict("records")
    }
