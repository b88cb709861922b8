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
from ui.controls.address import Misfit
from ui.controls.place_choice import choose_place
from ui.funding.choice import DEFAULT_PROGRAMME, EVERY, FundingChoice, Period, periods_of
from ui.text.amounts import period_text
from ui.text.language import Words
from ui.text.place_key import PlaceKey


def choose_funding(visit: Visit) -> FundingChoice:
    """Draw the widgets and return what they and the address say, telling what did not fit."""
    words, edition = visit.words, visit.edition
    with st.container(horizontal=True, vertical_alignment="bottom", key="funding-choices"):
        programme, programme_misfit = _programme(visit)
        place, place_misfit = choose_place(visit)
        period, period_misfit = _period(edition, programme, place, words)
        project, project_misfit = _project(visit, programme)
        fund, fund_misfit = _fund(visit, programme, place)
    kept: list[Misfit | None] = choices.excused([period_misfit, project_misfit, fund_misfit])
    notices.misfits([programme_misfit, place_misfit, *kept], words)
    return FundingChoice(programme, place, period, fund or None, project or None)


def _programme(visit: Visit) -> tuple[str, Misfit | None]:
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
) -> tuple[Period | None, Misfit | None]:
    periods = {_text(period): period for period in periods_of(edition, programme, place)}
    if not periods:
        asked = address.asked("period")
        return None, address.misfit("period", asked) if asked else None
    # Periods of several years first, then the years.
    listed = sorted(periods, key=lambda text: (len(text) == len("2025"), text))
    chosen, misfit = choices.coded_select(
        words("funding.period"), "period", listed, lambda code: code.replace("-", "–"), next(iter(periods))
    )
    return periods[chosen], misfit


def _text(period: Period) -> str:
    return str(period[0]) if period[0] == period[1] else f"{period[0]}-{period[1]}"


def _project(visit: Visit, programme: str) -> tuple[str, Misfit | None]:
    rows = money_frames.projects(visit.edition, programme).to_dict("records")
    names = {EVERY: visit.words("funding.every_project")}
    names |= {row["code"]: f"{row['code']} {visit.words.of(row)}" for row in rows}
    label = visit.words("funding.project")
    return choices.coded_select(label, "project", list(names), names.__getitem__, EVERY)


def _fund(visit: Visit, programme: str, place: PlaceKey) -> tuple[str, Misfit | None]:
    asked = MoneyQuestion(place.vintage, place.level, place.code, programme=programme)
    known = set(money_frames.rows(visit.edition, asked)["fund"]) - {"in_kind"}
    names = {EVERY: visit.words("funding.every_fund")}
    names |= {fund: visit.words(f"fund.{fund}") for fund in FUNDS if fund in known}
    return choices.coded_select(visit.words("funding.fund"), "fund", list(names), names.__getitem__, EVERY)
