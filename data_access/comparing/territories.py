"""What distinguishes an area's territory before a change of boundaries from the one after it."""

from __future__ import annotations

import pandas as pd


def with_boundary(figures: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return figures with ``boundary``: what distinguishes an area's territory before and after a change.

    ``earlier`` holds the units that went into the area, each with its date ``changed_on``; a figure
    of a year before a change belongs to the earlier territory.
    """
    dates = sorted(set(earlier["changed_on"].dropna()))
    counted = [sum(year < int(date[:4]) for date in dates) for year in figures["year"]]
    return figures.assign(boundary=[f"before change {count}" if count else "" for count in counted])


def with_boundaries(figures: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return figures of many areas with ``boundary``, as ``with_boundary`` does for one.

    ``earlier`` also has the ``vintage`` of the area that each unit went into.
    """
    dates = earlier.dropna(subset="changed_on").drop_duplicates(["vintage", "code", "changed_on"])
    numbered = figures[["vintage", "area_code", "year"]].assign(row=range(len(figures)))
    met = numbered.merge(dates, left_on=["vintage", "area_code"], right_on=["vintage", "code"])
    before = met[met["year"] < met["changed_on"].str[:4].astype("int64")].groupby("row").size()
    counted = before.reindex(range(len(figures)), fill_value=0)
    return figures.assign(boundary=[f"before change {count}" if count else "" for count in counted])
