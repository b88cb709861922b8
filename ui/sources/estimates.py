"""How far estimates lie from what was published of the nation and the regions."""

from __future__ import annotations

import pandas as pd

from ui.cached import area_frames, figure_frames
from ui.cached.estimate_frames import estimate_residuals
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import figure_sources
from ui.controls.exhibits import show
from ui.text.place_key import NATION
from vocabulary.vintages import OLD
from vocabulary.words import Words

MEASURED_BY = "survey_multidimensional_poverty_rate"
DECIMALS = 2


def estimates_section(visit: Visit) -> None:
    """Draw the errors of the estimates by place and year; nothing in a store that has no estimates."""
    exhibit = residuals_exhibit(visit)
    if exhibit is not None:
        show(visit, exhibit)


def residuals_exhibit(visit: Visit) -> Exhibit | None:
    """Return the errors of the estimates of the nation and the regions as a table; None without any."""
    words = visit.words
    if MEASURED_BY not in set(figure_frames.indicators(visit.edition)["code"]):
        return None
    found = estimate_residuals(visit.edition, MEASURED_BY)
    if found.empty:
        return None
    indicator = words.of(figure_frames.indicator_row(visit.edition, MEASURED_BY))
    years = sorted(int(year) for year in found["year"].unique())
    cells = _rows(visit, found, years)
    return Exhibit(
        key="residuals",
        title=words("sources.residuals"),
        subtitle=f"{years[0]}–{years[-1]} · {words('sources.residuals_unit')}",
        sources=figure_sources(visit, *_published(visit)),
        chart=None,
        headers=[words("table.area"), *map(str, years)],
        cells=cells,
        numeric=range(1, len(years) + 1),
        data=found,
        sentence=words("sources.residuals_intro", indicator=indicator),
        of_rows=len(cells),
    )


def _published(visit: Visit) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the published figures of the nation and the regions that the estimates are held to."""
    regions = figure_frames.figures_by_area(visit.edition, MEASURED_BY, "region", (OLD,))
    return figure_frames.national_figures(visit.edition, MEASURED_BY), regions


def _rows(visit: Visit, found: pd.DataFrame, years: list[int]) -> list[list[str]]:
    """Return a row for the nation and for each region, with the error of each year."""
    regions = area_frames.areas(visit.edition, "region", OLD)
    names = {row["code"]: visit.words.of(row) for row in regions.to_dict("records")}
    names = {NATION.code: visit.words("panel.nation")} | names
    errors = found.set_index(["area_code", "year"])["residual"].to_dict()
    return [
        [name, *(_signed(errors.get((code, year)), visit.words) for year in years)]
        for code, name in names.items()
        if any((code, year) in errors for year in years)
    ]


def _signed(error: float | None, words: Words) -> str:
    """Return an error with its sign, "" where there is none."""
    if error is None:
        return ""
    sign = "−" if error < 0 else "+" if error > 0 else ""
    return f"{sign}{words.number(abs(error), DECIMALS)}"
