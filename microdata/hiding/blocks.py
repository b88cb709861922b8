"""Columns that are hidden together, and when.

A group of people of 1 to 4 on a list is never shown (``small_cells``), and of a list of 1 to 4 households
nothing is told but how many there are: what all of two households lack is what each of them lacks. How many
households are on a list is posted in the commune by law (QĐ 24/2021/QĐ-TTg), and so are who left it and who
joined.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import CAUSES, LISTS
from data_access.workbooks.reading.forms import PEOPLES
from microdata.counting.movement import WATCH_YEARS
from microdata.schema import CHILDREN

PEOPLE_KINDS = ("kinh", "ethnic_minority", "local_minority")
GROUP_KINDS = ("without_labour", "with_merit_member", "in_other_groups")


class Column(NamedTuple):
    """A column and the one that it is a part of."""

    code: str
    whole: str


class Block(NamedTuple):
    """Columns that are hidden together in an area.

    They are where a list of ``lists`` has 1 to 4 households there, where a column has 1 to 4 and they are
    ``of_people``, and where the block ``hidden_with`` is.
    """

    name: str
    columns: tuple[Column, ...]
    lists: tuple[str, ...]
    of_people: bool = False
    hidden_with: str = ""


def _parts(start: str, kinds: Iterable[str]) -> Iterator[Column]:
    for unit in ("households", "persons"):
        whole = {"households": f"{start}households", "persons": f"{start}persons"}[unit]
        whole = "total_households" if whole == "households" else whole
        yield from (Column(f"{start}{unit}_{kind}", whole) for kind in kinds)


def _of_list(of_list: str) -> Iterator[Block]:
    total = f"{of_list}_households"
    own = (of_list,)
    each = tuple(
        Column(f"{total}_of_{name}", f"{total}_ethnic_minority") for name in (*PEOPLES, "other_peoples")
    )
    yield Block(f"each_people_{of_list}", each, own, of_people=True, hidden_with="peoples")
    groups = tuple(_parts(f"{of_list}_", GROUP_KINDS))
    yield Block(f"groups_{of_list}", groups, own, of_people=True, hidden_with="peoples")
    yield Block(f"women_{of_list}", (Column(f"{total}_headed_by_women", total),), own, of_people=True)
    lacking = tuple(Column(f"{of_list}_deprived_{name}", total) for name in DEPRIVATIONS)
    yield Block(f"deprivations_{of_list}", lacking, own)
    yield Block(f"causes_{of_list}", tuple(Column(f"{of_list}_cause_{name}", total) for name in CAUSES), own)
    children = tuple(Column(f"{of_list}_{column.name}", f"{of_list}_persons") for column in CHILDREN)
    yield Block(f"children_{of_list}", children, own)


PEOPLES_OF_ALL = Block(
    "peoples",
    tuple(column for start in ("", "poor_", "near_poor_") for column in _parts(start, PEOPLE_KINDS)),
    LISTS,
    of_people=True,
)
# Households that left the lists lately, by the year in which they are watched.
WATCHED = Block(
    "watched",
    tuple(Column(f"watched_in_year_{year}", "total_households") for year in range(1, WATCH_YEARS + 1)),
    (),
    of_people=True,
)
BLOCKS = (PEOPLES_OF_ALL, WATCHED, *(block for of_list in LISTS for block in _of_list(of_list)))
# Sums of hidden columns that would give away the one that is left.
SUMS = {f"{of_list}_deprivations_total": f"deprivations_{of_list}" for of_list in LISTS}
