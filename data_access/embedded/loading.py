"""Reads the embedded data into the store, in the caller's transaction; other loads stay."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import col

from data_access.embedded.census import census_rows, read_census
from data_access.embedded.communes_of_today import commune_rows, density_rows
from data_access.embedded.coverage import recount
from data_access.embedded.csv_lines import Line, lines
from data_access.embedded.programmes import (
    REFERENCES,
    clear_programmes,
    fill_lineage,
    programme_rows,
    settle_money,
)
from data_access.embedded.reference_rows import forget, merge
from data_access.embedded.rows import TABLES, AreaIds, area_id, area_key, plain_rows, reported_rows, row_of
from data_access.loads.audit import record
from data_access.loads.embedded_archive import begin_embedded_span, keep_embedded
from data_access.loads.projection import put_in_references_again
from data_access.models import Area, Figure, Load, Outcome
from data_access.models.figure import EMBEDDED
from data_access.money.kept_sums import keep_sums
from data_access.reports.figure_preferences import (
    give_preferences,
    keys_shared_with_others,
    settle,
    stored_ranking,
)
from data_access.reports.money_preferences import settle_outcomes
from data_access.store.errors import EmbeddedDataUnusable
from data_access.store.writing_tuples import insert_rows
from data_access.text.folding import folded
from vocabulary.vintages import OF_LARGE_AREAS

Progress = Callable[[float, str], None]


def load_embedded(connection: Connection, data_dir: Path, content_hash: str, progress: Progress) -> int:
    """Replace the rows of the last embedded load; return the number of the new load.

    Raises ``EmbeddedDataUnusable`` where a file is missing or a line cannot be stored.
    """
    try:
        return _load(connection, data_dir, content_hash, progress)
    except (IntegrityError, DataError) as error:
        reason = str(error.orig).partition("\n")[0]
        raise EmbeddedDataUnusable(path=str(data_dir), reason="rejected", text=reason) from error


def _load(connection: Connection, data_dir: Path, content_hash: str, progress: Progress) -> int:
    earlier = list(connection.scalars(select(col(Load.id)).where(col(Load.kind) == EMBEDDED)))
    keep_embedded(connection)
    shared = keys_shared_with_others(connection, earlier) if earlier else set()
    _clear(connection, earlier)
    clear_programmes(connection, earlier)
    progress(0.15, "sources")
    vanished = [
        (TABLES[name], merge(connection, TABLES[name], plain_rows(data_dir, name), ("code",)))
        for name in ("source", "standard", "indicator", *REFERENCES)
    ]
    progress(0.2, "areas")
    area_ids, vanished_areas = _merge_areas(connection, data_dir)
    _fill_area_tables(connection, data_dir, area_ids)
    progress(0.6, "figures")
    number = _add_figures(connection, data_dir, content_hash, area_ids)
    fill_lineage(connection, data_dir)
    for table, keys in [(TABLES["area"], vanished_areas), *reversed(vanished)]:
        forget(connection, table, keys)
    progress(0.9, "coverage")
    if connection.scalar(select(func.count()).select_from(Load)) != len(earlier) + 1:
        put_in_references_again(connection)
        settle(connection, shared | keys_shared_with_others(connection, [number]))
        settle_money(connection, number)
        settle_outcomes(connection, connection.scalars(select(col(Outcome.area_id)).distinct()))
    # Of all areas: a project may have been put under another.
    keep_sums(connection)
    recount(connection)
    return number


def _clear(connection: Connection, earlier: list[int]) -> None:
    if earlier:
        connection.execute(delete(Figure).where(col(Figure.load_id).in_(earlier)))
        connection.execute(update(Load).where(col(Load.id).in_(earlier)).values(status="superseded"))
    for name in ("area_name", "crosswalk", "area_class", "known_slip"):
        connection.execute(delete(TABLES[name]))


def _merge_areas(connection: Connection, data_dir: Path) -> tuple[AreaIds, list[tuple[Any, ...]]]:
    ids: AreaIds = {
        (vintage, level, code): number
        for number, vintage, level, code in connection.execute(
            select(col(Area.id), col(Area.vintage), col(Area.level), col(Area.code))
        )
    }
    fresh = max(ids.values(), default=0) + 1
    rows = []
    for line in lines(data_dir, "area"):
        number = ids.setdefault(area_key(line), fresh)
        fresh = max(fresh, number + 1)
        rows.append(_area_row(line, number, ids))
    return ids, merge(connection, TABLES["area"], rows, ("vintage", "level", "code"))


def _area_row(line: Line, number: int, ids: AreaIds) -> dict[str, Any]:
    parent = None
    if line.cells["parent_level"] is not None:
        key = (line.cells["vintage"], line.cells["parent_level"], line.cells["parent_code"])
        # The nation is one row for all vintages.
        parent = (
            ids.get(key)
            or ids.get((OF_LARGE_AREAS, *key[1:]))
            or line.refuse("unknown_reference", "parent_code")
        )
    name = folded(line.cells["name_vi"] or "")
    return row_of(line, TABLES["area"], id=number, parent_id=parent, folded_name=name)


def _fill_area_tables(connection: Connection, data_dir: Path, area_ids: AreaIds) -> None:
    names = [
        row_of(line, TABLES["area_name"], id=number, area_id=area_id(line, area_ids))
        for number, line in enumerate(lines(data_dir, "area_name"), start=1)
    ]
    ways = [
        row_of(
            line,
            TABLES["crosswalk"],
            from_area_id=area_id(line, area_ids, "from_"),
            to_area_id=area_id(line, area_ids, "to_"),
        )
        for line in lines(data_dir, "crosswalk")
    ]
    for table, rows in (
        ("area_name", names),
        ("crosswalk", ways),
        ("area_class", _classes(data_dir, area_ids)),
    ):
        insert_rows(connection, table, rows)
    slips = plain_rows(data_dir, "known_slip")
    insert_rows(connection, "known_slip", [row | {"id": number} for number, row in enumerate(slips, start=1)])


def _classes(data_dir: Path, area_ids: AreaIds) -> Iterable[dict[str, Any]]:
    for number, line in enumerate(lines(data_dir, "area_class"), start=1):
        given = {"id": number, "class_code": line.cells["class"]}
        given["area_id"] = None if line.cells["code"] is None else area_id(line, area_ids)
        yield row_of(line, TABLES["area_class"], **given)


def _add_figures(connection: Connection, data_dir: Path, content_hash: str, area_ids: AreaIds) -> int:
    number = (connection.scalar(select(func.max(col(Load.id)))) or 0) + 1
    figures = list(_figure_rows(connection, data_dir, area_ids, number))
    give_preferences(figures, stored_ranking(connection))
    rows = {"figure": figures} | programme_rows(connection, data_dir, area_ids, number)
    count = sum(len(listed) for listed in rows.values())
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = {
        "id": number,
        "kind": EMBEDDED,
        "label": EMBEDDED,
        "content_hash": content_hash,
        "status": "current",
    }
    row |= {"row_count": count, "loaded_at": now, "loaded_by": "theo-doi-giam-ngheo"}
    insert_rows(connection, "load", [row])
    _write_down(connection, row)
    begin_embedded_span(connection, number)
    for table, listed in rows.items():
        insert_rows(connection, table, listed)
    return number


def _figure_rows(
    connection: Connection, data_dir: Path, area_ids: AreaIds, number: int
) -> Iterator[dict[str, Any]]:
    """Every figure of the embedded data: one a line, then those of files that hold several to a line."""
    census = read_census(data_dir, area_ids, number)
    yield from reported_rows(connection, data_dir, "figure", area_ids, number)
    yield from census_rows(census)
    yield from commune_rows(data_dir, area_ids, number)
    yield from density_rows(connection, data_dir, census)


def _write_down(connection: Connection, row: dict[str, Any]) -> None:
    """Write into the log which embedded data these are, and in whose place they are."""
    facts = ("load", "content_hash", "row_count")
    earlier = connection.execute(
        select(col(Load.id), col(Load.content_hash), col(Load.row_count))
        .where(col(Load.kind) == EMBEDDED, col(Load.id) != row["id"])
        .order_by(col(Load.id).desc())
    ).first()
    before = None if earlier is None else dict(zip(facts, earlier, strict=True))
    after = dict(zip(facts, (row["id"], row["content_hash"], row["row_count"]), strict=True))
    record(connection, row["loaded_by"], EMBEDDED, f"load {row['id']}", before, after)
