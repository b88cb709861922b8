"""Counts of communes added up to districts, provinces and the nation."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from microdata.counting.movement import KEYS
from vocabulary.vintages import OF_LARGE_AREAS

LEVELS = ("commune", "district", "province", "nation")
NATION = "VN"
AREA_KEYS = ("year", "vintage", "level", "code")


def smallest_units(places: pd.DataFrame) -> pd.DataFrame:
    """Return the units that a household may be in, with the district and province of each.

    ``places`` are those of ``queries.places``. They are communes, and districts that have none. Columns
    ``vintage``, ``commune``, ``level``, ``kind``, ``district`` and ``province``, "" where there is none.
    """
    units = places.drop_duplicates(["vintage", "level", "code"], keep="last")
    with_communes = units.loc[units["level"] == "commune", ["vintage", "district_code"]].dropna()
    is_parted = pd.MultiIndex.from_frame(units[["vintage", "code"]]).isin(
        list(with_communes.itertuples(index=False, name=None))
    )
    is_smallest = (units["level"] == "commune") | ((units["level"] == "district") & ~is_parted)
    found = units[is_smallest]
    district = found["district_code"].where(found["level"] == "commune", found["code"])
    named = {"commune": found["code"], "district": district.fillna(""), "province": found["province_code"]}
    return found[["vintage", "level", "kind"]].assign(**named).fillna("").reset_index(drop=True)


def summed_upwards(counts: pd.DataFrame, units: pd.DataFrame, top: str) -> pd.DataFrame:
    """Return the counts of communes and of every area above them, up to the level ``top``.

    ``counts`` are indexed by year, vintage and commune, each among ``units``, and make up the whole of the
    uppermost area. Indexed by year, vintage, level and code, the nation first; whole numbers.
    """
    levels = LEVELS[: LEVELS.index(top) + 1]
    placed = counts.reset_index().merge(units, on=["vintage", "commune"], how="left", validate="many_to_one")
    columns = list(counts.columns)
    parts = [_of_level(placed, level, columns) for level in reversed(levels)]
    return pd.concat([part for part in parts if len(part)] or parts[:1])


def _of_level(placed: pd.DataFrame, level: str, columns: Sequence[str]) -> pd.DataFrame:
    if level == "commune":
        rows = placed[placed["level"] == "commune"].assign(code=placed["commune"])
    elif level == "nation":
        rows = placed.assign(code=NATION, vintage=OF_LARGE_AREAS)
    else:
        rows = placed[placed[level] != ""].assign(code=placed[level])
    return rows.assign(level=level).groupby(list(AREA_KEYS))[list(columns)].sum()


def unknown_communes(counts: pd.DataFrame, units: pd.DataFrame) -> list[tuple[str, str]]:
    """Return vintage and code of the communes of a register that are no unit of their vintage."""
    known = pd.MultiIndex.from_frame(units[["vintage", "commune"]])
    found = counts.reset_index()[list(KEYS[1:])].drop_duplicates()
    is_known = pd.MultiIndex.from_frame(found).isin(known)
    return sorted(found[~is_known].itertuples(index=False, name=None))
