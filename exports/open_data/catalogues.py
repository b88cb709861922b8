"""Indicators, areas, their crosswalk, sources, standards and measures as rows for programs."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data_access.queries.crosswalk import crosswalk_pairs
from exports.open_data import listed_columns as columns
from exports.open_data.columns import of_columns
from exports.open_data.marks import licence, marked
from exports.open_data.places import inside, units_of
from exports.open_data.questions import AreaQuestion, CrosswalkQuestion, Question
from ui.cached import area_frames, figure_frames, source_frames, target_frames
from ui.cached.editions import Edition, ask
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW


def indicator_rows(edition: Edition, _question: Question) -> pd.DataFrame:
    """Return every indicator by position, with the columns of ``INDICATORS``."""
    return of_columns(marked(figure_frames.indicators(edition), edition), columns.INDICATORS)


def area_rows(edition: Edition, question: AreaQuestion) -> pd.DataFrame:
    """Return the areas of a level by vintage and code, with the columns of ``AREAS``.

    Empty where the store has none; NotThere for an area or place that there is not.
    """
    found = [_areas(edition, units) for units in units_of(edition, question)]
    rows = pd.concat(found, ignore_index=True) if found else _areas(edition, (NEW, ""))
    return of_columns(marked(inside(edition, question, rows), edition), columns.AREAS)


def _areas(edition: Edition, units: PlaceKey | tuple[str, str]) -> pd.DataFrame:
    vintage, level = (units.vintage, units.level) if isinstance(units, PlaceKey) else units
    rows = area_frames.areas(edition, level, vintage).rename(columns={"code": "area_code"})
    return rows[rows["area_code"] == units.code] if isinstance(units, PlaceKey) else rows


def crosswalk_rows(edition: Edition, question: CrosswalkQuestion) -> pd.DataFrame:
    """Return which areas went into which, by later and earlier code, with the columns of ``CROSSWALK``."""
    level, before, now = question.level, question.from_vintage, question.to_vintage
    pairs = ask(edition, partial(crosswalk_pairs, level=level, from_vintage=before, to_vintage=now))
    rows = pairs.assign(level=level, from_vintage=before, to_vintage=now)
    return of_columns(marked(rows, edition), columns.CROSSWALK)


def source_rows(edition: Edition, _question: Question) -> pd.DataFrame:
    """Return every source by code, with the columns of ``SOURCES``."""
    rows = source_frames.sources(edition)
    rows = rows.assign(licence=rows["licence"].map(licence))
    return of_columns(marked(rows, edition), columns.SOURCES)


def standard_rows(edition: Edition, _question: Question) -> pd.DataFrame:
    """Return every poverty standard by first year, with the columns of ``STANDARDS``."""
    return of_columns(marked(source_frames.standards(edition), edition), columns.STANDARDS)


def measure_rows(edition: Edition, _question: Question) -> pd.DataFrame:
    """Return what projects do and bring about, by position, with the columns of ``MEASURES``."""
    return of_columns(marked(target_frames.measures(edition), edition), columns.MEASURES)
