"""The areas a file's rows can become, and every way their names are written."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.importing.names import KINDS, folded_key, loose_key, toned_key, written_with

AREAS_FOLDER = Path(__file__).parents[2] / "data" / "areas"
FILES = {"province": "provinces.csv", "district": "districts.csv", "commune": "communes.csv"}
CODE_WIDTHS = {"province": 2, "district": 3, "commune": 5}

Target = tuple[str, str]
"""A level and a vintage."""

DRAWN: tuple[Target, ...] = (
    ("province", "v2025"),
    ("province", "v2008"),
    ("district", "v2008"),
    ("commune", "v2025"),
)
"""The layers that maps draw, and so the only ones that can be imported."""

KNOWN: tuple[Target, ...] = (*DRAWN, ("commune", "v2008"))
PARENT_LEVELS = {
    ("district", "v2008"): "province",
    ("commune", "v2025"): "province",
    ("commune", "v2008"): "district",
}

ALIASES = {("province", "79"): ("HCM", "HCMC", "Sài Gòn")}
"""Names in use that no list of names has."""

# A key of an earlier grade says more, and is tried first.
GRADES = 5


@dataclass(frozen=True)
class Area:
    """One area of ``data/areas``: ``keys`` holds for each grade the keys its names have."""

    code: str
    name_vi: str
    name_en: str
    parent: str
    keys: tuple[frozenset[str], ...]


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
    aliases = ALIASES.get((row["level"], row["code"]), ())
    return Area(
        code=row["code"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        parent=row["parent_code"],
        keys=_keys(row["level"], [row, *dated], aliases),
    )


def _keys(level: str, versions: list[dict[str, str]], aliases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    own = {
        text for row in versions for text in (row["full_name_vi"], *written_with(row["kind"], row["name_vi"]))
    }
    bare = {row["name_vi"] for row in versions} | set(aliases)
    other = {text for name in bare for kind in KINDS[level] for text in written_with(kind, name)}
    english = {row[column] for row in versions for column in ("name_en", "full_name_en")}
    wide = own | bare | other | english
    return (
        frozenset(map(toned_key, own)),
        frozenset(map(toned_key, own | bare | other)),
        frozenset(map(folded_key, own)),
        frozenset(map(folded_key, wide)),
        frozenset(map(loose_key, wide)),
    )


def row_keys(texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return the keys of a row's names, grade by grade as those of an area."""
    toned, folded = frozenset(map(toned_key, texts)), frozenset(map(folded_key, texts))
    return toned, toned, folded, folded, frozenset(map(loose_key, texts))


CODE = re.compile(r"\s*(?:VNM?)?[-_ ]?(\d{1,12})(?:\.0+)?\s*", re.IGNORECASE)


def code_in(text: str, target: Target) -> str | None:
    """Return the code of an area that a text stands for, else None.

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
def all_keys(target: Target) -> frozenset[str]:
    """Return the folded keys of every area of a level and vintage."""
    return frozenset().union(*(area.keys[3] for area in areas(target).values()))
