"""What a file says of a place, and what came of looking it up."""

from typing import NamedTuple


class Wanted(NamedTuple):
    """What a file says of a place.

    ``level`` is the level that it names, ``levels`` are those that are tried in their order for a name that
    areas of several bear. ``above`` are names of areas that it lies in, ``inside`` the number of the area
    that the whole file is about.
    """

    vintage: str
    level: str
    code: str
    name: str
    levels: tuple[str, ...] = ()
    inside: int | None = None
    above: tuple[str, ...] = ()


class Place(NamedTuple):
    """The store's number of the area that is meant, or None; the code of a finding with its facts.

    A finding beside a number is a warning.
    """

    area_id: int | None
    problem: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def problem(code: str, /, **facts: str) -> Place:
    """No area, and the finding that says why."""
    return Place(None, code, tuple(facts.items()))
