"""The columns of a register: one row a household and year.

A household is known by a keyed hash alone, 32 to 64 hexadecimal digits; whoever holds the key keeps it. Its
commune is the unit of its year, by ``vintage`` and code. ``score`` is score A, the income that was
estimated; ``lacks_…`` are the twelve deprivations, each 10 points of score B. Both may be empty for a
household that the review did not survey, which is on no list then. Forms: TT 07/2021/TT-BLĐTBXH, TT
02/2022/TT-BLĐTBXH.
"""

from collections.abc import Iterable
from typing import NamedTuple

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import CAUSES, LISTS
from data_access.workbooks.reading.forms import PEOPLES
from vocabulary.vintages import NEW, OLD

WHOLE, FLAG, WORD, HASH, CODE = "whole", "flag", "word", "hash", "code"
# The standard whose score and twelve deprivations are known holds in these years: NĐ 07/2021, NĐ 351/2025.
FIRST_YEAR, LAST_YEAR = 2022, 2026
KINH, OTHER_PEOPLES = "kinh", "other"
AVERAGE_FARM, NOT_LISTED = "average_farm", "other"
CLASSES = (*LISTS, AVERAGE_FARM, NOT_LISTED)
STAYED, MOVED_IN, GONE = "stayed", "moved_in", "gone"
HASH_FORM = r"^[0-9a-f]{32,64}$"
CODE_FORM = r"^[0-9]{3}([0-9]{2})?$"


class Column(NamedTuple):
    """One column; ``low`` and ``high`` bound a number, ``words`` are all that a word may be."""

    name: str
    kind: str
    may_be_empty: bool = False
    low: int = 0
    high: int = 0
    words: tuple[str, ...] = ()


LACKS = {name: f"lacks_{name}" for name in DEPRIVATIONS}
CAUSED_BY = {name: f"cause_{name}" for name in CAUSES}
REQUIRED = (
    Column("year", WHOLE, low=FIRST_YEAR, high=LAST_YEAR),
    Column("household", HASH),
    Column("vintage", WORD, words=(OLD, NEW)),
    Column("commune", CODE),
    Column("urban", FLAG),
    Column("people", WORD, words=(KINH, *PEOPLES, OTHER_PEOPLES)),
    Column("head_sex", WORD, words=("female", "male")),
    Column("members", WHOLE, low=1, high=99),
    Column("score", WHOLE, may_be_empty=True, low=0, high=1000),
    *(Column(name, FLAG, may_be_empty=True) for name in LACKS.values()),
    Column("class_now", WORD, may_be_empty=True, words=CLASSES),
    Column("class_before", WORD, may_be_empty=True, words=CLASSES),
    *(Column(name, FLAG, may_be_empty=True) for name in CAUSED_BY.values()),
)
# What a year brought: forms 2 and 3 count it. ``left_year`` is when a household last left the lists before.
MOVEMENT = (
    Column("presence", WORD, words=(STAYED, MOVED_IN, GONE)),
    Column("members_before", WHOLE, may_be_empty=True, low=1, high=99),
    Column("left_year", WHOLE, may_be_empty=True, low=2000, high=LAST_YEAR),
)
GROUP_COLUMNS = (Column("without_labour", FLAG), Column("with_merit_member", FLAG))
LOCAL = (Column("local_minority", FLAG),)
CHILDREN = tuple(
    Column(name, WHOLE, high=99)
    for name in (
        *("children", "children_without_health_insurance"),
        *("children_short_of_nutrition", "children_short_of_schooling"),
    )
)
# All columns of a set or none: what they are for is not made without them.
OPTIONAL = {"movement": MOVEMENT, "groups": GROUP_COLUMNS, "local": LOCAL, "children": CHILDREN}
COLUMNS = {
    column.name: column for column in (*REQUIRED, *(one for part in OPTIONAL.values() for one in part))
}


def sets_in(names: Iterable[str]) -> frozenset[str]:
    """Return the optional sets of columns that are there whole."""
    present = set(names)
    return frozenset(key for key, columns in OPTIONAL.items() if {one.name for one in columns} <= present)


def missing_columns(names: Iterable[str]) -> list[str]:
    """Return the columns that a register needs and has not, those of half-given sets as well."""
    present = set(names)
    lacking = [column.name for column in REQUIRED if column.name not in present]
    for columns in OPTIONAL.values():
        absent = [column.name for column in columns if column.name not in present]
        lacking += absent if len(absent) < len(columns) else []
    return lacking
