"""What a search answers."""

from dataclasses import dataclass
from typing import Literal

Match = Literal["name", "code", "spelling", "part", "beginning", "similar"]


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area that a hit refers to."""

    vintage: str
    level: str
    code: str
    kind: str
    name_vi: str
    name_en: str
    full_name_vi: str
    full_name_en: str


@dataclass(frozen=True, slots=True)
class Hit(NamedArea):
    """An area that was found, under the name by which it was found.

    ``name_from`` and ``name_to`` are the ISO dates of that name, ``valid_from`` and ``valid_to`` of the area
    (None where open). ``parents`` are ordered from the nearest up. ``now_in`` is the province of today of
    an area that ended, ``successors`` the number of areas that took over its territory.
    ``match`` says what agreed: the whole name, a code, the name in another spelling (accents, y for i,
    a short name), a part of the name, its beginning, or letters that are nearly the same.
    ``cost`` grows with the distance from what was typed; 0 is exact.
    """

    name_from: str | None
    name_to: str | None
    valid_from: str | None
    valid_to: str | None
    parents: tuple[NamedArea, ...]
    now_in: NamedArea | None
    successors: int
    became_vi: str | None
    became_en: str | None
    match: Match
    cost: float
