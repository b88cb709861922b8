"""The first tables: areas, sources, indicators, figures and the loads that brought them."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _sources()
    _areas()
    _figures()


def downgrade() -> None:
    """Drop the tables with everything in them."""
    for table in ("coverage", "figure", "load", "indicator", "area_class", "crosswalk", "area_name"):
        op.drop_table(table)
    for table in ("area", "known_slip", "standard", "source"):
        op.drop_table(table)


def _sources() -> None:
    """Where figures come from."""
    op.create_table(
        "source",
        sa.Column("code", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("title_en", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("doc_number", TEXT, nullable=True),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("licence", TEXT, nullable=True),
        sa.Column("note_vi", TEXT, nullable=True),
        sa.Column("note_en", TEXT, nullable=True),
        one_of("source", "kind", "statistics decision report press law dataset"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source")),
    )
    op.create_table(
        "standard",
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name_vi", TEXT, nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("series", TEXT, nullable=True),
        sa.Column("legal_basis", TEXT, nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("note_vi", TEXT, nullable=True),
        sa.Column("note_en", TEXT, nullable=True),
        sa.Column("source_code", TEXT, nullable=True),
        one_of("standard", "kind", "income multidimensional local"),
        one_of("standard", "series", "administrative survey"),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_standard_source_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_standard")),
    )
    op.create_table(
        "known_slip",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("what_vi", TEXT, nullable=False),
        sa.Column("what_en", TEXT, nullable=False),
        sa.Column("source_code", TEXT, nullable=True),
        sa.Column("affects", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_known_slip_source_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_slip")),
        sa.UniqueConstraint("code", name=op.f("uq_known_slip_code")),
    )


def _areas() -> None:
    """Areas of every vintage, their names, classes and how one vintage became the next."""
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vintage", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name_vi", TEXT, nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("full_name_vi", TEXT, nullable=False),
        sa.Column("full_name_en", TEXT, nullable=False),
        sa.Column("folded_name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("urban_rural", TEXT, nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", TEXT, nullable=True),
        sa.Column("valid_to", TEXT, nullable=True),
        one_of("area", "level", "nation region province district commune group"),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("vintage", "level", "code", name=op.f("uq_area_vintage_level_code")),
    )
    op.create_index(op.f("ix_area_parent_id"), "area", ["parent_id"], unique=False)
    op.create_table(
        "area_name",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", TEXT, nullable=True),
        sa.Column("valid_to", TEXT, nullable=True),
        sa.Column("name_vi", TEXT, nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("full_name_vi", TEXT, nullable=False),
        sa.Column("full_name_en", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("urban_rural", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_name_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_name")),
    )
    op.create_index(op.f("ix_area_name_area_id"), "area_name", ["area_id"], unique=False)
    op.create_table(
        "crosswalk",
        sa.Column("from_area_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("to_area_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=True),
        sa.Column("basis", TEXT, nullable=True),
        one_of("crosswalk", "relation", "whole part"),
        sa.ForeignKeyConstraint(["from_area_id"], ["area.id"], name=op.f("fk_crosswalk_from_area_id")),
        sa.ForeignKeyConstraint(["to_area_id"], ["area.id"], name=op.f("fk_crosswalk_to_area_id")),
        sa.PrimaryKeyConstraint("from_area_id", "to_area_id", name=op.f("pk_crosswalk")),
    )
    op.create_index(op.f("ix_crosswalk_to_area_id"), "crosswalk", ["to_area_id"], unique=False)
    op.create_table(
        "area_class",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_code", TEXT, nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("area_name", TEXT, nullable=True),
        sa.Column("parent_name", TEXT, nullable=True),
        sa.Column("valid_from", TEXT, nullable=True),
        sa.Column("valid_to", TEXT, nullable=True),
        sa.Column("list_total", sa.Integer(), nullable=True),
        sa.Column("source_code", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_class_area_id")),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_area_class_source_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_class")),
    )
    op.create_index(op.f("ix_area_class_area_id"), "area_class", ["area_id"], unique=False)


def _figures() -> None:
    """What is measured, and the figures with the loads that brought them."""
    op.create_table(
        "indicator",
        sa.Column("code", TEXT, nullable=False),
        sa.Column("group", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_vi", TEXT, nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("definition_vi", TEXT, nullable=True),
        sa.Column("definition_en", TEXT, nullable=True),
        sa.Column("numerator_vi", TEXT, nullable=True),
        sa.Column("numerator_en", TEXT, nullable=True),
        sa.Column("denominator_vi", TEXT, nullable=True),
        sa.Column("denominator_en", TEXT, nullable=True),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("unit_vi", TEXT, nullable=True),
        sa.Column("unit_en", TEXT, nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("direction", TEXT, nullable=False),
        sa.Column("roll_up", TEXT, nullable=False),
        sa.Column("numerator_code", TEXT, nullable=True),
        sa.Column("denominator_code", TEXT, nullable=True),
        sa.Column("catalogue_ref", TEXT, nullable=True),
        one_of("indicator", "direction", "lower higher context"),
        one_of("indicator", "roll_up", "sum ratio none"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "load",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("loaded_at", TEXT, nullable=False),
        sa.Column("loaded_by", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        one_of("load", "status", "current superseded"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
    )
    op.create_table(
        "figure",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("indicator_code", TEXT, nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period_from", sa.Integer(), nullable=True),
        sa.Column("as_of", TEXT, nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("value_min", sa.Double(), nullable=True),
        sa.Column("value_max", sa.Double(), nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("qualifier", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("status_note", TEXT, nullable=True),
        sa.Column("standard_code", TEXT, nullable=True),
        sa.Column("source_kind", TEXT, nullable=False),
        sa.Column("source_code", TEXT, nullable=False),
        sa.Column("note_vi", TEXT, nullable=True),
        sa.Column("note_en", TEXT, nullable=True),
        sa.Column("preference", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'reported') = (value IS NOT NULL OR value_min IS NOT NULL OR value_max IS NOT NULL)",
            name=op.f("ck_figure_value_where_reported"),
        ),
        one_of("figure", "qualifier", "exact about more_than nearly at_least less_than"),
        one_of("figure", "source_kind", "administrative survey press synthetic plan"),
        one_of("figure", "state", "reported missing not_applicable suppressed"),
        one_of("figure", "status", "final preliminary reported expected planned target"),
        sa.CheckConstraint("preference >= 1", name=op.f("ck_figure_preference")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_figure_area_id")),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicator.code"], name=op.f("fk_figure_indicator_code")
        ),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_figure_load_id")),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_figure_source_code")),
        sa.ForeignKeyConstraint(["standard_code"], ["standard.code"], name=op.f("fk_figure_standard_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    op.create_index(
        op.f("ix_figure_area_id_indicator_code_year_preference"),
        "figure",
        ["area_id", "indicator_code", "year", "preference"],
        unique=False,
    )
    op.create_index(op.f("ix_figure_load_id"), "figure", ["load_id"], unique=False)
    op.create_index(op.f("ix_figure_source_code"), "figure", ["source_code"], unique=False)
    op.create_table(
        "coverage",
        sa.Column("indicator_code", TEXT, nullable=False),
        sa.Column("vintage", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("areas", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicator.code"], name=op.f("fk_coverage_indicator_code")
        ),
        sa.PrimaryKeyConstraint("indicator_code", "vintage", "level", "year", name=op.f("pk_coverage")),
    )
