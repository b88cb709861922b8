"""How far estimates lie from what was published of the nation and the regions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui.cached import area_frames, figure_frames
from ui.cached.estimate_frames import estimate_residuals
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.text.place_key import NATION
from ui.text.tables import plain_table
from vocabulary.vintages import OLD
from vocabulary.words import Words

MEASURED_BY = "survey_multidimensional_poverty_rate"
DECIMALS = 2


def estimates_section(visit: Visit) -> None:
    """Draw the errors of the estimates by place and year; nothing in a store that has no estimates."""
    words = visit.words
    if MEASURED_BY not in set(figure_frames.indicators(visit.edition)["code"]):
        return
    found = estimate_residuals(visit.edition, MEASURED_BY)
    if found.empty:
        return
    with st.expander(words("sources.residuals")):
        indicator = words.of(figure_frames.indicator_row(visit.edition, MEASURED_BY))
        st.markdown(as_plain(words("sources.residuals_intro", indicator=indicator)))
        years = sorted(int(year) for year in found["year"].unique())
        headers = [words("table.area"), *map(str, years)]
        st.html(plain_table("", headers, _rows(visit, found, years), numeric=range(1, len(headers))))


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
