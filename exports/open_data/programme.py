"""Money, outcomes and targets as rows for programs, as they were reported and as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from data_access.models.money import SCOPES
from data_access.money.money_question import MoneyQuestion
from data_access.queries.money import money
from data_access.queries.outcomes import OutcomeQuestion, outcomes
from exports.open_data import listed_columns as columns
from exports.open_data.columns import of_columns
from exports.open_data.marks import marked, with_licences
from exports.open_data.places import NotThere, area_of, inside, units_of
from exports.open_data.questions import MoneyQuestions, OfPlaces, OutcomeQuestions, TargetQuestion, span
from ui.cached import target_frames
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame
from ui.cached.this_year import this_year
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_by_row

Units = tuple[str, str, str | None]


def money_rows(edition: Edition, question: MoneyQuestions) -> pd.DataFrame:
    """Return money as reported, by vintage, area, period, stage and purpose, with the columns of ``MONEY``.

    Totals stand beside their parts. Without programme and scope that of every programme and scope. NotThere
    for an area, place or programme that the store does not have.
    """
    _require_programme(edition, question.programme)
    rows = [
        _money(edition, asked)
        for units in _units(edition, question)
        for asked in _money_questions(edition, question, units)
    ]
    return of_columns(_finished(edition, question, rows, _no_money), columns.MONEY)


def _money_questions(edition: Edition, question: MoneyQuestions, units: Units) -> Iterator[MoneyQuestion]:
    """Yield the store's questions: one for each programme and scope that is meant."""
    codes = [str(code) for code in target_frames.programmes(edition)["code"]]
    scopes = [scope for scope in SCOPES if scope != "programme"]
    programmes = [question.programme] if question.programme else [] if question.scope else codes
    others = [question.scope] if question.scope else [] if question.programme else scopes
    make = partial(
        MoneyQuestion,
        *units,
        stage=question.stage,
        fund=question.fund,
        project=question.project,
        years=span(question.years),
    )
    yield from (make(programme=programme) for programme in programmes)
    yield from (make(scope=scope) for scope in others)


@shared_frame(FRAMES_KEPT)
def _money(edition: Edition, question: MoneyQuestion) -> pd.DataFrame:
    return ask(edition, lambda session: money(session, question))


def _no_money(edition: Edition) -> pd.DataFrame:
    return _money(edition, MoneyQuestion("", "", scope="wider"))


def outcome_rows(edition: Edition, question: OutcomeQuestions) -> pd.DataFrame:
    """Return values of measures by vintage, measure, area and period, with the columns of ``OUTCOMES``.

    Values of a part (``breakdown``) stand beside those of all together. NotThere for an area, place or
    measure that the store does not have.
    """
    measures = target_frames.measures(edition).set_index("code")
    if question.measure is not None and question.measure not in measures.index:
        raise NotThere("measure", question.measure)
    rows = [
        _outcomes(
            edition,
            OutcomeQuestion(*units, question.measure, question.project, span(question.years)),
        )
        for units in _units(edition, question)
    ]
    found = _finished(edition, question, rows, _no_outcomes)
    return of_columns(found.assign(unit=found["measure_code"].map(measures["unit"])), columns.OUTCOMES)


@shared_frame(FRAMES_KEPT)
def _outcomes(edition: Edition, question: OutcomeQuestion) -> pd.DataFrame:
    return ask(edition, lambda session: outcomes(session, question))


def _no_outcomes(edition: Edition) -> pd.DataFrame:
    return _outcomes(edition, OutcomeQuestion("", ""))


def target_rows(edition: Edition, question: TargetQuestion) -> pd.DataFrame:
    """Return targets with where they stand, by indicator, area and period, with the columns of ``TARGETS``.

    Of every level where none is named. NotThere for an area, place or programme that the store does not have.
    """
    _require_programme(edition, question.programme)
    area = area_of(edition, question)
    year = this_year(edition.store)
    level = area.level if area else question.level
    rows = target_frames.assessed(edition, year, level).rename(columns={"reason": "standing_reason"})
    wanted = {
        "programme_code": question.programme,
        "vintage": area.vintage if area else question.vintage,
        "area_code": area.code if area else None,
    }
    for name, value in wanted.items():
        rows = rows if value is None else rows[rows[name] == value]
    return of_columns(_finished(edition, question, [rows], target_rows), columns.TARGETS)


def _require_programme(edition: Edition, code: str | None) -> None:
    if code is not None and code not in set(target_frames.programmes(edition)["code"]):
        raise NotThere("programme", code)


def _units(edition: Edition, question: OfPlaces) -> Iterator[Units]:
    for units in units_of(edition, question):
        yield (units.vintage, units.level, units.code) if isinstance(units, PlaceKey) else (*units, None)


def _finished(
    edition: Edition, question: OfPlaces, rows: list[pd.DataFrame], none: Callable[..., pd.DataFrame]
) -> pd.DataFrame:
    """Return the rows of a question in one frame, with licences and marks."""
    filled = [part for part in rows if len(part)]
    found = pd.concat(filled, ignore_index=True) if filled else (rows or [none(edition)])[0]
    found = inside(edition, question, found).reset_index(drop=True)
    own = found[["source_code"]]
    return marked(with_licences(found, edition, codes_by_row(own)), edition)
