"""Money beside need: poverty rate, listed households, money a household, disbursed share of each place."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_access.comparing.like_for_like import set_aside
from data_access.money.need import (
    HOUSEHOLDS,
    PERSONS,
    RATES_OF_LISTS,
    RATES_OF_PLANS,
    Counted,
    rate_of_most,
    stage_against_need,
    with_need,
)
from ui.cached import area_frames, figure_frames, household_lists, money_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.population import average_population
from ui.cached.shared_frames import shared_frame, shared_value
from ui.funding.parts import Parts, areas_of
from ui.maps.money_measures import MoneyMeasure
from ui.money.funding_choice import FundingChoice
from vocabulary.vintages import NEW

NEEDS_KEPT = 64


@dataclass(frozen=True)
class Need:
    """What is known of each place.

    ``places`` has ``area_code``, names, ``rate`` (percent), ``households`` (Int64, poor and near-poor on the
    list of ``list_year``), ``money_vnd`` (Int64, at least), ``per_household`` (million đồng) and ``share``
    (percent disbursed), each missing where not known. ``indicator`` is the rate's, of ``rate_year`` and by
    the standard of the list; None where fewer than half of the places have such a rate. ``sources`` are
    those of the money, then those of the rate, the lists and the population. For plans of several programmes
    together ``counted`` is PERSONS: ``persons`` (average population of ``list_year``) and ``per_person``
    (thousand đồng) are then in the place of households.
    """

    places: pd.DataFrame
    indicator: str | None
    rate_year: int | None
    list_year: int | None
    stage: str
    sources: tuple[str, ...]
    counted: Counted = HOUSEHOLDS

    @property
    def suffix(self) -> str:
        """What the keys of texts about persons end with."""
        return "_persons" if self.counted == PERSONS else ""


def measure_of(chosen: FundingChoice, kind: str, stage: str) -> MoneyMeasure:
    """Return the measure of money that the map draws for a choice."""
    first, last = chosen.period or (0, 0)
    return MoneyMeasure(kind, chosen.programme, stage, chosen.project or "", chosen.fund or "", first, last)


def money_stage(edition: Edition, chosen: FundingChoice, parts: Parts) -> str:
    """Return the stage to set against need: assigned, or planned where more parts have a plan alone."""
    assigned, planned = (
        money_frames.areas_with_sums(edition, parts.question(chosen, stage))
        for stage in ("assigned", "planned")
    )
    return stage_against_need(assigned, planned, len(areas_of(edition, parts)))


@shared_value(NEEDS_KEPT)
def need_facts(edition: Edition, chosen: FundingChoice, parts: Parts) -> Need:
    """Return what is known of the parts of a place in the chosen period, one row a part, by code.

    It is kept as it is and never changed.
    """
    assert chosen.period is not None
    stage = money_stage(edition, chosen, parts)
    sums = money_frames.area_sums(edition, parts.question(chosen, stage))
    counted, year, numbers = _numbers(edition, chosen, parts)
    indicator, rate_year, rates = _rates(edition, chosen.period, parts, counted, year)
    shares = money_frames.disbursed_shares(edition, parts.question(chosen, "disbursed"))
    places = with_need(named_parts(edition, parts), rates, numbers, sums, shares, counted)
    paid_by = money_frames.sources_by_area(edition, parts.question(chosen, stage))["source_code"]
    used = [frame["source_code"].dropna() for frame in (rates, numbers) if "source_code" in frame]
    spent_by = money_frames.sources_by_area(edition, parts.question(chosen, "disbursed"))["source_code"]
    listed_by: tuple[str, ...] = ()
    if counted == HOUSEHOLDS:
        listed_by = household_lists.list_sources(edition, parts.level, parts.vintage, year)
    codes = [*paid_by.unique(), *spent_by.unique(), *pd.concat(used), *listed_by]
    sources = tuple(dict.fromkeys(str(code) for code in codes))
    return Need(places, indicator, rate_year, year, stage, sources, counted)


def _numbers(
    edition: Edition, chosen: FundingChoice, parts: Parts
) -> tuple[Counted, int | None, pd.DataFrame]:
    """Return whom the money is divided by, the year they are counted in, and how many each part has."""
    assert chosen.period is not None
    level, vintage = parts.level, parts.vintage
    if chosen.is_plan_together:
        return PERSONS, chosen.period[1], average_population(edition, level, vintage, chosen.period[1])
    return HOUSEHOLDS, *household_lists.list_in_force(edition, level, vintage, chosen.period)


@shared_frame(NEEDS_KEPT)
def named_parts(edition: Edition, parts: Parts) -> pd.DataFrame:
    """Return ``area_code`` and names of the parts, those of the whole country with their province."""
    areas = areas_of(edition, parts).rename(columns={"code": "area_code"})
    names = ["name_vi", "name_en"]
    if parts.parent is None and parts.level != "province":
        provinces = area_frames.areas(edition, "province", parts.vintage).set_index("code")
        above = {name: areas["parent_code"].map(provinces[name]).fillna("") for name in names}
        areas = areas.assign(**{name: areas[name] + " (" + above[name] + ")" for name in names})
    return areas[["area_code", *names]]


@shared_value(FRAMES_KEPT)
def _rates(
    edition: Edition, period: tuple[int, int], parts: Parts, counted: Counted, year: int | None
) -> tuple[str | None, int | None, pd.DataFrame]:
    """Return the poverty rate of the list of a year, of persons that of their year, if most parts have it.

    No rate of another year or by another standard is set beside what the money is divided by.
    """
    inside = set(areas_of(edition, parts)["code"])
    years, standard = [period[1]], None
    if counted == HOUSEHOLDS:
        years, standard = household_lists.rates_beside_list(edition, period, year)
    for code in RATES_OF_LISTS if counted == HOUSEHOLDS else RATES_OF_PLANS:
        figures = _figures(edition, code, parts, (min(years), max(years)))
        found = rate_of_most(figures, inside, years, standard)
        if found is not None:
            return code, *found
    nothing = pd.DataFrame({"area_code": [], "rate": [], "source_code": []})
    return None, None, nothing.astype({"area_code": "str", "rate": "float64", "source_code": "str"})


def _figures(edition: Edition, code: str, parts: Parts, years: tuple[int, int]) -> pd.DataFrame:
    if parts.vintage == NEW:
        found = figure_frames.figures_of_today(edition, code, parts.level, years)
    else:
        found = figure_frames.figures_alike(edition, code, parts.level, (parts.vintage,), years)
    return set_aside(found[found["vintage"] == parts.vintage])
