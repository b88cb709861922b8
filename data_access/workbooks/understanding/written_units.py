"""Units as tables state them, and how many of an indicator's unit each of them is."""

import re
from typing import NamedTuple

from data_access.text.folding import folded


class Unit(NamedTuple):
    """A unit of numbers: what is counted, and how many of it one is."""

    counted: str
    factor: float


UNITS = {
    "households": Unit("households", 1),
    "thousand_households": Unit("households", 1_000),
    "persons": Unit("persons", 1),
    "thousand_persons": Unit("persons", 1_000),
    "million_persons": Unit("persons", 1_000_000),
    "percent": Unit("share", 1),
    "fraction": Unit("share", 100),
    "dong": Unit("dong", 1),
    "thousand_vnd": Unit("dong", 1_000),
    "million_vnd": Unit("dong", 1_000_000),
    "billion_vnd": Unit("dong", 1_000_000_000),
}
_WRITTEN = {
    "ho": "households",
    "household": "households",
    "households": "households",
    "ho gia dinh": "households",
    "nghin ho": "thousand_households",
    "ngan ho": "thousand_households",
    "1000 ho": "thousand_households",
    "1.000 ho": "thousand_households",
    "1,000 ho": "thousand_households",
    "thousand households": "thousand_households",
    "nguoi": "persons",
    "khau": "persons",
    "nhan khau": "persons",
    "persons": "persons",
    "nghin nguoi": "thousand_persons",
    "ngan nguoi": "thousand_persons",
    "1000 nguoi": "thousand_persons",
    "1.000 nguoi": "thousand_persons",
    "thousand persons": "thousand_persons",
    "trieu nguoi": "million_persons",
    "%": "percent",
    "phan tram": "percent",
    "percent": "percent",
    "dong": "dong",
    "vnd": "dong",
    "nghin dong": "thousand_vnd",
    "ngan dong": "thousand_vnd",
    "1000 dong": "thousand_vnd",
    "1.000 dong": "thousand_vnd",
    "trieu dong": "million_vnd",
    "tr.d": "million_vnd",
    "trd": "million_vnd",
    "million dong": "million_vnd",
    "million vnd": "million_vnd",
    "trieu vnd": "million_vnd",
    "ty dong": "billion_vnd",
    "ti dong": "billion_vnd",
    "billion dong": "billion_vnd",
    "billion vnd": "billion_vnd",
}
_STATEMENT = re.compile(
    r"(?:\bdvt|\bdon vi tinh|\bdon vi(?! hanh chinh)|\bunit)\s*[:.]\s*(?P<units>[^()\n]*)"
)
_WRITTEN_STATEMENT = re.compile(
    r"\(?\s*(?:ĐVT|DVT|Đơn vị tính|Đơn vị|Don vi tinh|Don vi|Unit)\s*[:.]", re.IGNORECASE
)
_INTRODUCED = re.compile(
    r"(?:tinh (?:bang|theo|la)|bieu thi bang|theo don vi(?: tinh)?(?: la)?|\bdon vi(?: tinh)?(?: la)?|\bin)"
    r"\s+(?P<units>[^()\n]*)"
)
_SCALED = re.compile(
    r"(?<!\w)(?:nghin|ngan|trieu|ty|ti|chuc|tram|van|1[.,]?000|thousands?|millions?|billions?|hundreds?)\s+(?:of\s+)?"
    r"(?:ho|nguoi|khau|nhan khau|dong|vnd|households?|persons?|people)\b"
)
_BRACKETED = re.compile(r"\(\s*([^()]+?)\s*\)")
# A rate of the catalogue is in percent, whatever it is a percentage of.
_INDICATOR_UNITS = {
    "households": "households",
    "persons": "persons",
    "thousand_persons": "thousand_persons",
    "percent": "percent",
    "billion_vnd": "billion_vnd",
}


class UnitLine(NamedTuple):
    """What «ĐVT: …» says: the units by their names, and the words of it that are none."""

    units: tuple[str, ...]
    unknown: tuple[str, ...]


class StatedUnits(NamedTuple):
    """The units that a line states, and the rest of the line."""

    line: UnitLine
    rest: str


def stated_units(text: str) -> StatedUnits | None:
    """The units that a line states in any way: «ĐVT: …», «(nghìn hộ)», «tính bằng nghìn hộ», «nghìn hộ; %».

    None where it states none, or names one in words that are not understood.
    """
    line = unit_line(text)
    if line is not None:
        found = _WRITTEN_STATEMENT.search(text)
        return StatedUnits(line, text[: found.start()].strip() if found else "")
    bare = folded(text).strip(" .:;()*-")
    introduced = _INTRODUCED.search(bare)
    for written in (bare, introduced["units"] if introduced else ""):
        line = _units_in(written)
        if line.units and not line.unknown:
            return StatedUnits(line, "")
    for match in _BRACKETED.finditer(text):
        line = _units_in(folded(match[1]))
        if line.units and not line.unknown and names_scaled_unit(match[1]):
            return StatedUnits(line, f"{text[: match.start()]} {text[match.end() :]}".strip())
    return None


def names_scaled_unit(text: str) -> bool:
    """Whether a text names thousands, millions or the like of households, people or đồng."""
    return bool(_SCALED.search(folded(text)))


def unit_line(text: str) -> UnitLine | None:
    """The units of a line such as «Đơn vị tính: nghìn hộ, %»; None where the line states none."""
    found = _STATEMENT.search(folded(text))
    return None if found is None else _units_in(found["units"])


def _units_in(text: str) -> UnitLine:
    parts = [
        part.strip(" .") for part in re.split(r"[,;/]|\bva\b|\band\b", _protected(text)) if part.strip(" .")
    ]
    units = [_WRITTEN.get(part.replace("§", ".")) for part in parts]
    return UnitLine(
        tuple(unit for unit in units if unit),
        tuple(part for part, unit in zip(parts, units, strict=True) if not unit),
    )


def _protected(text: str) -> str:
    """A thousand written with a comma is one unit, not two."""
    return re.sub(r"1[.,]000", "1000", text)


def written_unit(text: str) -> str:
    """The unit that a cell of a unit column, or what stands in brackets, names; "" where it names none."""
    return _WRITTEN.get(_protected(folded(text)).strip(" ()."), "")


def bracketed_units(text: str) -> tuple[str, str]:
    """A heading without the unit in its brackets, and that unit; "" where there is none."""
    for match in _BRACKETED.finditer(text):
        unit = written_unit(match[1])
        if unit:
            return (text[: match.start()] + text[match.end() :]).strip(), unit
    return text, ""


def scale_for(indicator_unit: str, unit: str) -> float | None:
    """By what a number in ``unit`` is multiplied to be in an indicator's unit; None where it never is."""
    of_indicator = UNITS.get(_INDICATOR_UNITS.get(indicator_unit, ""))
    written = UNITS.get(unit)
    if of_indicator is None or written is None or of_indicator.counted != written.counted:
        return None
    return written.factor / of_indicator.factor


def own_unit(indicator_unit: str) -> str:
    """The unit of an indicator by the names here, "" where it has none of them."""
    return _INDICATOR_UNITS.get(indicator_unit, "")
