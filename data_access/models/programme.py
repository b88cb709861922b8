"""Programmes, their projects and lineage, what was to be reached and what was."""

from sqlalchemy import CheckConstraint, Index

from data_access.models.figure import QUALIFIERS, SOURCE_KINDS, STATES, STATUSES
from data_access.models.indicator import DIRECTIONS
from data_access.models.money import AMOUNT_OR_RANGE
from data_access.models.table import Table, one_of
from data_access.store.column_types import (
    given_id,
    numbered_id,
    optional_amount,
    optional_real,
    optional_text,
    optional_whole,
    required_flag,
    text,
    whole,
)

RELATIONS = ("own", "sister", "integrated")
APPLIES_IN = ("nationwide", "poor_areas", "poor_districts", "selected_areas")
MEASURE_KINDS = ("input", "activity", "output", "outcome")
TARGET_KINDS = ("level", "change")
CHANGE_PER = ("year", "period")
CHANGE_BASES = ("absolute", "relative")


class Programme(Table, table=True):
    """A national target programme: that of poverty reduction, a sister, or what they became."""

    __tablename__ = "programme"
    __table_args__ = (one_of("relation", RELATIONS),)

    code: str = text(primary_key=True)
    parent_code: str | None = optional_text(foreign_key="programme.code")
    position: int = whole()
    name_vi: str = text()
    name_en: str = text()
    period_from: int = whole()
    period_to: int = whole()
    relation: str = text()
    legal_basis: str | None = optional_text()
    # False for what was only recalled: pages may build on it but do not state it as a fact.
    confirmed: bool = required_flag()
    source_code: str | None = optional_text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()


class Project(Table, table=True):
    """A project of a programme, or a sub-project of a project."""

    __tablename__ = "project"
    __table_args__ = (Index(None, "programme_code"), one_of("applies_in", APPLIES_IN))

    code: str = text(primary_key=True)
    programme_code: str = text(foreign_key="programme.code")
    parent_code: str | None = optional_text(foreign_key="project.code")
    position: int = whole()
    name_vi: str = text()
    name_en: str = text()
    guided_by_vi: str | None = optional_text()
    guided_by_en: str | None = optional_text()
    legal_basis: str | None = optional_text()
    # Null where it is not known where the project applies, so that no page says "not applicable".
    applies_in: str | None = optional_text()
    applies_from: int | None = optional_whole()
    applies_to: int | None = optional_whole()
    beneficiaries_vi: str | None = optional_text()
    beneficiaries_en: str | None = optional_text()
    confirmed: bool = required_flag()
    source_code: str | None = optional_text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()


class Lineage(Table, table=True):
    """A programme or project of one period that a later one carries on."""

    __tablename__ = "lineage"

    id: int = given_id()
    from_programme_code: str = text(foreign_key="programme.code")
    from_project_code: str | None = optional_text(foreign_key="project.code")
    to_programme_code: str = text(foreign_key="programme.code")
    to_project_code: str | None = optional_text(foreign_key="project.code")
    basis_vi: str | None = optional_text()
    basis_en: str | None = optional_text()
    confirmed: bool = required_flag()
    source_code: str | None = optional_text(foreign_key="source.code")


class Measure(Table, table=True):
    """What a project does and achieves: one step of its chain from input to outcome."""

    __tablename__ = "measure"
    __table_args__ = (one_of("kind", MEASURE_KINDS), one_of("direction", DIRECTIONS))

    code: str = text(primary_key=True)
    catalogue_ref: str | None = optional_text()
    # Form and row in the ministry's results framework, for those who have it.
    official_ref: str | None = optional_text()
    position: int = whole()
    project_code: str | None = optional_text(foreign_key="project.code")
    kind: str = text()
    name_vi: str = text()
    name_en: str = text()
    unit: str = text()
    unit_vi: str | None = optional_text()
    unit_en: str | None = optional_text()
    # Its values are money in whole đồng, in the columns of amounts.
    is_money: bool = required_flag()
    direction: str = text()
    # Counts and money of places add up; rates and ranks do not.
    adds_up: bool = required_flag()
    dimension_code: str | None = optional_text()


