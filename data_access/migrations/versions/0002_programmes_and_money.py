"""Programmes with their money, targets and outcomes, and the registers that people keep."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from data_access.migrations.checks import one_of

Kind = sa.types.TypeEngine[Any]

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out and not imported: a step keeps its meaning when the models move on.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
WHOLE, AMOUNT, FLAG = sa.Integer(), sa.BigInteger(), sa.Boolean()
REAL: Kind = sa.Double()
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
QUALIFIERS = "exact about more_than nearly at_least less_than"
STATUSES = "final preliminary reported expected planned target"
LEVELS = "nation region province district commune group"
FUNDS = (
    "total state_budget central central_development central_recurrent local local_development "
    "local_recurrent development recurrent policy_credit mobilised other_programmes in_kind"
)
PARTNERS = (
    "local_government enterprise cooperative cooperative_group association household_group community "
    "mass_organisation"
)
AMOUNT_OR_RANGE = (
    "(amount_vnd IS NULL OR (amount_min_vnd IS NULL AND amount_max_vnd IS NULL))"
    " AND (amount_min_vnd IS NULL) = (amount_max_vnd IS NULL)"
)


def upgrade() -> None:
    """Make the tables."""
    _programmes()
    _money()
    _results()
    _registers()


def downgrade() -> None:
    """Drop the tables with everything in them."""
    registers = ("bottleneck", "overlap_pair", "livelihood_model")
    for table in (*registers, "target", "outcome", "money", "measure", "lineage", "project", "programme"):
        op.drop_table(table)


def _is(kind: Kind, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _may_be(kind: Kind, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _refers(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    keys = {
        column: f"{other}.{'id' if column.endswith('_id') else 'code'}" for column, other in columns.items()
    }
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_{table}_{column}"))
        for column, key in keys.items()
    ]


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _programmes() -> None:
    """Programmes, projects, what carries on what, and what is measured."""
    op.create_table(
        "programme",
        *_is(TEXT, "code", "name_vi", "name_en", "relation"),
        *_is(WHOLE, "position", "period_from", "period_to"),
        *_is(FLAG, "confirmed"),
        *_may_be(TEXT, "parent_code", "legal_basis", "source_code", "note_vi", "note_en"),
        one_of("programme", "relation", "own sister integrated"),
        *_refers("programme", parent_code="programme", source_code="source"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_programme")),
    )
    op.create_table(
        "project",
        *_is(TEXT, "code", "programme_code", "name_vi", "name_en"),
        *_is(WHOLE, "position"),
        *_is(FLAG, "confirmed"),
        *_may_be(TEXT, "parent_code", "guided_by_vi", "guided_by_en", "legal_basis", "applies_in"),
        *_may_be(TEXT, "beneficiaries_vi", "beneficiaries_en", "source_code", "note_vi", "note_en"),
        *_may_be(WHOLE, "applies_from", "applies_to"),
        one_of("project", "applies_in", "nationwide poor_areas poor_districts selected_areas"),
        *_refers("project", programme_code="programme", parent_code="project", source_code="source"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_project")),
    )
    _index("project", "programme_code")
    op.create_table(
        "lineage",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        *_is(TEXT, "from_programme_code", "to_programme_code"),
        *_is(FLAG, "confirmed"),
        *_may_be(TEXT, "from_project_code", "to_project_code", "basis_vi", "basis_en", "source_code"),
        *_refers("lineage", from_programme_code="programme", from_project_code="project"),
        *_refers("lineage", to_programme_code="programme", to_project_code="project", source_code="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
    )
    op.create_table(
        "measure",
        *_is(TEXT, "code", "kind", "name_vi", "name_en", "unit", "direction"),
        *_is(WHOLE, "position"),
        *_is(FLAG, "is_money", "adds_up"),
        *_may_be(TEXT, "catalogue_ref", "official_ref", "project_code", "unit_vi", "unit_en"),
        *_may_be(TEXT, "dimension_code"),
        one_of("measure", "direction", "lower higher context"),
        one_of("measure", "kind", "input activity output outcome"),
        *_refers("measure", project_code="project"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_measure")),
    )


def _money() -> None:
    """Amounts of money."""
    op.create_table(
        "money",
        *_is(BIG_ID, "id"),
        *_is(TEXT, "scope", "fund", "stage", "qualifier", "status", "source_code"),
        *_is(WHOLE, "load_id", "area_id", "period_from", "period_to", "preference", "beneath"),
        *_is(WHOLE, "beneath_in_fund"),
        *_is(FLAG, "each_year", "with_carried_over", "in_wider_fund"),
        *_may_be(TEXT, "programme_code", "project_code", "item_code", "item_vi", "item_en"),
        *_may_be(TEXT, "quantity_unit", "as_of", "document", "decided_on", "deciding_level"),
        *_may_be(TEXT, "implementing_level", "note_vi", "note_en"),
        *_may_be(AMOUNT, "amount_vnd", "amount_min_vnd", "amount_max_vnd"),
        *_may_be(REAL, "quantity"),
        _check(
            "money",
            "amount_or_in_kind",
            "amount_vnd IS NOT NULL OR amount_min_vnd IS NOT NULL OR (fund = 'in_kind' AND "
            "quantity IS NOT NULL)",
        ),
        _check("money", "amount_or_range", AMOUNT_OR_RANGE),
        _check("money", "beneath", "beneath_in_fund >= 0 AND beneath_in_fund <= beneath"),
        one_of("money", "deciding_level", LEVELS),
        one_of("money", "fund", FUNDS),
        one_of("money", "implementing_level", LEVELS),
        _check("money", "period", "period_from <= period_to"),
        _check("money", "preference", "preference >= 1"),
        _check("money", "programme_of_scope", "(scope = 'programme') = (programme_code IS NOT NULL)"),
        _check("money", "project_of_programme", "project_code IS NULL OR programme_code IS NOT NULL"),
        one_of("money", "qualifier", QUALIFIERS),
        _check("money", "quantity_unit", "(quantity IS NULL) = (quantity_unit IS NULL)"),
        one_of("money", "scope", "programme three_programmes own_budget wider"),
        one_of("money", "stage", "planned assigned disbursed carried_over"),
        one_of("money", "status", STATUSES),
        *_refers("money", load_id="load", programme_code="programme", project_code="project"),
        *_refers("money", area_id="area", source_code="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money")),
    )
    _index("money", "area_id", "programme_code", "stage", "period_to", "beneath")
    _index("money", "load_id")


def _results() -> None:
    """What was to be reached and what was."""
    op.create_table(
        "outcome",
        *_is(BIG_ID, "id"),
        *_is(TEXT, "measure_code", "qualifier", "state", "status", "source_kind", "source_code"),
        *_is(WHOLE, "load_id", "area_id", "period_from", "period_to", "preference"),
        *_is(FLAG, "each_year"),
        *_may_be(TEXT, "breakdown", "as_of", "standard_code", "note_vi", "note_en"),
        *_may_be(WHOLE, "decimals"),
        *_may_be(AMOUNT, "amount_vnd", "amount_min_vnd", "amount_max_vnd"),
        *_may_be(REAL, "value", "value_min", "value_max"),
        _check("outcome", "amount_or_range", AMOUNT_OR_RANGE),
        _check("outcome", "period", "period_from <= period_to"),
        _check("outcome", "preference", "preference >= 1"),
        one_of("outcome", "qualifier", QUALIFIERS),
        one_of("outcome", "source_kind", "administrative survey press synthetic plan"),
        one_of("outcome", "state", "reported missing not_applicable suppressed"),
        one_of("outcome", "status", STATUSES),
        _check(
            "outcome",
            "value_where_reported",
            "(state = 'reported') = (value IS NOT NULL OR value_min IS NOT NULL OR value_max IS "
            "NOT NULL OR amount_vnd IS NOT NULL OR amount_min_vnd IS NOT NULL)",
        ),
        *_refers("outcome", load_id="load", measure_code="measure", area_id="area"),
        *_refers("outcome", standard_code="standard", source_code="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    _index("outcome", "area_id", "measure_code", "period_to", "preference")
    _index("outcome", "load_id")
    op.create_table(
        "target",
        *_is(BIG_ID, "id"),
        *_is(TEXT, "indicator_code", "kind", "direction", "unit", "qualifier", "source_code"),
        *_is(WHOLE, "load_id", "area_id", "period_from", "period_to"),
        *_may_be(TEXT, "tracked_indicator_code", "tracked_measure_code", "programme_code", "project_code"),
        *_may_be(TEXT, "owner_vi", "owner_en", "change_per", "change_basis", "standard_code", "document"),
        *_may_be(TEXT, "note_vi", "note_en"),
        *_may_be(WHOLE, "tracked_area_id", "decimals"),
        *_may_be(REAL, "value", "value_min", "value_max", "baseline"),
        _check(
            "target",
            "change",
            "(kind = 'change') = (change_per IS NOT NULL) AND (kind = 'change') = (change_basis IS NOT NULL)",
        ),
        one_of("target", "change_basis", "absolute relative"),
        one_of("target", "change_per", "year period"),
        one_of("target", "direction", "lower higher"),
        one_of("target", "kind", "level change"),
        _check("target", "period", "period_from <= period_to"),
        one_of("target", "qualifier", QUALIFIERS),
        _check(
            "target",
            "value_or_range",
            "(value IS NULL) = (value_min IS NOT NULL) AND (value_min IS NULL) = (value_max IS NULL)",
        ),
        *_refers("target", load_id="load", indicator_code="indicator", tracked_indicator_code="indicator"),
        *_refers("target", tracked_measure_code="measure", area_id="area", tracked_area_id="area"),
        *_refers("target", programme_code="programme", project_code="project", standard_code="standard"),
        *_refers("target", source_code="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    _index("target", "area_id")
    _index("target", "load_id")


def _registers() -> None:
    """Livelihood models, items that may overlap, and what holds the work up."""
    op.create_table(
        "livelihood_model",
        *_is(TEXT, "code", "name_vi", "name_en", "status", "source_code"),
        *_is(WHOLE, "load_id", "area_id"),
        *_may_be(TEXT, "programme_code", "project_code", "kind", "activity_vi", "activity_en"),
        *_may_be(TEXT, "partner_kind", "partner", "participant_unit", "started_on", "ended_on"),
        *_may_be(TEXT, "modality", "replicated_from", "certified_on", "note_vi", "note_en"),
        *_may_be(WHOLE, "participants_poor", "participants_near_poor", "participants_newly_escaped"),
        *_may_be(WHOLE, "participants_ethnic_minority", "participants_women", "participants_escaped"),
        *_may_be(AMOUNT, "support_vnd", "recovered_vnd", "income_before_vnd", "income_after_vnd"),
        *_may_be(FLAG, "alive_12_months", "alive_24_months", "certified"),
        one_of("livelihood_model", "kind", "value_chain community task"),
        one_of("livelihood_model", "modality", "grant conditional repayable"),
        one_of("livelihood_model", "participant_unit", "household household_group cooperative_group village"),
        one_of("livelihood_model", "partner_kind", PARTNERS),
        one_of("livelihood_model", "status", STATUSES),
        *_refers("livelihood_model", load_id="load", area_id="area", programme_code="programme"),
        *_refers("livelihood_model", project_code="project", source_code="source"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_livelihood_model")),
    )
    _index("livelihood_model", "area_id")
    _index("livelihood_model", "load_id")
    _index("livelihood_model", "replicated_from")
    op.create_table(
        "overlap_pair",
        *_is(BIG_ID, "id"),
        *_is(TEXT, "chain_vi", "chain_en", "first_programme_code", "first_item_vi", "first_item_en"),
        *_is(TEXT, "second_programme_code", "second_item_vi", "second_item_en", "verdict"),
        *_is(TEXT, "source_code"),
        *_is(WHOLE, "load_id", "area_id", "period_from", "period_to"),
        *_may_be(TEXT, "first_project_code", "second_project_code", "decided_by", "decided_on", "reason"),
        *_may_be(AMOUNT, "first_amount_vnd", "second_amount_vnd"),
        _check(
            "overlap_pair",
            "decided_with_reason",
            "(verdict = 'undecided') = (decided_by IS NULL) AND (verdict = 'undecided') = "
            "(decided_on IS NULL) AND (verdict = 'undecided') = (reason IS NULL)",
        ),
        _check("overlap_pair", "period", "period_from <= period_to"),
        _check("overlap_pair", "two_programmes", "first_programme_code <> second_programme_code"),
        one_of("overlap_pair", "verdict", "duplicate complementary unclear undecided"),
        *_refers("overlap_pair", load_id="load", area_id="area", first_programme_code="programme"),
        *_refers("overlap_pair", first_project_code="project", second_programme_code="programme"),
        *_refers("overlap_pair", second_project_code="project", source_code="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overlap_pair")),
    )
    _index("overlap_pair", "area_id")
    _index("overlap_pair", "load_id")
    op.create_table(
        "bottleneck",
        *_is(BIG_ID, "id"),
        *_is(TEXT, "cause", "what_vi", "what_en", "noted_on", "source_code"),
        *_is(WHOLE, "load_id", "area_id"),
        *_may_be(TEXT, "programme_code", "project_code", "noted_by", "owner_vi", "owner_en", "closed_on"),
        one_of("bottleneck", "cause", "awareness mechanism policy resources implementation communication"),
        _check("bottleneck", "closed_after", "closed_on IS NULL OR noted_on <= closed_on"),
        *_refers("bottleneck", load_id="load", area_id="area", programme_code="programme"),
        *_refers("bottleneck", project_code="project", source_code="source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bottleneck")),
    )
    _index("bottleneck", "area_id")
    _index("bottleneck", "load_id")
