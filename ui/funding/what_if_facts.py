"""What the parts of a place can be weighed by when a sum is shared; see data_access.money.sharing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data_access.money.sharing import CLASSES, scored_areas
from geo.layers import UnknownLayer
from geo.remoteness import kilometres_to_city
from ui.cached import area_frames, household_lists
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.funding.need_facts import need_facts
from ui.funding.parts import Parts
from ui.money.funding_choice import FundingChoice


@dataclass(frozen=True)
class Scored:
    """What the places of a level can be weighed by.

    ``places`` has ``area_code``, names, ``money_vnd`` (Int64, today's) and a column of whole scores for each
    of ``criteria``, which are none where too few places can be scored. It holds the places whose poor and
    near-poor households are known, ``left_out`` counts the others. ``stage`` is the money's, ``sources``
    those it, the rate and the lists rest on.
    """

    places: pd.DataFrame
    criteria: tuple[str, ...]
    left_out: int
    list_year: int | None
    stage: str
    sources: tuple[str, ...]


@shared_value(FRAMES_KEPT)
def scored(edition: Edition, chosen: FundingChoice, parts: Parts) -> Scored:
    """Return the places with their scores, one row a place, by code."""
    need = need_facts(edition, chosen, parts)
    level, vintage = parts.level, parts.vintage
    minority = household_lists.minority_households(edition, level, vintage, need.list_year)
    listed = frozenset[str]().union(
        *(area_frames.codes_of_class(edition, level, vintage, name) for name in CLASSES)
    )
    columns = ["area_code", "name_vi", "name_en", "households", "money_vnd"]
    places, criteria = scored_areas(need.places[columns], minority, _kilometres(level, vintage), listed)
    left_out = len(need.places) - len(places)
    sources = tuple(dict.fromkeys((*need.sources, *_class_sources(edition))))
    return Scored(places, criteria, left_out, need.list_year, need.stage, sources)


def _class_sources(edition: Edition) -> list[str]:
    """Return the sources of the lists that a place may stand on."""
    listed = area_frames.area_classes(edition)
    return [
        str(code) for code in listed.loc[listed["class_code"].isin(CLASSES), "source_code"].dropna().unique()
    ]


def _kilometres(level: str, vintage: str) -> Mapping[str, int]:
    """Return how far each place is from the nearest centrally run city; nothing without outlines."""
    try:
        return kilometres_to_city(level, vintage)
    except UnknownLayer:
        return {}
