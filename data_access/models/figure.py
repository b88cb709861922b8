"""Figures, the loads that added them, and how far they cover areas and years."""

from sqlalchemy import CheckConstraint, Index

from data_access.models.table import Table, one_of
from data_access.store.column_types import (
    flag,
    given_id,
    numbered_id,
    optional_real,
    optional_text,
    optional_whole,
    text,
    whole,
)

QUALIFIERS = ("exact", "about", "more_than", "nearly", "at_least", "less_than")
STATES = ("reported", "missing", "not_applicable", "suppressed")
# The best first: a final number is shown before a preliminary one, and so on.
STATUSES = ("final", "preliminary", "reported", "expected", "planned", "target")
# The statuses of what was found, not of what is expected or planned.
RESULTS = ("final", "preliminary", "reported")
SOURCE_KINDS = ("administrative", "survey", "press", "synthetic", "plan")
LOAD_STATUSES = ("current", "superseded")
# The kind of the load that comes with the program; all others come from offices.
EMBEDDED = "embedded"


class Load(Table, table=True):
    """One import, or the withdrawal of one: what, when and by whom.

    Its number shows readers that figures changed, and numbers the changes of the ledger.
    """

    __tablename__ = "load"
    __table_args__ = (one_of("status", LOAD_STATUSES),)

    id: int = given_id()
    kind: str = text()
    label: str = text()
    content_hash: str = text()
    row_count: int = whole()
    loaded_at: str = text()
    loaded_by: str = text()
    status: str = text()


class Figure(Table, table=True):
    """One number as one source reported it for one area and year."""

    __tablename__ = "figure"
    __table_args__ = (
        # The map's question: one short range for each area of a level. The area comes first, so that no
        # planner can think of reading all figures of an indicator for the few areas that are asked for.
        Index(None, "area_id", "indicator_code", "year", "preference"),
        Index(None, "load_id"),
        Index(None, "source_code"),
        one_of("qualifier", QUALIFIERS),
        one_of("state", STATES),
        one_of("status", STATUSES),
        one_of("source_kind", SOURCE_KINDS),
        CheckConstraint(
            "(state = 'reported') = (value IS NOT NULL OR value_min IS NOT NULL OR value_max IS NOT NULL)",
            name="value_where_reported",
        ),
        CheckConstraint("preference >= 1", name="preference"),
    )

    id: int | None = numbered_id()
    load_id: int = whole(foreign_key="load.id")
    indicator_code: str = text(foreign_key="indicator.code")
    area_id: int = whole(foreign_key="area.id")
    year: int = whole()
    period_from: int | None = optional_whole()
    as_of: str | None = optional_text()
    value: float | None = optional_real()
    value_min: float | None = optional_real()
    value_max: float | None = optional_real()
    decimals: int | None = optional_whole()
    qualifier: str = text()
    state: str = text()
    status: str = text()
    status_note: str | None = optional_text()
    standard_code: str | None = optional_text(foreign_key="standard.code")
    source_kind: str = text()
    source_code: str = text(foreign_key="source.code")
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()
    # Printed by its source but not believed, for the reason in its note: kept and listed among the other
    # reports, never shown as the figure of its area and year.
    doubtful: bool | None = flag()
    preference: int = whole()


class Coverage(Table, table=True):
    """How many areas of a level have a reported value: counted at each load, as counting is slow."""

    __tablename__ = "coverage"

    indicator_code: str = text(primary_key=True, foreign_key="indicator.code")
    vintage: str = text(primary_key=True)
    level: str = text(primary_key=True)
    year: int = given_id()
    areas: int = whole()
