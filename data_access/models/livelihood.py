"""Livelihood models, items that may overlap, and what holds the work up: registers kept by people."""

from sqlalchemy import CheckConstraint, Index

from data_access.models.figure import STATUSES
from data_access.models.table import Table, one_of
from data_access.store.column_types import (
    flag,
    numbered_id,
    optional_amount,
    optional_text,
    optional_whole,
    text,
    whole,
)

# The three kinds of the second project: along a value chain, by a community, by a task set.
MODEL_KINDS = ("value_chain", "community", "task")
PARTNER_KINDS = (
    *("local_government", "enterprise", "cooperative", "cooperative_group", "association"),
    *("household_group", "community", "mass_organisation"),
)
PARTICIPANT_UNITS = ("household", "household_group", "cooperative_group", "village")
MODALITIES = ("grant", "conditional", "repayable")
VERDICTS = ("duplicate", "complementary", "unclear", "undecided")
CAUSES = ("awareness", "mechanism", "policy", "resources", "implementation", "communication")


class LivelihoodModel(Table, table=True):
    """A model of making a living: who takes part, how it is supported, and whether it lasts."""

    __tablename__ = "livelihood_model"
    __table_args__ = (
        Index(None, "area_id"),
        Index(None, "load_id"),
        Index(None, "replicated_from"),
        one_of("kind", MODEL_KINDS),
        one_of("partner_kind", PARTNER_KINDS),
        one_of("participant_unit", PARTICIPANT_UNITS),
        one_of("modality", MODALITIES),
        one_of("status", STATUSES),
    )

    code: str = text(primary_key=True)
    load_id: int = whole(foreign_key="load.id")
    area_id: int = whole(foreign_key="area.id")
    programme_code: str | None = optional_text(foreign_key="programme.code")
    project_code: str | None = optional_text(foreign_key="project.code")
    name_vi: str = text()
    name_en: str = text()
    kind: str | None = optional_text()
    # Words of the field and not a closed list: new livelihoods need no new version.
    activity_vi: str | None = optional_text()
    activity_en: str | None = optional_text()
    partner_kind: str | None = optional_text()
    partner: str | None = optional_text()
    participant_unit: str | None = optional_text()
    started_on: str | None = optional_text()
    ended_on: str | None = optional_text()
    # Households; those of ethnic minorities and those headed by women are among the first three.
    participants_poor: int | None = optional_whole()
    participants_near_poor: int | None = optional_whole()
    participants_newly_escaped: int | None = optional_whole()
    participants_ethnic_minority: int | None = optional_whole()
    participants_women: int | None = optional_whole()
    participants_escaped: int | None = optional_whole()
    modality: str | None = optional_text()
    support_vnd: int | None = optional_amount()
    recovered_vnd: int | None = optional_amount()
    # A participating household's income in a year.
    income_before_vnd: int | None = optional_amount()
    income_after_vnd: int | None = optional_amount()
    alive_12_months: bool | None = flag()
    alive_24_months: bool | None = flag()
    # The code of the model that this one repeats; it may be one that the store does not hold.
    replicated_from: str | None = optional_text()
    certified: bool | None = flag()
    certified_on: str | None = optional_text()
    status: str = text()
    source_code: str = text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()


class OverlapPair(Table, table=True):
    """Two items of different programmes in one commune, chain and time, and what a person made of it."""

    __tablename__ = "overlap_pair"
    __table_args__ = (
        Index(None, "area_id"),
        Index(None, "load_id"),
        one_of("verdict", VERDICTS),
        CheckConstraint("period_from <= period_to", name="period"),
        CheckConstraint("first_programme_code <> second_programme_code", name="two_programmes"),
        CheckConstraint(
            "(verdict = 'undecided') = (decided_by IS NULL)"
            " AND (verdict = 'undecided') = (decided_on IS NULL)"
            " AND (verdict = 'undecided') = (reason IS NULL)",
            name="decided_with_reason",
        ),
    )

    id: int | None = numbered_id()
    load_id: int = whole(foreign_key="load.id")
    area_id: int = whole(foreign_key="area.id")
    chain_vi: str = text()
    chain_en: str = text()
    period_from: int = whole()
    period_to: int = whole()
    first_programme_code: str = text(foreign_key="programme.code")
    first_project_code: str | None = optional_text(foreign_key="project.code")
    first_item_vi: str = text()
    first_item_en: str = text()
    first_amount_vnd: int | None = optional_amount()
    second_programme_code: str = text(foreign_key="programme.code")
    second_project_code: str | None = optional_text(foreign_key="project.code")
    second_item_vi: str = text()
    second_item_en: str = text()
    second_amount_vnd: int | None = optional_amount()
    verdict: str = text()
    decided_by: str | None = optional_text()
    decided_on: str | None = optional_text()
    reason: str | None = optional_text()
    source_code: str = text(foreign_key="source.code")


class Bottleneck(Table, table=True):
    """What keeps results below what was expected, by one of six causes."""

    __tablename__ = "bottleneck"
    __table_args__ = (
        Index(None, "area_id"),
        Index(None, "load_id"),
        one_of("cause", CAUSES),
        CheckConstraint("closed_on IS NULL OR noted_on <= closed_on", name="closed_after"),
    )

    id: int | None = numbered_id()
    load_id: int = whole(foreign_key="load.id")
    area_id: int = whole(foreign_key="area.id")
    programme_code: str | None = optional_text(foreign_key="programme.code")
    project_code: str | None = optional_text(foreign_key="project.code")
    cause: str = text()
    what_vi: str = text()
    what_en: str = text()
    noted_on: str = text()
    noted_by: str | None = optional_text()
    owner_vi: str | None = optional_text()
    owner_en: str | None = optional_text()
    closed_on: str | None = optional_text()
    source_code: str = text(foreign_key="source.code")
