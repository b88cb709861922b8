"""Which neighbouring points of a series may be compared, and so joined by a line.

The classes, from the programme's monitoring framework: A same standard and boundary; B restated
exactly to the same boundary; C restated by weights; D another standard, boundary or class of area;
E another kind of source. A and B are a line, C is dashed, D and E are a gap.
"""

from collections.abc import Container
from itertools import pairwise

import pandas as pd

# What two points are compared by.
POINT_COLUMNS = (
    *("year", "vintage", "area_code", "source_kind", "standard_code"),
    *("urban_rural", "restated", "boundary"),
)
PAIR_COLUMNS = {"from_year": "int64", "to_year": "int64", "class": "str", "reason": "str"}
JOINED = ("A", "B")


def comparability(series: pd.DataFrame) -> pd.DataFrame:
    """The class of each pair of neighbouring points of one area's series.

    ``series`` has the columns of ``figures_of_area`` (``year``, ``vintage``, ``area_code``, ``value``,
    ``value_min``, ``value_max``, ``standard_code``, ``source_kind``) in any order; figures without a
    value or range are no points. It may also have ``boundary`` (what distinguishes territories; else
    the vintage and code do), ``urban_rural``, and ``restated`` (``exact`` or ``estimated`` for a point
    carried over to another boundary).

    Returns one row per pair by year: ``from_year``, ``to_year``, ``class`` (A to E) and ``reason``
    (``same``, ``restated_exactly``, ``restated_by_weights``, ``standard_changed``,
    ``boundary_changed``, ``area_class_changed``, ``source_kind_changed``). Where several apply, the
    one that forbids most is named. Empty frame for fewer than two points. Raises ``ValueError`` if
    the rows are not one series.
    """
    points = _points(series)
    pairs = [
        (before["year"], after["year"], *_class_of_pair(before, after)) for before, after in pairwise(points)
    ]
    return pd.DataFrame(pairs, columns=list(PAIR_COLUMNS), dtype="object").astype(PAIR_COLUMNS)


def segments(series: pd.DataFrame, joined: Container[str] = JOINED) -> pd.DataFrame:
    """``series`` by year with ``segment`` (Int64): points of one number may be joined by a line.

    Counts from 0 and rises wherever the neighbouring points are not of a ``joined`` class; <NA> for
    figures without a value or range. Columns and errors as in ``comparability``.
    """
    ordered = series.sort_values(["year", "vintage"], kind="stable").reset_index(drop=True)
    breaks = [label not in joined for label in comparability(series)["class"]]
    numbers = pd.Series([0, *breaks], dtype="Int64").cumsum()
    is_point = _is_point(ordered)
    ordered["segment"] = pd.Series(pd.NA, index=ordered.index, dtype="Int64")
    ordered.loc[is_point, "segment"] = numbers[: int(is_point.sum())].to_numpy()
    return ordered


def _is_point(series: pd.DataFrame) -> "pd.Series[bool]":
    return series["value"].notna() | series["value_min"].notna() | series["value_max"].notna()


def _points(series: pd.DataFrame) -> list[dict[str, object]]:
    if series.duplicated(["year", "vintage"]).any():
        raise ValueError("more than one figure of a year: give one area's series at a time")
    # Not a frame sorted and cut: a page compares many series of ten rows each.
    names = [name for name in POINT_COLUMNS if name in series]
    is_point = _is_point(series).tolist()
    columns = [_plain(series[name]) for name in names]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    points = [row for row, shown in zip(rows, is_point, strict=True) if shown]
    return sorted(points, key=lambda point: (point["year"], point["vintage"]))


def _plain(column: pd.Series) -> list[object]:
    """Return the cells, missing ones as None, so that two of them are equal."""
    gone = column.isna().tolist()
    return [None if missing else cell for cell, missing in zip(column.tolist(), gone, strict=True)]


def _class_of_pair(before: dict[str, object], after: dict[str, object]) -> tuple[str, str]:
    if before["source_kind"] != after["source_kind"]:
        return "E", "source_kind_changed"
    if before["standard_code"] != after["standard_code"]:
        return "D", "standard_changed"
    if before.get("urban_rural") != after.get("urban_rural"):
        return "D", "area_class_changed"
    restated = {before.get("restated"), after.get("restated")}
    if "estimated" in restated:
        return "C", "restated_by_weights"
    if "exact" in restated:
        return "B", "restated_exactly"
    if _boundary(before) != _boundary(after):
        return "D", "boundary_changed"
    return "A", "same"


def _boundary(point: dict[str, object]) -> object:
    return point.get("boundary") or (point["vintage"], point["area_code"])
