"""By which boundaries the places of a table are: their names decide, else the file or its sender says."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.understanding.place_names import LEVELS, WrittenPlace, bearers_at, is_total
from vocabulary.vintages import NEW, OLD

VINTAGES = (OLD, NEW)
# So many of the names are of a level where it is the level of the table.
MOST = 0.6
# No figure of later years is by the boundaries that ended in the middle of 2025.
FIRST_YEAR_OF_TODAY_ALONE = 2026
_COUNTED = re.compile(r"\b(34|63|64)\s+(?:tinh|don vi hanh chinh cap tinh|provinces)\b")
_NEW_WORDS = re.compile(
    r"dia gioi (?:hanh chinh )?moi|sau (?:khi )?(?:sap xep|sap nhap|hop nhat)|don vi hanh chinh moi"
)
_OLD_WORDS = re.compile(
    r"dia gioi (?:hanh chinh )?cu|truoc (?:khi )?(?:sap xep|sap nhap|hop nhat)|don vi hanh chinh cu"
)


class Boundaries(NamedTuple):
    """The vintage and level of a table's places.

    ``vintage`` is "" where the names are of both vintages; ``row`` is the first whose name decides, 0 where
    none does.
    """

    vintage: str
    level: str
    row: int = 0


def boundaries_of(gazetteer: Gazetteer, names: Sequence[WrittenPlace], level_of_heading: str) -> Boundaries:
    """What the names of a table say of its level and vintage."""
    units = [name for name in names if not is_total(name.text)]
    level = _level(gazetteer, units, level_of_heading)
    of_level = [name for name in units if _is_of_level(gazetteer, name, level)]
    fits = {
        vintage: [bool(bearers_at(gazetteer, vintage, name.text, level)) for name in of_level]
        for vintage in VINTAGES
    }
    deciding = [
        (vintage, name.row)
        for vintage, other in ((OLD, NEW), (NEW, OLD))
        for name, here, there in zip(of_level, fits[vintage], fits[other], strict=True)
        if here and not there
    ]
    vintages = {vintage for vintage, _ in deciding}
    if len(vintages) == 1:
        return Boundaries(deciding[0][0], level, deciding[0][1])
    if not vintages and of_level and _is_whole_of_today(gazetteer, of_level, level):
        return Boundaries(NEW, level, of_level[0].row)
    if len(vintages) > 1:
        more = max(VINTAGES, key=lambda vintage: sum(one == vintage for one, _ in deciding))
        return Boundaries(more, level, next(row for vintage, row in deciding if vintage == more))
    return Boundaries("", level)


def _level(gazetteer: Gazetteer, names: Sequence[WrittenPlace], level_of_heading: str) -> str:
    """The level that the heading names, or the highest that most of the names are of.

    Names of provinces are also those of communes: the lower levels count only where the names are no
    provinces.
    """
    counts = {level: sum(_is_of_level(gazetteer, name, level) for name in names) for level in LEVELS}
    if level_of_heading and counts[level_of_heading]:
        return level_of_heading
    most = next((level for level in LEVELS if names and counts[level] >= MOST * len(names)), "")
    return most or max(LEVELS, key=lambda level: counts[level]) if any(counts.values()) else level_of_heading


def _is_of_level(gazetteer: Gazetteer, name: WrittenPlace, level: str) -> bool:
    return any(bearers_at(gazetteer, vintage, name.text, level) for vintage in VINTAGES)


def _is_whole_of_today(gazetteer: Gazetteer, names: Sequence[WrittenPlace], level: str) -> bool:
    """Whether the table has each of today's provinces, and no other."""
    if level != "province":
        return False
    here = {area.code for name in names for area in bearers_at(gazetteer, NEW, name.text, level)}
    all_of_today = {
        area.code for area in gazetteer.areas.values() if (area.vintage, area.level) == (NEW, level)
    }
    return here == all_of_today


def said_of_boundaries(text: str) -> str:
    """The vintage that a title or note states («34 tỉnh», «sau sắp xếp»); "" where it states none."""
    bare = folded(text)
    counted = _COUNTED.search(bare)
    if counted is not None:
        return NEW if counted[1] == "34" else OLD
    if _NEW_WORDS.search(bare):
        return NEW
    return OLD if _OLD_WORDS.search(bare) else ""
