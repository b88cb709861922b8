"""What the funding page shows: programme, place, period, fund, project; all of it in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from data_access.models.money import FUNDS, STAGES
from data_access.queries.money import MoneyQuestion
from ui.cached import money_frames, stores
from ui.cached.shared_frames import shared_value
from ui.cached.stores import FRAMES_KEPT, Edition
from ui.controls import address, choices, notices
from ui.controls.address import Misfit
from ui.controls.current_visit import Visit
from ui.controls.place_choice import choose_place
from ui.text.amounts import period_text
from ui.text.figures import Row
from ui.text.language import Words
from ui.text.place_key import NATION, PlaceKey

EVERY = ""
DEFAULT_PROGRAMME = "NTP-SPR-2125"
Period = tuple[int, int]


@dataclass(frozen=True)
class FundingChoice:
    """Everything chosen; ``period`` is None where nothing is reported of the place for this programme."""

    programme: str
    place: PlaceKey
    period: Period | None
    fund: str | None
    project: str | None

    def asked(self, stage: str | None = None, *, of_period: bool = True) -> MoneyQuestion:
        """Return the question for the money of the place at a stage, of the chosen period or of every one."""
        return MoneyQuestion(
            self.place.vintage,
            self.place.level,
            self.place.code,
            programme=self.programme,
            stage=stage,
            project=self.project,
            fund=self.fund,
            period=self.period if of_period else None,
        )

    def every_project(self) -> FundingChoice:
        """Return the choice without its project."""
        return replace(self, project=None)


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


@shared_value(FRAMES_KEPT)
def periods_of(edition: Edition, programme: str, place: PlaceKey) -> Sequence[Period]:
    """Return the periods that money of a place is told of: those with most stages first, then the widest.

    Behind them, for the nation, those that only money of provinces is told of.
    """
    asked = MoneyQuestion(place.vintage, place.level, place.code, programme=programme)
    found = money_frames.rows(edition, asked)
    told = found[["period_from", "period_to", "stage"]].drop_duplicates()
    counted = Counter(_pairs(told))
    if place == NATION:
        provinces = replace(asked, level="province", code=None)
        for stage in ("assigned", "planned"):
            sums = money_frames.by_area(edition, replace(provinces, stage=stage))
            counted.update(dict.fromkeys(_pairs(sums), 0))
    return sorted(counted, key=lambda period: (-counted[period], period[0] - period[1], -period[1]))


def _pairs(frame: pd.DataFrame) -> list[Period]:
    return list(zip(frame["period_from"].astype(int), frame["period_to"].astype(int), strict=True))


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


def staged(edition: Edition, chosen: FundingChoice, by: str, *, of_period: bool = True) -> pd.DataFrame:
    """Return the sums of every stage one below the other, by ``year``, ``project`` or ``fund``.

    Columns as the sums have them, and ``stage``. By year they are of every period.
    """
    question = {
        "year": money_frames.by_year,
        "project": money_frames.by_project,
        "fund": money_frames.by_fund,
    }[by]
    sums = question(edition, chosen.asked(of_period=of_period))
    order = np.argsort([STAGES.index(stage) for stage in sums["stage"].tolist()], kind="stable")
    return sums.take(order).reset_index(drop=True)


def place_name(visit: Visit, place: PlaceKey) -> str:
    """Return the full name of a place that exists."""
    return visit.words.of(stores.area_row(visit.edition, place), "full_name")
