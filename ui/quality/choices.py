"""The choice of the quality page: which areas, in which year of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from data_access.days import today
from ui.cached import figure_frames
from ui.cached.visit import Visit
from ui.controls import notices
from ui.controls.choices import coded_segments, coded_select
from ui.text.parameters import code_in
from vocabulary.vintages import NEW, OLD

LEVELS = {
    "province_before": (OLD, "province"),
    "district": (OLD, "district"),
    "province": (NEW, "province"),
    "commune": (NEW, "commune"),
}
LAST_YEAR_BEFORE = 2024
YEAR_WIDTH = 140


class ReviewedAreas(NamedTuple):
    """The areas of a level and vintage in one year."""

    vintage: str
    level: str
    year: int


def choose_areas_and_year(visit: Visit) -> ReviewedAreas | None:
    """Draw the choice of areas and year, in one row; None where no year has figures of the areas."""
    words = visit.words

    def name(code: str) -> str:
        return words(f"quality.areas_{code}")

    with st.container(horizontal=True, vertical_alignment="bottom", key="quality-choices"):
        areas, bad_parameter = coded_segments(
            words("quality.areas"), "units", list(LEVELS), name, next(iter(LEVELS))
        )
        vintage, level = LEVELS[areas]
        years = reviewed_years(visit, vintage, level)
        if not years:
            notices.bad_parameters([bad_parameter], words)
            return None
        listed = [*years, *this_year_too(vintage, years)]
        year, bad_year = coded_select(words("quality.year"), "year", listed, str, years[-1], YEAR_WIDTH)
    notices.bad_parameters([bad_parameter, bad_year], words)
    return ReviewedAreas(vintage, level, int(year))


def reviewed_in(visit: Visit, query: Mapping[str, str]) -> ReviewedAreas | None:
    """Return the areas and year that a view names, else the first ones; None where no year has figures."""
    areas, _ = code_in(query, "units", LEVELS, next(iter(LEVELS)))
    vintage, level = LEVELS[areas]
    years = reviewed_years(visit, vintage, level)
    if not years:
        return None
    year, _ = code_in(query, "year", [*years, *this_year_too(vintage, years)], years[-1])
    return ReviewedAreas(vintage, level, int(year))


def this_year_too(vintage: str, years: Sequence[str]) -> list[str]:
    """Return the year of today where its reports are due of these units and none has come yet."""
    year = str(today().year)
    return [year] if vintage == NEW and year not in years else []


def reviewed_years(visit: Visit, vintage: str, level: str) -> list[str]:
    """Return the years with figures of the review of a level, rising.

    Units that ended in mid-2025 made no review at the end of that year.
    """
    coverage = figure_frames.coverage(visit.edition)
    mine = coverage[(coverage["vintage"] == vintage) & (coverage["level"] == level)]
    reviewed = figure_frames.indicators(visit.edition)
    counts = reviewed.loc[reviewed["roll_up"].isin(("sum", "ratio")), "code"]
    mine = mine[mine["year"] <= LAST_YEAR_BEFORE] if vintage == OLD else mine
    return sorted({str(year) for year in mine.loc[mine["indicator_code"].isin(counts), "year"]})
