"""Figures of earlier units carried over to the units of another vintage, where that is exact.

Counts add: a unit's count is the sum of the counts of the whole units it was made of. Rates are
recomputed from restated counts and never averaged. A unit whose boundary did not change keeps its
figures of any kind. Everything else cannot be restated, and the row says why.
Rule: the programme's monitoring framework, on the reform of 2025.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

RESTATED_COLUMNS = ("restated", "reason", "made_of")
NOT_COMPUTABLE = "not_computable"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Indicator:
    """How an indicator rolls up: ``sum`` of counts, ``ratio`` of two counts, or ``none``."""

    roll_up: str
    decimals: int


def restated(
    figures: pd.DataFrame,
    pairs: pd.DataFrame,
    indicator: Indicator,
    *,
    numerator: pd.DataFrame | None = None,
    denominator: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return figures of earlier units restated to the units that ``pairs`` lead to.

    ``figures``, ``numerator`` and ``denominator`` have the columns of ``figures_by_area`` (the counts
    behind a rate are only needed for ``ratio``); ``pairs`` has ``from_code``, ``to_code``,
    ``relation`` (whole or part), ``to_vintage``, ``to_name_vi`` and ``to_name_en``.

    One row per unit and year in which any of its earlier units has a figure, by year and code, with
    the columns of ``figures`` and: ``restated`` (``unchanged``: same boundary; ``exact``: sum or ratio
    of sums; empty where it cannot be restated), ``reason`` (``split_unit``, ``part_missing``,
    ``no_counts``, ``standards_differ``, ``not_exact``; empty where it could), ``made_of`` (number of
    earlier units). A row that cannot be restated has ``state`` ``not_computable`` and no value.
    """
    units = _units(pairs)
    by_unit = _by_key(figures)
    counts = (_by_key(numerator), _by_key(denominator))
    years = sorted({int(year) for year in figures["year"]})
    rows = [
        row
        for year in years
        for unit in units
        if (row := _restate(unit, year, indicator, by_unit, counts)) is not None
    ]
    columns = [*figures.columns, *RESTATED_COLUMNS]
    found = pd.DataFrame(rows, columns=columns)
    return found.astype({name: figures[name].dtype for name in figures.columns}) if rows else found


@dataclass(frozen=True)
class _Unit:
    code: str
    vintage: str
    name_vi: str
    name_en: str
    parts: tuple[str, ...]
    all_whole: bool
    unchanged: bool


def _units(pairs: pd.DataFrame) -> list[_Unit]:
    heirs = pairs.groupby("from_code")["to_code"].nunique()
    units = []
    for code, group in pairs.groupby("to_code", sort=True):
        first = group.iloc[0]
        parts = tuple(group["from_code"])
        whole = bool((group["relation"] == "whole").all())
        alone = len(parts) == 1 and int(heirs[parts[0]]) == 1
        names = (first["to_vintage"], first["to_name_vi"], first["to_name_en"])
        units.append(_Unit(str(code), *names, parts, whole, whole and alone))
    return units


def _by_key(figures: pd.DataFrame | None) -> dict[tuple[str, int], Row]:
    if figures is None:
        return {}
    return {(row["area_code"], int(row["year"])): row for row in figures.to_dict("records")}  # type: ignore[misc]


def _restate(
    unit: _Unit,
    year: int,
    indicator: Indicator,
    figures: Mapping[tuple[str, int], Row],
    counts: tuple[Mapping[tuple[str, int], Row], Mapping[tuple[str, int], Row]],
) -> dict[str, Any] | None:
    parts = [figures.get((code, year)) for code in unit.parts]
    model = next((part for part in parts if part is not None), None)
    if model is None:
        return None
    base = dict(model) | _identity(unit)
    if unit.unchanged:
        return base | {"restated": "unchanged", "reason": ""}
    if not unit.all_whole:
        return _refused(base, "split_unit")
    if indicator.roll_up == "sum":
        return _summed(base, parts)
    if indicator.roll_up == "ratio":
        tops = [counts[0].get((code, year)) for code in unit.parts]
        bottoms = [counts[1].get((code, year)) for code in unit.parts]
        return _ratio(base, tops, bottoms, indicator.decimals)
    return _refused(base, "no_counts")


def _identity(unit: _Unit) -> dict[str, Any]:
    return {
        "vintage": unit.vintage,
        "area_code": unit.code,
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "made_of": len(unit.parts),
    }


def _refused(base: dict[str, Any], reason: str) -> dict[str, Any]:
    empty = {"value": None, "value_min": None, "value_max": None, "decimals": pd.NA}
    return base | empty | {"state": NOT_COMPUTABLE, "restated": "", "reason": reason}


def _obstacle(parts: Sequence[Row | None]) -> str:
    """Return why counts cannot be added, "" where they can."""
    known = [part for part in parts if part is not None and part["state"] == "reported"]
    if len(known) < len(parts) or any(pd.isna(part["value"]) for part in known):
        return "part_missing"
    if any(part["qualifier"] != "exact" for part in known):
        return "not_exact"
    same = {(part["standard_code"], part["source_kind"]) for part in known}
    return "standards_differ" if len(same) > 1 else ""


def _total(parts: Sequence[Row | None]) -> Decimal:
    return sum((Decimal(str(part["value"])) for part in parts if part is not None), Decimal(0))


def _summed(base: dict[str, Any], parts: Sequence[Row | None]) -> dict[str, Any]:
    if reason := _obstacle(parts):
        return _refused(base, reason)
    return base | {"value": float(_total(parts)), "restated": "exact", "reason": ""}


def _ratio(
    base: dict[str, Any], tops: Sequence[Row | None], bottoms: Sequence[Row | None], decimals: int
) -> dict[str, Any]:
    if not any(tops) or not any(bottoms):
        return _refused(base, "no_counts")
    if reason := _obstacle(tops) or _obstacle(bottoms):
        return _refused(base, reason)
    if not (whole := _total(bottoms)):
        return _refused(base, "no_counts")
    rate = round(100 * _total(tops) / whole, decimals)
    return base | {"value": float(rate), "decimals": decimals, "restated": "exact", "reason": ""}
