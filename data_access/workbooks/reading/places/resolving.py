"""The areas that the rows of a table mean: each place is looked up once, and all of them together."""

from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from data_access.workbooks.reading.places.gazetteer import Gazetteer
from data_access.workbooks.reading.places.known import ABOVE_VINTAGES, NATION, Known
from data_access.workbooks.reading.places.names import TOTALS, large_area_key, written_name
from data_access.workbooks.reading.places.parents import ABOVE_COLUMNS
from data_access.workbooks.reading.places.wanted import Place, Wanted
from vocabulary.vintages import OF_LARGE_AREAS

PLACE_COLUMNS = ["vintage", "level", "area_code", "area_name"]
# A list of so many provinces is one of all.
FEWEST_OF_ALL_PROVINCES = 30
CODE_PROBLEMS = (
    *("unknown_code", "code_name_disagree", "code_of_other_era", "ambiguous_code"),
    "code_of_another_list",
)


class Context(NamedTuple):
    """What is known of all places of a table.

    ``levels`` are tried in their order for a name that areas of several levels bear, ``inside`` is the
    number of the area that the file is about; with ``names_win`` a code of another list gives way to a name.
    """

    levels: tuple[str, ...] = ()
    inside: int | None = None
    names_win: bool = False


def resolve(
    gazetteer: Gazetteer, cells: pd.DataFrame, context: Context
) -> tuple["pd.Series[Any]", pd.DataFrame]:
    """The area number of each row (``<NA>`` where there is none) and the rows' problems.

    ``cells`` has the text columns vintage, level, area_code and area_name, "" where empty, and may have
    province_name and district_name, the names of what an area lies in, and year. Each distinct combination
    is looked up once. The frame of problems has the columns code and facts on the same index; one of a row
    that has an area is a warning.
    """
    columns = PLACE_COLUMNS + [name for name in ABOVE_COLUMNS if name in cells]
    number = cells.groupby(columns, sort=False, dropna=False, observed=True).ngroup().to_numpy()
    distinct = cells.drop_duplicates(columns)[columns]
    wanted = [_wanted(row, context) for row in distinct.itertuples(index=False, name=None)]
    found = [_found(gazetteer, one, context) for one in wanted]
    found = _as_whole(gazetteer, wanted, found, context)
    ids = pd.Series(pd.array([place.area_id for place in found], dtype="Int64")[number], index=cells.index)
    problems = pd.DataFrame(
        {"code": [place.problem for place in found], "facts": [dict(place.facts) for place in found]}
    )
    is_told = problems["code"].ne("").to_numpy()[number]
    flagged = problems.iloc[number[is_told]].set_axis(cells.index[is_told])
    return _with_ended(gazetteer, cells, ids, flagged)


def _wanted(row: tuple[Any, ...], context: Context) -> Wanted:
    vintage, level, code, name, *above = map(str, row)
    return Wanted(vintage, level, code, name, context.levels, context.inside, tuple(filter(None, above)))


def _found(gazetteer: Gazetteer, wanted: Wanted, context: Context) -> Place:
    place = gazetteer.find(wanted)
    if not (context.names_win and wanted.name and place.problem in CODE_PROBLEMS):
        return place
    named = gazetteer.by_name(wanted)
    if named.area_id is None:
        return named
    facts = (("code", wanted.code), ("place", gazetteer.described(named.area_id)))
    return Place(named.area_id, "foreign_code", facts)


def _as_whole(
    gazetteer: Gazetteer, wanted: list[Wanted], found: list[Place], context: Context
) -> list[Place]:
    """The places once all of them are known: rows of totals, and bare names in a list of districts."""
    levels = Counter(gazetteer.areas[place.area_id].level for place in found if place.area_id is not None)
    level = levels.most_common(1)[0][0] if levels else ""
    return [
        _total(gazetteer, one, found, context)
        if place.area_id is None and large_area_key(one.name) in TOTALS and not one.code
        else _of_level(gazetteer, one, place, level)
        for one, place in zip(wanted, found, strict=True)
    ]


def _is_bare(wanted: Wanted) -> bool:
    """Whether a name stands alone, without a level, a code, or a word for its kind."""
    readings = written_name(wanted.name).readings
    return not (wanted.level or wanted.code) and len(readings) == 1 and readings[0].kinds is None


def _of_level(gazetteer: Gazetteer, wanted: Wanted, place: Place, level: str) -> Place:
    """«Yên Bái» among districts may be the province and the city: it is refused with both named."""
    if place.area_id is None or not _is_bare(wanted) or level not in ("district", "commune"):
        return place
    at = gazetteer.areas[place.area_id].level
    if at in (*ABOVE_VINTAGES, level) or level not in gazetteer.levels_of(wanted):
        return place
    other = gazetteer.find(wanted._replace(level=level))
    if other.area_id is None:
        return place
    places = "; ".join(gazetteer.described(number) for number in (place.area_id, other.area_id))
    return Place(None, "ambiguous_place", (("name", wanted.name), ("places", places)))


def _total(gazetteer: Gazetteer, wanted: Wanted, found: list[Place], context: Context) -> Place:
    """The area that a row such as «Tổng cộng» is of: the one that all others lie in, if it is one."""
    areas = [gazetteer.areas[place.area_id] for place in found if place.area_id is not None]
    parts = [area for area in areas if area.level not in ABOVE_VINTAGES]
    whole = _common_whole(gazetteer, parts)
    if whole is None and context.inside is not None:
        is_of_file = all(part.id in gazetteer.within(context.inside) for part in parts)
        whole = context.inside if is_of_file else None
    return Place(whole) if whole is not None else Place(None, "total_of_what", (("name", wanted.name),))


def _common_whole(gazetteer: Gazetteer, parts: list[Known]) -> int | None:
    """The area that areas of one level all lie in; of most provinces it is the nation."""
    levels = {area.level for area in parts}
    if levels == {"province"}:
        is_of_all = len(parts) >= FEWEST_OF_ALL_PROVINCES
        return gazetteer.id_of((OF_LARGE_AREAS, *NATION)) if is_of_all else None
    wholes = {area.parent_id for area in parts}
    return wholes.pop() if len(levels) == len(wholes) == 1 and len(parts) > 1 else None


def _with_ended(
    gazetteer: Gazetteer, cells: pd.DataFrame, ids: "pd.Series[Any]", problems: pd.DataFrame
) -> tuple["pd.Series[Any]", pd.DataFrame]:
    """The areas that have ended since are known in the years in which they were there."""
    ended = problems.index[problems["code"].eq("place_ended")] if len(problems) else problems.index
    if "year" not in cells or not len(ended):
        return ids, problems
    rows = cells.loc[ended]
    found = pd.Series(
        [
            gazetteer.ended(str(name), int(year))
            for name, year in zip(rows["area_name"], rows["year"], strict=True)
        ],
        index=ended,
        dtype="Int64",
    ).dropna()
    ids = ids.copy()
    ids.loc[found.index] = found
    return ids, problems.drop(found.index)
