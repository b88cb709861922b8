"""The areas a file's rows can become, and every way their names are written."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path

from geo.importing.names import (
    KINDS,
    Key,
    folded_key,
    keys_with_kind,
    loose_key,
    toned_key,
    without_kind_in_brackets,
)
from vocabulary.vintages import FORMER_DISTRICTS, NEW, OLD

AREAS_FOLDER = Path(__file__).parents[2] / "data" / "areas"
FILES = {"province": "provinces.csv", "district": "districts.csv", "commune": "communes.csv"}
SUCCESSOR_FILES = ("../crosswalk.csv", "successors.csv")
EARLIER_FILES = ("provinces.csv", "predecessors.csv")
CODE_WIDTHS = {"province": 2, "district": 3, "commune": 5}

Target = tuple[str, str]
"""A level and a vintage."""

DRAWN: tuple[Target, ...] = (
    ("province", NEW),
    ("province", OLD),
    ("district", OLD),
    ("commune", NEW),
)
"""The layers that maps draw, and so the only ones that can be imported."""

KNOWN: tuple[Target, ...] = (*DRAWN, ("commune", OLD))
PARENT_LEVELS = {
    ("district", OLD): "province",
    ("commune", NEW): "province",
    ("commune", OLD): "district",
}

ALIASES = {("province", "79"): ("HCM", "HCMC", "Sài Gòn", "Hồ Chí Minh", "TP Hồ Chí Minh", "TP HCM")}
"""Names in use that no list of names has."""

EARLIER_SPELLINGS = {(FORMER_DISTRICTS, "049"): ("Quang Yen",)}
"""Names under which files have areas that ended, by vintage and code."""

Keys = tuple[frozenset[Key], ...]
"""Keys by grade; one of an earlier grade says more, and is tried first."""

GRADES: tuple[tuple[Callable[[str], Key], bool], ...] = (
    (toned_key, False),
    (toned_key, True),
    (folded_key, False),
    (folded_key, True),
    (loose_key, True),
)
"""How each grade makes its keys, and whether a name without a kind, or with another, is right too."""

FOLDED_WIDE = 3


@dataclass(frozen=True)
class Area:
    """One area of ``data/areas``, with the names and kinds of every date; ``parent`` is a code."""

    code: str
    level: str
    name_vi: str
    name_en: str
    parent: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    full_names: tuple[str, ...]
    other_names: tuple[str, ...]

    @cached_property
    def keys(self) -> Keys:
        """The keys its names have, grade by grade."""
        return tuple(self.keys_of(grade) for grade in range(len(GRADES)))

    def keys_of(self, grade: int) -> frozenset[Key]:
        """Return the keys its names have in one grade."""
        key, wide = GRADES[grade]
        kinds = KINDS[self.level] if wide else self.kinds
        found = {key(name) for name in self.full_names}
        if wide:
            found |= {key(name) for name in (*self.names, *self.other_names)}
        for name in self.names:
            found |= {written for kind in kinds for written in keys_with_kind(kind, name, key)}
        return frozenset(found)


@cache
def areas(target: Target) -> Mapping[str, Area]:
    """Return the areas of a level and vintage by code, sorted; the names of every date are theirs."""
    level, vintage = target
    dated: dict[str, list[dict[str, str]]] = {}
    for row in _rows("dated_names.csv"):
        if (row["level"], row["vintage"]) == target:
            dated.setdefault(row["code"], []).append(row)
    found = [row for row in _rows(FILES[level]) if row["vintage"] == vintage]
    return {row["code"]: _area(row, dated.get(row["code"], [])) for row in sorted(found, key=_code)}


def _code(row: dict[str, str]) -> str:
    return row["code"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (AREAS_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _area(row: dict[str, str], dated: list[dict[str, str]]) -> Area:
    versions = [row, *dated]
    aliases = ALIASES.get((row["level"], row["code"]), ())
    return Area(
        code=row["code"],
        level=row["level"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        parent=row["parent_code"],
        kinds=_distinct(version["kind"] for version in versions),
        names=_distinct(without_kind_in_brackets(version["name_vi"]) for version in versions),
        full_names=_distinct(without_kind_in_brackets(version["full_name_vi"]) for version in versions),
        other_names=(*aliases, *_distinct(version["full_name_en"] for version in versions), row["name_en"]),
    )


@dataclass(frozen=True)
class Predecessor:
    """An area that ended before the vintage's last day, and what it went into.

    ``successors`` are codes of the vintage; ``successor`` is the one that took over all or nearly all, ""
    where the area was split. ``ended`` is the ISO date of its last day.
    """

    area: Area
    ended: str
    successors: tuple[str, ...]
    successor: str


@cache
def predecessors(target: Target) -> tuple[Predecessor, ...]:
    """Return the earlier areas that went into areas of a level and vintage, by vintage and code."""
    level, vintage = target
    into: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in (row for name in SUCCESSOR_FILES for row in _rows(name)):
        is_of_level = (row["from_level"], row["to_level"], row["to_vintage"]) == (level, level, vintage)
        # The 63 provinces have a layer of their own: a file of them is never one of the 34.
        if is_of_level and (level, row["from_vintage"]) not in DRAWN:
            into.setdefault((row["from_vintage"], row["from_code"]), []).append(row)
    earlier = {(row["vintage"], row["code"]): row for name in EARLIER_FILES for row in _rows(name)}
    return tuple(
        _predecessor(earlier[key], ways)
        for key, ways in sorted(into.items())
        if key in earlier and earlier[key]["level"] == level and key[0] != vintage
    )


def _predecessor(row: dict[str, str], ways: list[dict[str, str]]) -> Predecessor:
    main = [way["to_code"] for way in ways if way["relation"] == "whole" or way["is_default"] == "1"]
    area = _area(row, [])
    spellings = EARLIER_SPELLINGS.get((row["vintage"], row["code"]), ())
    return Predecessor(
        area=replace(area, other_names=(*area.other_names, *spellings)),
        ended=row["valid_to"],
        successors=tuple(way["to_code"] for way in ways),
        successor=main[0] if main else "",
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


@lru_cache(maxsize=1 << 16)
def row_keys(texts: tuple[str, ...]) -> Keys:
    """Return the keys of a row's names, grade by grade as those of an area."""
    toned, folded = frozenset(map(toned_key, texts)), frozenset(map(folded_key, texts))
    return toned, toned, folded, folded, frozenset(map(loose_key, texts))


CODE = re.compile(r"\s*(?:VNM?[-_ ]?)?(\d{1,12})(?:\.0+)?\s*", re.IGNORECASE)


def code_in(text: str, target: Target) -> str | None:
    """Return the code of an area that a text means, else None.

    A prefix VN, lost leading zeros, a decimal point from a spreadsheet and the codes of the parents in front
    are understood.
    """
    written = CODE.fullmatch(text)
    if not written:
        return None
    width, known = CODE_WIDTHS[target[0]], areas(target)
    digits = written[1]
    if len(digits) <= width:
        code = digits.zfill(width)
        return code if code in known else None
    around, code = digits[:-width], digits[-width:]
    return code if code in known and around.endswith(known[code].parent) else None


@cache
def all_keys(target: Target) -> frozenset[Key]:
    """Return the folded keys of every area of a level and vintage."""
    return frozenset().union(*(area.keys_of(FOLDED_WIDE) for area in areas(target).values()))
