"""Rates that changed from one year to the next far beyond the others."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ui.cached import quality_frames
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import ROWS_SHOWN, checked, sources_of_figures, with_sources

RATES = ("poor_household_rate", "near_poor_household_rate", "multidimensional_poverty_rate")


def outliers_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return the first outliers of each rate with the values of both years."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    found = pd.concat(
        [
            quality_frames.outliers(visit.edition, code, *reviewed)
            .head(ROWS_SHOWN)
            .assign(indicator_code=code)
            for code in RATES
        ],
        ignore_index=True,
    )
    cells = [
        [
            words.of(row),
            words.of(indicators[row["indicator_code"]]),
            *(words.number(float(row[name]), 2) for name in ("before", "now")),
        ]
        for row in found.to_dict("records")
    ]
    headers = [words("table.area"), words("quality.indicator"), words("quality.before"), words("quality.now")]
    told = (
        words("quality.outliers_count", count=len(cells)),
        words("quality.outliers_rule"),
        words("quality.outliers_none"),
    )
    made = replace(checked(visit, "outliers", told, headers, cells), numeric=(2, 3), data=found)
    return with_sources(visit, made, _sources(visit, reviewed, found))


def _sources(visit: Visit, reviewed: ReviewedAreas, found: pd.DataFrame) -> list[str]:
    """Return the codes of the sources of both values of each row."""
    return [
        code
        for indicator, rows in found.groupby("indicator_code", sort=False)
        for code in sources_of_figures(visit, reviewed, rows["code"], [str(indicator)], reviewed.year - 1)
    ]
