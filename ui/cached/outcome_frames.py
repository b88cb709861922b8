"""Kept frames of outcomes: what was reported of a place, and the registers that people keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data_access.money.money_question import MoneyQuestion
from data_access.outcomes.model_lineage import Branch, trees
from data_access.queries import livelihoods as register_queries
from data_access.queries import money as money_queries
from data_access.queries import outcomes as outcome_queries
from data_access.queries import programmes as programme_queries
from data_access.queries.outcomes import OutcomeQuestion
from data_access.store.frames import Row, by_code, rows_by
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame, shared_value
from ui.cached.target_frames import places_within
from ui.text.place_key import PlaceKey

PROGRAMME = "NTP-SPR-2125"
# Registers are long; they are kept as they are and never changed, so that a filter need not copy them.
REGISTERS_KEPT = 32


@shared_frame(FRAMES_KEPT)
def outcomes_of_place(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the shown values of every measure for one place."""
    return ask(
        edition,
        lambda session: outcome_queries.outcomes(
            session, OutcomeQuestion(place.vintage, place.level, place.code)
        ),
    )


@shared_value(FRAMES_KEPT)
def outcome_rows(edition: Edition, place: PlaceKey) -> Mapping[str, Sequence[Row]]:
    """Return the rows of ``outcomes_of_place`` by measure."""
    return rows_by(outcomes_of_place(edition, place), "measure_code")


@shared_frame(FRAMES_KEPT)
def outcomes_by_area(edition: Edition, measure: str, vintage: str, level: str) -> pd.DataFrame:
    """Return the shown values of one measure for every area of a level."""
    return ask(
        edition,
        lambda session: outcome_queries.outcomes(session, OutcomeQuestion(vintage, level, measure=measure)),
    )


@shared_frame(FRAMES_KEPT)
def projects(edition: Edition) -> pd.DataFrame:
    """Return the projects and sub-projects of the programme, by position."""
    return ask(edition, lambda session: programme_queries.projects(session, PROGRAMME))


@shared_frame(FRAMES_KEPT)
def own_money(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return what a place pays by itself, as reported."""
    question = MoneyQuestion(place.vintage, place.level, place.code, scope="own_budget")
    return ask(edition, lambda session: money_queries.money(session, question))


@shared_frame(2)
def _models(edition: Edition) -> pd.DataFrame:
    return ask(edition, register_queries.livelihood_models)


@shared_frame(2)
def _overlaps(edition: Edition) -> pd.DataFrame:
    return ask(edition, register_queries.overlap_pairs)


@shared_frame(2)
def _bottlenecks(edition: Edition) -> pd.DataFrame:
    return ask(edition, register_queries.bottlenecks)


@shared_frame(REGISTERS_KEPT)
def models_within(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the livelihood models of a place and of all that lies in it."""
    return _within(edition, _models(edition), place)


@shared_value(2)
def model_families(edition: Edition) -> tuple[Mapping[str, Row], list[Branch]]:
    """Return the rows of all models that repeat one or are repeated, by code, and the trees they make."""
    found = _models(edition)
    is_in = found["replicated_from"].notna() | found["code"].isin(found["replicated_from"])
    return by_code(found[is_in]), trees(found)


@shared_frame(REGISTERS_KEPT)
def overlaps_within(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the overlap pairs of a place and of all that lies in it."""
    return _within(edition, _overlaps(edition), place)


@shared_frame(REGISTERS_KEPT)
def bottlenecks_within(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return what holds the work up in a place and in all that lies in it."""
    return _within(edition, _bottlenecks(edition), place)


def _within(edition: Edition, rows: pd.DataFrame, place: PlaceKey) -> pd.DataFrame:
    return rows[places_within(edition, rows, place)].reset_index(drop=True)