class Outcome(Table, table=True):
    """What was done or came of it: one value of a measure for an area and period."""

    __tablename__ = "outcome"
    __table_args__ = (
        Index(None, "area_id", "measure_code", "period_to", "preference"),
        Index(None, "load_id"),
        one_of("qualifier", QUALIFIERS),
        one_of("state", STATES),
        one_of("status", STATUSES),
        one_of("source_kind", SOURCE_KINDS),
        CheckConstraint("period_from <= period_to", name="period"),
        CheckConstraint(AMOUNT_OR_RANGE, name="amount_or_range"),
        CheckConstraint(
            "(state = 'reported') = (value IS NOT NULL OR value_min IS NOT NULL OR value_max IS NOT NULL"
            " OR amount_vnd IS NOT NULL OR amount_min_vnd IS NOT NULL)",
            name="value_where_reported",
        ),
        CheckConstraint("preference >= 1", name="preference"),
    )

    id: int | None = numbered_id()
    load_id: int = whole(foreign_key="load.id")
    measure_code: str = text(foreign_key="measure.code")
    area_id: int = whole(foreign_key="area.id")
    # A slug such as group.near_poor, market.japan or work.non_farm; null for all together.
    breakdown: str | None = optional_text()
    period_from: int = whole()
    period_to: int = whole()
    each_year: bool = required_flag()
    value: float | None = optional_real()
    value_min: float | None = optional_real()
    value_max: float | None = optional_real()
    amount_vnd: int | None = optional_amount()
    amount_min_vnd: int | None = optional_amount()
    amount_max_vnd: int | None = optional_amount()
    decimals: int | None = optional_whole()
    qualifier: str = text()
    state: str = text()
    status: str = text()
    as_of: str | None = optional_text()
    standard_code: str | None = optional_text(foreign_key="standard.code")
    source_kind: str = text()
    source_code: str = text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()
    preference: int = whole()


class Target(Table, table=True):
    """What is to be reached: a level, or a change in each year or over the period."""

    __tablename__ = "target"
    __table_args__ = (
        Index(None, "area_id"),
        Index(None, "load_id"),
        one_of("kind", TARGET_KINDS),
        one_of("change_per", CHANGE_PER),
        one_of("change_basis", CHANGE_BASES),
        one_of("direction", DIRECTIONS[:2]),
        one_of("qualifier", QUALIFIERS),
        CheckConstraint(
            "(kind = 'change') = (change_per IS NOT NULL) AND (kind = 'change') = (change_basis IS NOT NULL)",
            name="change",
        ),
        CheckConstraint(
            "(value IS NULL) = (value_min IS NOT NULL) AND (value_min IS NULL) = (value_max IS NULL)",
            name="value_or_range",
        ),
        CheckConstraint("period_from <= period_to", name="period"),
    )

    id: int | None = numbered_id()
    load_id: int = whole(foreign_key="load.id")
    # The indicator that names the target, and the one or the measure that shows how far it is reached.
    indicator_code: str = text(foreign_key="indicator.code")
    tracked_indicator_code: str | None = optional_text(foreign_key="indicator.code")
    tracked_measure_code: str | None = optional_text(foreign_key="measure.code")
    area_id: int = whole(foreign_key="area.id")
    # The area whose figures count, where it is not the target's own: the poor districts of a nation's target.
    tracked_area_id: int | None = optional_whole(foreign_key="area.id")
    programme_code: str | None = optional_text(foreign_key="programme.code")
    project_code: str | None = optional_text(foreign_key="project.code")
    owner_vi: str | None = optional_text()
    owner_en: str | None = optional_text()
    kind: str = text()
    change_per: str | None = optional_text()
    change_basis: str | None = optional_text()
    # Which way the tracked indicator has to go.
    direction: str = text()
    value: float | None = optional_real()
    value_min: float | None = optional_real()
    value_max: float | None = optional_real()
    decimals: int | None = optional_whole()
    unit: str = text()
    # What a share or a relative change refers to: the 74 districts of the list, the households at the start.
    baseline: float | None = optional_real()
    qualifier: str = text()
    period_from: int = whole()
    period_to: int = whole()
    standard_code: str | None = optional_text(foreign_key="standard.code")
    document: str | None = optional_text()
    source_code: str = text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()
