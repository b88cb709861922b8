"""Which areas a question means, and the error that names what the store does not have."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from exports.open_data.questions import VINTAGES, OfPlaces
from ui.cached import area_frames
from ui.cached.editions import Edition
from ui.text.place_key import NATION, PlaceKey, place_key

USUAL_LEVEL = "province"


class NotThere(LookupError):
    """The store has nothing of that name: the parameter and its value."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(parameter, value)
        self.parameter, self.value = parameter, value


def area_of(edition: Edition, question: OfPlaces) -> PlaceKey | None:
    """Return the one area of a question, None where it asks for more; NotThere where there is none such."""
    if question.area is None:
        return None
    area = _known(edition, "area", question.area)
    # Level and vintage are in the key; others beside it would answer another question.
    for parameter, own in (("level", area.level), ("vintage", area.vintage)):
        given = getattr(question, parameter)
        if given not in (None, own):
            raise NotThere(parameter, given)
    return area


def level_of(question: OfPlaces) -> str:
    """Return the level of a question, provinces where it names none."""
    return question.level or USUAL_LEVEL


def vintages_of(question: OfPlaces) -> tuple[str, ...]:
    """Return the vintages of a question, all where it names none."""
    return VINTAGES if question.vintage is None else (question.vintage,)


def units_of(edition: Edition, question: OfPlaces) -> Iterator[PlaceKey | tuple[str, str]]:
    """Yield the one area of a question, or vintage and level of the areas it means, by vintage."""
    area = area_of(edition, question)
    if area is not None:
        yield area
        return
    for vintage in vintages_of(question):
        if not area_frames.areas(edition, level_of(question), vintage).empty:
            yield vintage, level_of(question)


def inside(edition: Edition, question: OfPlaces, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows (``vintage``, ``level``, ``area_code``) whose areas lie in the place of a question.

    All rows where it names none. A place of earlier boundaries holds the later areas that any of its communes
    went into. NotThere for a place that there is not.
    """
    if question.within is None:
        return rows
    place = _known(edition, "within", question.within)
    if place == NATION:
        return rows
    groups = rows[["vintage", "level"]].drop_duplicates()
    found = pd.Series(False, index=rows.index)
    for vintage, level in groups.itertuples(index=False):
        codes = area_frames.codes_within(edition, level, vintage, place)
        found |= (rows["vintage"] == vintage) & (rows["level"] == level) & rows["area_code"].isin(codes)
    return rows[found]


def _known(edition: Edition, parameter: str, written: str) -> PlaceKey:
    place = place_key(written)
    if place is None or not area_frames.is_place(edition, place):
        raise NotThere(parameter, written)
    return place
