"""The areas of a map with their figure of one year, as rows of a table."""

from __future__ import annotations

import pandas as pd


def year_rows(areas: pd.DataFrame, figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return one row per area with its figure of a year, highest first; areas without one come last."""
    names = areas[["vintage", "area_code", "name_vi", "name_en"]]
    of_year = figures[figures["year"] == year].drop(columns=["name_vi", "name_en"])
    rows = names.merge(of_year, on=["vintage", "area_code"], how="left")
    rows["state"] = rows["state"].fillna("missing")
    rows["rank"] = rows["value"].rank(method="min", ascending=False)
    return rows.sort_values(
        ["value", "area_code"], ascending=[False, True], na_position="last", ignore_index=True
    )
