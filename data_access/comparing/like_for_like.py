"""Which figures of a year stand together: of one standard, one kind of source and one status.

Figures that were measured otherwise are set aside: they keep their value, and no class, rank, median or
bar has them. Rule: decision 0031.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_access.store.frames import Row

OTHER_STANDARD, OTHER_SOURCE_KIND, OTHER_STATUS = "other_standard", "other_source_kind", "other_status"
# The states of figures that are set aside; what differs most is named.
SET_ASIDE = (OTHER_STANDARD, OTHER_SOURCE_KIND, OTHER_STATUS)
# Statuses that stand together; the better ones first. What is not named is an expectation.
STATUS_KINDS = {"final": 0, "reported": 0, "preliminary": 1}
EXPECTATION = 2
LOCAL = "local"
MEASURE = ["standard_code", "source_kind", "status"]
KEYS = ["vintage", "year"]
OTHER_VALUES = {name: f"other_{name}" for name in ("value", "value_min", "value_max")}


def like_for_like(figures: pd.DataFrame, others: pd.DataFrame, standards: pd.DataFrame) -> pd.DataFrame:
    """Return one figure of each area and year, where there is one by which most areas are measured alike.

    ``figures`` has the columns of ``figures_by_area``, one row an area and year: the preferred report.
    ``others`` has the same columns and ``preference`` (from 2, the lower the better): what else is reported.
    ``standards`` has ``code``, ``kind``, ``first_year`` and ``last_year``.

    Of each vintage and year one group of standard, kind of source and status is shown. By order of weight:
    a standard in force that year, or from the next year on, since the review before a standard begins
    measures by it already; the most areas; the better status (final or as reported, preliminary, expected);
    a national standard before a local one; one in force that year; then by code.

    By year, vintage and code, with the columns of ``figures`` and ``aside``: "" for a figure of the group and
    for a gap, else one of ``SET_ASIDE``. An area that has a report of the group has that one.
    """
    both = pd.concat([figures.assign(preference=1), others], ignore_index=True) if len(others) else figures
    marked = _marked(both.assign(preference=1) if "preference" not in both else both, standards)
    outside = ~marked["alike"]
    order = marked.assign(outside=outside).sort_values(
        ["year", "vintage", "area_code", "outside", "preference"], kind="stable"
    )
    rows = order.drop_duplicates([*KEYS, "area_code"])
    return rows[[*figures.columns.drop("aside", errors="ignore"), "aside"]].reset_index(drop=True)


def _marked(figures: pd.DataFrame, standards: pd.DataFrame) -> pd.DataFrame:
    """Return figures with ``aside``, and ``alike`` for those of the group of their vintage and year."""
    measured = measured_by(figures)
    known = is_reported(figures)
    found = pd.concat([figures[[*KEYS, "area_code"]], measured], axis="columns")
    groups = shown_groups(found[known], standards)
    shown = figures[KEYS].merge(groups, on=KEYS, how="left")[MEASURE].set_axis(figures.index)
    differs = [measured[name].ne(shown[name]) & known & shown[name].notna() for name in MEASURE]
    aside = np.select([column.to_numpy() for column in differs], SET_ASIDE, default="")
    return figures.assign(aside=aside, alike=known.to_numpy() & (aside == ""))


def measured_by(figures: pd.DataFrame) -> pd.DataFrame:
    """Return how each figure was measured: standard ("" for none), kind of source, kind of status."""
    statuses = figures["status"].map(STATUS_KINDS).fillna(EXPECTATION).astype("int64")
    columns = {"standard_code": figures["standard_code"].astype(object).fillna("")}
    return pd.DataFrame({**columns, "source_kind": figures["source_kind"], "status": statuses})


def measured_as(row: Row, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the standard, kind of source and kind of status of one of them."""
    if figures.empty:
        return figures
    own = measured_by(pd.DataFrame([row])).iloc[0]
    return figures[(measured_by(figures) == own).all(axis="columns")]


