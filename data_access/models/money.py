"""Money of programmes in whole đồng, as each source reported it."""

from sqlalchemy import CheckConstraint, Index

from data_access.models.area import LEVELS
from data_access.models.figure import QUALIFIERS, STATUSES
from data_access.models.table import Table, one_of
from data_access.store.column_types import (
    numbered_id,
    optional_amount,
    optional_real,
    optional_text,
    required_flag,
    text,
    whole,
)

# What was planned for all national target programmes of a year together, poverty reduction among them, and
# (2017) for two of them. Each is a sum of its own, never added to one programme's money nor to the other.
PLANS_TOGETHER = ("all_programmes", "two_programmes")
# Whose money it is. Only money of one programme names a programme.
SCOPES = ("programme", "three_programmes", *PLANS_TOGETHER, "own_budget", "wider")
# The wider fund of each. ``in_kind`` is separate: gifts and labour are shown beside money and not in it.
FUND_WITHIN = {
    "total": None,
    "state_budget": "total",
    "central": "state_budget",
    "central_development": "central",
    "central_recurrent": "central",
    "local": "state_budget",
    "local_development": "local",
    "local_recurrent": "local",
    # The state budget parted the other way, where a source does not say central or local.
    "development": "state_budget",
    "recurrent": "state_budget",
    "policy_credit": "state_budget",
    "mobilised": "total",
    "other_programmes": "total",
    "in_kind": None,
}
FUNDS = tuple(FUND_WITHIN)
STAGES = ("planned", "assigned", "disbursed", "carried_over")
AMOUNT_OR_RANGE = (
    "(amount_vnd IS NULL OR (amount_min_vnd IS NULL AND amount_max_vnd IS NULL))"
    " AND (amount_min_vnd IS NULL) = (amount_max_vnd IS NULL)"
)


class Money(Table, table=True):
    """One amount as one source reported it: a whole number of đồng or a range, never a float."""

    __tablename__ = "money"
    __table_args__ = (
        # Money of an area, or of each area of a level: as with figures, the area comes first. The rest is
        # there so that all amounts of ten thousand communes are read without looking up a single row.
        Index(
            "ix_money_sums",
            *("area_id", "programme_code", "stage", "period_to", "beneath", "project_code", "fund"),
            *("beneath_in_fund", "in_wider_fund", "preference", "period_from", "each_year"),
            *("with_carried_over", "qualifier", "amount_vnd", "amount_min_vnd", "amount_max_vnd"),
            "source_code",
        ),
        Index(None, "load_id"),
        one_of("scope", SCOPES),
        one_of("fund", FUNDS),
        one_of("stage", STAGES),
        one_of("qualifier", QUALIFIERS),
        one_of("status", STATUSES),
        one_of("deciding_level", LEVELS),
        one_of("implementing_level", LEVELS),
        # What several programmes share, or an area pays by itself, can never pass for one programme's money.
        CheckConstraint("(scope = 'programme') = (programme_code IS NOT NULL)", name="programme_of_scope"),
        CheckConstraint("project_code IS NULL OR programme_code IS NOT NULL", name="project_of_programme"),
        CheckConstraint("period_from <= period_to", name="period"),
        CheckConstraint(AMOUNT_OR_RANGE, name="amount_or_range"),
        CheckConstraint(
            "amount_vnd IS NOT NULL OR amount_min_vnd IS NOT NULL"
            " OR (fund = 'in_kind' AND quantity IS NOT NULL)",
            name="amount_or_in_kind",
        ),
        CheckConstraint("(quantity IS NULL) = (quantity_unit IS NULL)", name="quantity_unit"),
        CheckConstraint("preference >= 1", name="preference"),
        CheckConstraint("beneath_in_fund >= 0 AND beneath_in_fund <= beneath", name="beneath"),
    )

    id: int | None = numbered_id()
    load_id: int = whole(foreign_key="load.id")
    scope: str = text()
    programme_code: str | None = optional_text(foreign_key="programme.code")
    project_code: str | None = optional_text(foreign_key="project.code")
    # What the money is for, within the project: a work, a contract, a tranche.
    item_code: str | None = optional_text()
    item_vi: str | None = optional_text()
    item_en: str | None = optional_text()
    area_id: int = whole(foreign_key="area.id")
    period_from: int = whole()
    period_to: int = whole()
    # The amount is that of each year of the period and not of the period as a whole.
    each_year: bool = required_flag()
    fund: str = text()
    stage: str = text()
    # The amount includes money carried over from years before.
    with_carried_over: bool = required_flag()
    amount_vnd: int | None = optional_amount()
    amount_min_vnd: int | None = optional_amount()
    amount_max_vnd: int | None = optional_amount()
    # In kind, in a unit of its own such as labour_day or m2; its value in money, if given, is the amount.
    quantity: float | None = optional_real()
    quantity_unit: str | None = optional_text()
    qualifier: str = text()
    status: str = text()
    as_of: str | None = optional_text()
    # The deciding document, which need not be the source the amount was read in.
    document: str | None = optional_text()
    decided_on: str | None = optional_text()
    deciding_level: str | None = optional_text()
    implementing_level: str | None = optional_text()
    source_code: str = text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()
    preference: int = whole()
    # Given at each load by ``money_counting``, so that a whole is never added to its parts.
    in_wider_fund: bool = required_flag()
    beneath: int = whole()
    beneath_in_fund: int = whole()
