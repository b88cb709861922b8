"""Reads programmes, their money, targets and outcomes from the embedded data into the store."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlmodel import col

from data_access.embedded.csv_lines import lines
from data_access.embedded.rows import TABLES, AreaIds, area_id, plain_rows, reported_rows
from data_access.models import Money
from data_access.money.money_counting import mark, project_parents, recompute_marks
from data_access.reports.money_preferences import OUTCOME_KEY, give_preferences, source_dates
from data_access.store.writing_tuples import insert_rows

# Kept by code when they are read again, since money and outcomes of other loads may rest on them.
REFERENCES = ("programme", "project", "measure")
REPORTS = ("money", "target", "outcome")
# Every table whose rows belong to a load.
OF_LOADS = (*REPORTS, "livelihood_model", "overlap_pair", "bottleneck")


def clear_programmes(connection: Connection, load_ids: list[int]) -> None:
    """Delete the lineage and the rows of these loads."""
    connection.execute(delete(TABLES["lineage"]))
    for name in OF_LOADS:
        connection.execute(delete(TABLES[name]).where(TABLES[name].c.load_id.in_(load_ids)))


def fill_lineage(connection: Connection, data_dir: Path) -> None:
    """Store which programme or project carries on which."""
    rows = plain_rows(data_dir, "lineage")
    insert_rows(connection, "lineage", [row | {"id": number} for number, row in enumerate(rows, start=1)])


def programme_rows(
    connection: Connection, data_dir: Path, area_ids: AreaIds, load_id: int
) -> dict[str, list[dict[str, Any]]]:
    """Money, targets and outcomes of the embedded data as rows by table, each marked as it counts."""
    rows = {name: list(reported_rows(connection, data_dir, name, area_ids, load_id)) for name in REPORTS}
    for row, line in zip(rows["target"], lines(data_dir, "target"), strict=True):
        if line.cells["tracked_area_code"] is not None:
            row["tracked_area_id"] = area_id(line, area_ids, "tracked_", "area_code")
    dates = source_dates(connection)
    mark(rows["money"], project_parents(connection), dates)
    give_preferences(rows["outcome"], OUTCOME_KEY, dates)
    return rows


def settle_money(connection: Connection, load_id: int) -> None:
    """Mark money again where other loads than this one report any."""
    others = select(col(Money.area_id)).where(col(Money.load_id) != load_id).distinct()
    recompute_marks(connection, connection.scalars(others))
