"""Registers kept by people: livelihood models, items that may overlap, and what holds the work up."""

from typing import Any

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Bottleneck, LivelihoodModel, OverlapPair
from data_access.store.frames import FLAG_OR_NULL, TEXT, WHOLE, WHOLE_OR_NULL, frame

OF_AREA: dict[str, Any] = {
    "vintage": Area.vintage,
    "level": Area.level,
    "area_code": Area.code,
    "area_vi": Area.full_name_vi,
    "area_en": Area.full_name_en,
}
PLACE = dict.fromkeys(OF_AREA, TEXT)
MODEL_COLUMNS = {
    "code": TEXT,
    **PLACE,
    "programme_code": TEXT,
    "project_code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "kind": TEXT,
    "activity_vi": TEXT,
    "activity_en": TEXT,
    "partner_kind": TEXT,
    "partner": TEXT,
    "participant_unit": TEXT,
    "started_on": TEXT,
    "ended_on": TEXT,
    "participants_poor": WHOLE_OR_NULL,
    "participants_near_poor": WHOLE_OR_NULL,
    "participants_newly_escaped": WHOLE_OR_NULL,
    "participants_ethnic_minority": WHOLE_OR_NULL,
    "participants_women": WHOLE_OR_NULL,
    "participants_escaped": WHOLE_OR_NULL,
    "modality": TEXT,
    "support_vnd": WHOLE_OR_NULL,
    "recovered_vnd": WHOLE_OR_NULL,
    "income_before_vnd": WHOLE_OR_NULL,
    "income_after_vnd": WHOLE_OR_NULL,
    "alive_12_months": FLAG_OR_NULL,
    "alive_24_months": FLAG_OR_NULL,
    "replicated_from": TEXT,
    "certified": FLAG_OR_NULL,
    "certified_on": TEXT,
    "status": TEXT,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
}
OVERLAP_COLUMNS = {
    "id": WHOLE,
    **PLACE,
    "chain_vi": TEXT,
    "chain_en": TEXT,
    "period_from": WHOLE,
    "period_to": WHOLE,
    "first_programme_code": TEXT,
    "first_project_code": TEXT,
    "first_item_vi": TEXT,
    "first_item_en": TEXT,
    "first_amount_vnd": WHOLE_OR_NULL,
    "second_programme_code": TEXT,
    "second_project_code": TEXT,
    "second_item_vi": TEXT,
    "second_item_en": TEXT,
    "second_amount_vnd": WHOLE_OR_NULL,
    "verdict": TEXT,
    "decided_by": TEXT,
    "decided_on": TEXT,
    "reason": TEXT,
    "source_code": TEXT,
}
BOTTLENECK_COLUMNS = {
    "id": WHOLE,
    **PLACE,
    "programme_code": TEXT,
    "project_code": TEXT,
    "cause": TEXT,
    "what_vi": TEXT,
    "what_en": TEXT,
    "noted_on": TEXT,
    "noted_by": TEXT,
    "owner_vi": TEXT,
    "owner_en": TEXT,
    "closed_on": TEXT,
    "source_code": TEXT,
}


def livelihood_models(session: Session) -> pd.DataFrame:
    """Every livelihood model, by area and code.

    Participants are households; those of ethnic minorities and of women are among the first three groups.
    Incomes are whole đồng of a household in a year. ``alive_…`` is null where it was not yet looked at;
    ``replicated_from`` may name a model that is not here. Empty frame where none was reported.
    """
    statement = _of_areas(LivelihoodModel, MODEL_COLUMNS)
    ordered = statement.order_by(
        col(Area.vintage), col(Area.level), col(Area.code), col(LivelihoodModel.code)
    )
    return frame(session.execute(ordered), MODEL_COLUMNS)


def overlap_pairs(session: Session) -> pd.DataFrame:
    """Every pair of items of two programmes in one place, chain and time, by area, chain and period.

    ``verdict`` is duplicate, complementary, unclear, or undecided, which has no person, date or reason.
    """
    statement = _of_areas(OverlapPair, OVERLAP_COLUMNS)
    ordered = statement.order_by(
        *(col(Area.vintage), col(Area.level), col(Area.code)),
        *(col(OverlapPair.chain_vi), col(OverlapPair.period_from), col(OverlapPair.id)),
    )
    return frame(session.execute(ordered), OVERLAP_COLUMNS)


def bottlenecks(session: Session) -> pd.DataFrame:
    """Every entry of the log of what holds results up, the newest first; open where ``closed_on`` is NaN."""
    statement = _of_areas(Bottleneck, BOTTLENECK_COLUMNS)
    ordered = statement.order_by(col(Bottleneck.noted_on).desc(), col(Bottleneck.id))
    return frame(session.execute(ordered), BOTTLENECK_COLUMNS)


def _of_areas(table: Any, columns: dict[str, str]) -> Select[Any]:
    requested: list[Any] = [OF_AREA.get(name) or getattr(table, name) for name in columns]
    return select(*requested).select_from(table).join(Area, col(Area.id) == table.area_id)
