"""The choices of the funding page beside the place: programme, period, project, fund; each in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data_access.models.money import FUNDS
from data_access.money.money_question import money_of
from data_access.store.frames import Row
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.controls.place_choice import choose_place, place_in
from ui.money.funding_choice import DEFAULT_PROGRAMME, EVERY, FundingChoice, Period, periods_of
from ui.text.amounts import period_text
from ui.text.parameters import BadParameter, code_in
from ui.text.place_key import PlaceKey
from vocabulary.words import Words


def choose_money(visit: Visit) -> tuple[FundingChoice, list[BadParameter | None]]:
    """Draw the choices in one row, the seldom made ones in a pop-over; return them, and what did not fit."""
    place, bad_place = choose_place(visit)
    # The list of programmes is in the pop-over, but which periods there are depends on it.
    named, _ = address.choose("programme", list(_programmes(visit)), DEFAULT_PROGRAMME)
    period, bad_period = choose_period(visit, named, place)
    with st.popover(visit.words("funding.more_choices"), width="content"):
        programme, bad_programme = choose_programme(visit)
        project, bad_project = choose_project(visit, programme)
        fund, bad_fund = choose_fund(visit, programme, place)
    unfit = choices.unless_just_chosen([bad_period, bad_project, bad_fund])
    return FundingChoice(programme, place, period, fund, project), [bad_programme, bad_place, *unfit]


def choose_programme(visit: Visit) -> tuple[str, BadParameter | None]:
    """Draw the list of the programmes of poverty reduction, and of the plans of several programmes together.

    This page shows no sister programme's money by itself.
    """
    names = _programmes(visit)
    label = visit.words("funding.programme")
    return choices.coded_select(label, "programme", list(names), names.__getitem__, DEFAULT_PROGRAMME)


def _programmes(visit: Visit) -> dict[str, str]:
    """Return the names of the programmes and plans that can be chosen, by code."""
    rows = money_frames.programmes(visit.edition)
    own = rows[rows["relation"] != "sister"]
    names = {row["code"]: short_programme(row, visit.words) for row in own.to_dict("records")}
    plans = money_frames.plans_together(visit.edition)
    return names | {scope: visit.words(f"programme.{scope}") for scope in plans}


def short_programme(row: Row, words: Words) -> str:
    """Return a programme by its years, since the headline gives the full name."""
    return words(f"programme.{row['relation']}", years=period_text(row))


def choose_period(visit: Visit, programme: str, place: PlaceKey) -> tuple[Period | None, BadParameter | None]:
    """Draw the list of the periods that money of the place is reported for; None where there is none."""
    periods = _periods(visit, programme, place)
    if not periods:
        question = address.parameter("period")
        return None, BadParameter.of("period", question) if question else None
    # Periods of several years first, then the years.
    listed = sorted(periods, key=lambda text: (len(text) == len("2025"), text))
    chosen, bad_parameter = choices.coded_select(
        visit.words("funding.period"),
        "period",
        listed,
        lambda code: code.replace("-", "–"),
        next(iter(periods)),
    )
    return periods[chosen], bad_parameter


def _periods(visit: Visit, programme: str, place: PlaceKey) -> dict[str, Period]:
    """Return the periods by their text in an address, the one that is shown first in front."""
    return {period_code(period): period for period in periods_of(visit.edition, programme, place)}


def period_code(period: Period) -> str:
    """Return a period as an address has it."""
    return str(period[0]) if period[0] == period[1] else f"{period[0]}-{period[1]}"


def choose_project(visit: Visit, programme: str) -> tuple[str | None, BadParameter | None]:
    """Draw the list of the programme's projects and return the chosen one, None for every project."""
    names = _projects(visit, programme)
    label = visit.words("funding.project")
    project, bad_parameter = choices.coded_select(label, "project", list(names), names.__getitem__, EVERY)
    return project or None, bad_parameter


def _projects(visit: Visit, programme: str) -> dict[str, str]:
    rows = money_frames.projects(visit.edition, programme).to_dict("records")
    names = {EVERY: visit.words("funding.every_project")}
    return names | {row["code"]: f"{row['code']} {visit.words.of(row)}" for row in rows}


def choose_fund(visit: Visit, programme: str, place: PlaceKey) -> tuple[str | None, BadParameter | None]:
    """Draw the list of the funds that the place has money from; None for every fund."""
    names = _funds(visit, programme, place)
    label = visit.words("funding.fund")
    fund, bad_parameter = choices.coded_select(label, "fund", list(names), names.__getitem__, EVERY)
    return fund or None, bad_parameter


def _funds(visit: Visit, programme: str, place: PlaceKey) -> dict[str, str]:
    question = money_of(programme, place.vintage, place.level, place.code)
    known = set(money_frames.rows(visit.edition, question)["fund"]) - {"in_kind"}
    names = {EVERY: visit.words("funding.every_fund")}
    return names | {fund: visit.words(f"fund.{fund}") for fund in FUNDS if fund in known}


def choice_in(visit: Visit, query: Mapping[str, str]) -> FundingChoice:
    """Return what a view of the page has chosen, without drawing it; the page's own choice for all else."""
    place, _ = place_in(visit, query)
    programme, _ = code_in(query, "programme", _programmes(visit), DEFAULT_PROGRAMME)
    periods = _periods(visit, programme, place)
    period, _ = code_in(query, "period", periods, next(iter(periods), ""))
    project, _ = code_in(query, "project", _projects(visit, programme), EVERY)
    fund, _ = code_in(query, "fund", _funds(visit, programme, place), EVERY)
    return FundingChoice(programme, place, periods.get(period), fund or None, project or None)
