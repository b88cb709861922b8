"""What the search of a pack looks through: places with level, time, where they lie, and their code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.pack.extent import Shelf
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW
from vocabulary.words import Words

# Key, number of the shelf, bare name, full name, level and time in words, what it lies in.
Row = list[str | int]


def search_rows(visit: Visit, shelves: Sequence[Shelf], codes: Mapping[PlaceKey, str]) -> list[Row]:
    """Return a row for each place, wide ones first, those of today before those of before."""
    rows = [
        _row(visit, place, number, codes.get(place, ""))
        for number, shelf in enumerate(shelves)
        for place in shelf.places
    ]
    return rows


def _row(visit: Visit, place: PlaceKey, shelf: int, code: str) -> Row:
    words, edition = visit.words, visit.edition
    row = area_frames.area_row(edition, place)
    above = area_frames.line_of(edition, place)[:-1]
    names = [words.of(area_frames.area_row(edition, one), "full_name") for one in reversed(above)]
    name, full = words.of(row), words.of(row, "full_name")
    return [str(place), shelf, name, full, kind_and_time(place, words), ", ".join(names), code]


def kind_and_time(place: PlaceKey, words: Words) -> str:
    """Return level and time of a place in words: "xã, phường, đặc khu, hiện nay"; of the nation nothing."""
    if place.level == "nation":
        return ""
    era = "today" if place.vintage == NEW else "before"
    return words(f"pack.level_{place.level}_{era}")
