"""What the funding page shows: programme, place, period, fund, project; all of it in the address."""

from __future__ import annotations

import streamlit as st

from data_access.models.money import FUNDS
from data_access.queries.money import MoneyQuestion
from data_access.store.frames import Row
from ui.cached import money_frames
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.controls import address, choices, notices
from ui.controls.place_choice import choose_place
from ui.funding.choice import DEFAULT_PROGRAMME, EVERY, FundingChoice, Period, periods_of
from ui.text.amounts import period_text
from ui.text.language import Words
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey


def choose_funding(visit: Visit) -> FundingChoice:
    """Draw the widgets and return what they and the address say, telling what did not fit."""
    words, edition = visit.words, visit.edition
    with st.container(horizontal=True, vertical_alignment="bottom", key="funding-choices"):
        programme, bad_programme = _programme(visit)
        place, bad_place = choose_place(visit)
        period, bad_period = _period(edition, programme, place, words)
        project, bad_project = _project(visit, programme)
        fund, bad_fund = _fund(visit, programme, place)
    kept: list[BadParameter | None] = choices.unless_just_chosen([bad_period, bad_project, bad_fund])
    notices.bad_parameters([bad_programme, bad_place, *kept], words)
    return FundingChoice(programme, place, period, fund or None, project or None)


def _programme(visit: Visit) -> tuple[str, BadParameter | None]:
    """Draw the list of the programmes of poverty reduction; the sister programmes' money is not told here."""
    rows = money_frames.programmes(visit.edition)
    own = rows[rows["relation"] != "sister"]
    names = {row["code"]: short_programme(row, visit.words) for row in own.to_dict("records")}
    label = visit.words("funding.programme")
    return choices.coded_select(label, "programme", list(names), names.__getitem__, DEFAULT_PROGRAMME)


def short_programme(row: Row, words: Words) -> str:
    """Return a programme by its years, as long as the full name is told in the headline."""
    return words(f"programme.{row['relation']}", years=period_text(row))


def _period(
    edition: Edition, programme: str, place: PlaceKey, words: Words
) -> tuple[Period | None, BadParameter | None]:
    periods = {_text(period): period for period in periods_of(edition, programme, place)}
    if not periods:
        question = address.parameter("period")
        return None, BadParameter.of("period", question) if question else None
    # Periods of several years first, then the years.
    listed = sorted(periods, key=lambda text: (len(text) == len("2025"), text))
    chosen, bad_parameter = choices.coded_select(
        words("funding.period"), "period", listed, lambda code: code.replace("-", "–"), next(iter(periods))
    )
    return periods[chosen], bad_parameter


def _text(period: Period) -> str:
    return str(period[0]) if period[0] == period[1] else f"{period[0]}-{period[1]}"


def _project(visit: Visit, programme: str) -> tuple[str, BadParameter | None]:
    rows = money_frames.projects(visit.edition, programme).to_dict("records")
    names = {EVERY: visit.words("funding.every_project")}
    names |= {row["code"]: f"{row['code']} {visit.words.of(row)}" for row in rows}
    label = visit.words("funding.project")
    return choices.coded_select(label, "project", list(names), names.__getitem__, EVERY)


def _fund(visit: Visit, programme: str, place: PlaceKey) -> tuple[str, BadParameter | None]:
    question = MoneyQuestion(place.vintage, place.level, place.code, programme=programme)
    known = set(money_frames.rows(visit.edition, question)["fund"]) - {"in_kind"}
    names = {EVERY: visit.words("funding.every_fund")}
    names |= {fund: visit.words(f"fund.{fund}") for fund in FUNDS if fund in known}
    return choices.coded_select(visit.words("funding.fund"), "fund", list(names), names.__getitem__, EVERY)
