"""Areas whose extent changed: in a year before that a name means the area as it was, or is refused."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from data_access.workbooks.reading.places.gazetteer import Gazetteer, was_there
from data_access.workbooks.reading.places.known import Known
from data_access.workbooks.reading.places.wanted import Place, problem


class Was(NamedTuple):
    """What an area is in a year: the unit that bore its name then, or a former one that speaks against it."""

    unit: int | None = None
    against: Known | None = None


def as_they_were(
    gazetteer: Gazetteer, cells: pd.DataFrame, ids: "pd.Series[int]"
) -> tuple["pd.Series[int]", pd.DataFrame]:
    """The areas of ``ids`` as they were in the year of each cell, and the problems of those that were others.

    ``cells`` has year, area_code and is_vintage_stated. An area that took in another one since is refused
    where that one is in the file for the same year, a province also where it is not and nobody says by which
    boundaries the figures are. A unit of the same name that ended is meant by a name without a code, unless
    another part of it stands beside. Problems have the columns code and facts; none for most files.
    """
    grown = gazetteer.grown
    found = pd.DataFrame({"id": ids, "year": cells["year"].astype("int64")})
    last_years = {number: _last_year(gazetteer, former) for number, former in grown.items()}
    touched = found[found["year"].le(found["id"].map(last_years).fillna(0))]
    nothing = pd.DataFrame({"code": [], "facts": []}, index=cells.index[:0])
    if touched.empty:
        return ids, nothing
    years = set(touched["year"].unique())
    present: defaultdict[int, set[int]] = defaultdict(set)
    for number, year in found[found["year"].isin(years)].drop_duplicates().itertuples(index=False):
        present[int(year)].add(int(number))
    ids = ids.copy()
    codes: dict[Any, Place] = {}
    for number, year in touched.drop_duplicates().itertuples(index=False):
        was = _was(gazetteer, int(number), int(year), present[int(year)])
        rows = touched.index[touched["id"].eq(number) & touched["year"].eq(year)]
        told = cells.loc[rows]
        is_open = ~told["is_vintage_stated"].astype(bool)
        if was.unit is not None:
            ids.loc[rows[(told["area_code"].eq("") & is_open).to_numpy()]] = was.unit
        elif was.against is not None:
            is_beside = was.against.id in present[int(year)]
            other = _other_then(gazetteer.areas[int(number)], was.against, int(year))
            codes |= dict.fromkeys(rows if is_beside else rows[is_open.to_numpy()], other)
    return ids.drop(list(codes)), _problems(codes) if codes else nothing


def _problems(codes: dict[Any, Place]) -> pd.DataFrame:
    found = [(one.problem, dict(one.facts)) for one in codes.values()]
    return pd.DataFrame(found, columns=["code", "facts"], index=list(codes))


def _was(gazetteer: Gazetteer, number: int, year: int, present: set[int]) -> Was:
    area = gazetteer.areas[number]
    former = [gazetteer.areas[one] for one in gazetteer.grown[number]]
    there = [one for one in former if was_there(one, year)]
    # Beside another part of a former unit the figures are for the later boundaries.
    parted = {one.id for one in there if (set(gazetteer.went_into(one.id)) - {number}) & present}
    there = [one for one in there if one.id in present or one.id not in parted]
    same = next((one for one in there if (one.name_vi, one.level) == (area.name_vi, area.level)), None)
    if same is not None:
        return Was(unit=same.id)
    here = next((one for one in there if one.id in present), None)
    if here is not None:
        return Was(against=here)
    return Was(against=_first(there) if area.level == "province" else None)


def _last_year(gazetteer: Gazetteer, former: Iterable[int]) -> int:
    """The last year at whose end one of some units that ended may still have been there."""
    return max(int((gazetteer.areas[one].valid_to or "0000")[:4]) for one in former)


def _first(former: Iterable[Known]) -> Known | None:
    return next(iter(former), None)


def _other_then(area: Known, former: Known, year: int) -> Place:
    return problem(
        "place_was_smaller",
        place=area.full_name_vi,
        year=str(year),
        former=former.full_name_vi,
        until=former.valid_to or "",
    )
