"""What a sum shared by weights would give each place, beside the money it has today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data_access.money.sharing import shared
from geo.layers import UnknownLayer
from geo.remoteness import kilometres_to_city
from ui.cached import area_frames, household_lists
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.funding.choice import FundingChoice
from ui.funding.need_facts import need_facts
from ui.funding.parts import Parts

CRITERIA = ("poor", "minority", "remote", "listed")
# Of fewer of the places nothing is said: a sum shared among the few that are known would mislead.
ENOUGH = 0.5
CLASSES = ("poor_district", "province_with_poor_district", "coastal_commune_escaped")


@dataclass(frozen=True)
class Scored:
    """What the places of a level can be weighed by.

    ``places`` has ``area_code``, names, ``money_vnd`` (Int64, today's) and a column of whole scores for each
    of ``criteria``, which are none where too few places can be scored. It holds the places whose poor and
    near-poor households are known, ``left_out`` counts the others. ``stage`` is the money's, ``sources``
    those it and the rate rest on.
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
    known = need.places[need.places["households"].notna()]
    households = known["households"].astype("int64")
    measured = {
        "poor": households,
        **_measured(edition, parts, need.list_year, known["area_code"], households),
    }
    enough = len(known) >= ENOUGH * len(need.places)
    usable = {name: scores for name, scores in measured.items() if enough and scores.sum() > 0}
    places = known[["area_code", "name_vi", "name_en", "money_vnd"]].assign(**usable)
    left_out = len(need.places) - len(known)
    places = places.sort_values("area_code", ignore_index=True)
    return Scored(places, tuple(usable), left_out, need.list_year, need.stage, need.sources)


def _measured(
    edition: Edition, parts: Parts, year: int | None, codes: pd.Series[str], households: pd.Series[int]
) -> dict[str, pd.Series[int]]:
    """Return what the households are multiplied by, or the part of them that counts."""
    minority = codes.map(household_lists.minority_households(edition, parts.level, parts.vintage, year))
    try:
        far = codes.map(kilometres_to_city(parts.level, parts.vintage))
    except UnknownLayer:
        far = pd.Series(0, index=codes.index)
    members = frozenset[str]().union(
        *(area_frames.codes_of_class(edition, parts.level, parts.vintage, name) for name in CLASSES)
    )
    return {
        "minority": minority.fillna(0).round().astype("int64"),
        "remote": households * far.fillna(0).astype("int64"),
        "listed": households.where(codes.isin(members), 0),
    }


def what_if(found: Scored, total: int, weights: Mapping[str, int]) -> pd.DataFrame:
    """Return the places with ``what_if_vnd`` and, where today's money is known, ``change_vnd`` (Int64).

    Empty where no criterion with a weight can be used.
    """
    codes = found.places["area_code"].tolist()
    # Plain whole numbers: numpy's would overflow.
    scores = {name: dict(zip(codes, found.places[name].tolist(), strict=True)) for name in weights}
    given = shared(total, scores, weights)
    if not given:
        return found.places.head(0).assign(
            what_if_vnd=pd.array([], "Int64"), change_vnd=pd.array([], "Int64")
        )
    amounts = found.places["area_code"].map(given).astype("Int64")
    return found.places.assign(what_if_vnd=amounts, change_vnd=amounts - found.places["money_vnd"])
