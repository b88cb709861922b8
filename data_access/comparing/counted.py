"""What an indicator counts: people, land, or things that may lie anywhere; and how a crosswalk moves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """What a count counts: which ways of the crosswalk bring none of it, and which bring all of it."""

    not_brought_by: tuple[str, ...]
    whole_by: tuple[str, ...]


PEOPLE = Counted(not_brought_by=("land",), whole_by=("all", "all_people"))
LAND = Counted(not_brought_by=("people",), whole_by=("all", "all_land"))
# Works, money and everything else that may lie anywhere.
ANYTHING = Counted(not_brought_by=(), whole_by=("all",))
COUNTED_BY_UNIT = {
    **dict.fromkeys(("households", "persons", "thousand_persons"), PEOPLE),
    "square_kilometres": LAND,
}


def counted(units: Iterable[str]) -> Counted:
    """Return what indicators of these units count; ``ANYTHING`` where they differ or count something else."""
    found = {COUNTED_BY_UNIT.get(unit, ANYTHING) for unit in units}
    return found.pop() if len(found) == 1 else ANYTHING