def shown_groups(found: pd.DataFrame, standards: pd.DataFrame) -> pd.DataFrame:
    """Return the group shown of each vintage and year, by the rule of ``like_for_like``.

    ``found`` has ``vintage``, ``year``, ``area_code`` and the columns of ``measured_by``, in any order.
    Columns ``vintage``, ``year`` and those of ``measured_by``; no row for a year without figures.
    """
    counted = found.groupby([*KEYS, *MEASURE], as_index=False).agg(areas=("area_code", "nunique"))
    years = standards.set_index("code")
    first, last = (
        counted["standard_code"].map(years[name]).astype("float64") for name in ("first_year", "last_year")
    )
    now = counted["year"].astype("float64")
    ended, begun = last < now, ~(first > now)
    ranked = counted.assign(
        out_of_force=ended | (first > now + 1),
        fewest=-counted["areas"],
        is_local=counted["standard_code"].map(years["kind"]) == LOCAL,
        not_begun=~begun,
    )
    order = [*KEYS, "out_of_force", "fewest", "status", "is_local", "not_begun"]
    ordered = ranked.sort_values([*order, "standard_code", "source_kind"])
    return ordered.drop_duplicates(KEYS)[[*KEYS, *MEASURE]].reset_index(drop=True)


def is_reported(figures: pd.DataFrame) -> pd.Series[bool]:
    """Return which figures have a number or a range."""
    numbers = figures[["value", "value_min", "value_max"]].notna().any(axis="columns")
    return (figures["state"] == "reported") & numbers


def set_aside(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of ``like_for_like`` with those that are measured otherwise as gaps.

    Their ``state`` is what differs, their value and range are in ``other_value``, ``other_value_min`` and
    ``other_value_max``, which are NaN in all other rows.
    """
    apart = figures["aside"] != ""
    moved = {other: figures[name].where(apart) for name, other in OTHER_VALUES.items()}
    left = {name: figures[name].where(~apart) for name in OTHER_VALUES}
    state = figures["state"].where(~apart, figures["aside"])
    return figures.assign(**left, **moved, state=state)


def as_measured(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of ``set_aside`` as they were before: every one with its own value."""
    if "other_value" not in figures:
        return figures
    apart = is_aside(figures)
    back = {name: figures[name].where(~apart, figures[other]) for name, other in OTHER_VALUES.items()}
    return figures.assign(**back, state=figures["state"].where(~apart, "reported"))


def is_aside(figures: pd.DataFrame) -> pd.Series[bool]:
    """Return which figures are set aside."""
    return figures["state"].isin(SET_ASIDE)


def beside(national: pd.DataFrame, others: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the nation's figures by year, each measured as the areas of the year are where there is one.

    ``national`` has the columns of ``figures_of_area``, ``others`` those and ``preference``; ``figures`` are
    those of the areas, of ``like_for_like``. Columns of ``national`` and ``aside``: "", or
    ``other_standard`` or ``other_source_kind`` where the nation's figure of the year cannot stand beside
    those of areas. The status may differ: it is said with the figure.
    """
    group = _group_of_years(figures)
    both = pd.concat([national.assign(preference=1), others], ignore_index=True)
    measured = measured_by(both)
    shown = both[["year"]].merge(group, on="year", how="left")
    differs = [measured[name].ne(shown[name]) & shown[name].notna() for name in MEASURE[:2]]
    aside = np.select([column.to_numpy() for column in differs], SET_ASIDE[:2], default="")
    marked = both.assign(aside=aside, outside=aside != "")
    best = marked.sort_values(["year", "outside", "preference"], kind="stable").drop_duplicates("year")
    return best[[*national.columns, "aside"]].reset_index(drop=True)


def _group_of_years(figures: pd.DataFrame) -> pd.DataFrame:
    """Return standard and kind of source of the areas' figures by year, of the vintage with most of them."""
    alike = figures[is_reported(figures) & (figures["aside"] == "")]
    measured = pd.concat([alike[KEYS], measured_by(alike)[MEASURE[:2]]], axis="columns")
    counted = measured.groupby([*KEYS, *MEASURE[:2]], as_index=False).size()
    most = counted.sort_values(["year", "size", "vintage"], ascending=[True, False, True])
    return most.drop_duplicates("year")[["year", *MEASURE[:2]]]


def national_of_year(national: pd.DataFrame, year: int) -> Sequence[Row]:
    """Return the nation's figure of a year, of ``beside``, where it can stand beside those of areas."""
    return national[(national["year"] == year) & (national["aside"] == "")].to_dict("records")
