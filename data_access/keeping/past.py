"""The store as it was at the end of a past day, rebuilt from the ledger into a file of its own.

The file has the tables of a store, so that every page reads it as it reads the store of today. Days are
those of Viet Nam. The rows of a load are in the ledger whatever became of it since; the embedded data of
that day are kept when newer ones take their place.
"""

import hashlib
import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, func, insert, select
from sqlmodel import col

from data_access.days import VIET_NAM, day_of
from data_access.embedded.coverage import recount
from data_access.keeping.contents import IN_HASTE
from data_access.loads.embedded_archive import kept_tables
from data_access.loads.parts import rows_of
from data_access.loads.projection import put_in
from data_access.loads.rows import TABLES
from data_access.loads.spans import loads_counting
from data_access.loads.writing_rows import write_rows
from data_access.migrations import HEAD, upgrade
from data_access.models import Load, LoadSpan, Submission, SubmissionPart
from data_access.models.figure import EMBEDDED
from data_access.money.kept_sums import keep_sums
from data_access.money.money_counting import recompute_marks
from data_access.reports.figure_preferences import settle_all
from data_access.reports.money_preferences import settle_outcomes
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.error_translation import translated
from data_access.store.errors import NoSuchDay
from data_access.store.opening import Store
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import BUILDING_SECONDS, location_of, only_process
from data_access.store.standby import readable_url

FOLDER = "asof"
# A file is made again in seconds; the oldest go when there are more.
FILES_KEPT = 8


def open_past(settings: StoreSettings, day: date) -> Store:
    """Open the store as it was at the end of ``day``, making its file first where it is not there.

    Raises ``NoSuchDay`` for a day before the first load, or another ``StoreError``.
    """
    location = location_of(settings.url())
    seconds = settings.query_timeout_seconds
    source = reading_engine(readable_url(settings), query_timeout_seconds=seconds, as_program=True)
    with translated(location, also_files=True):
        try:
            with source.connect() as connection:
                change = change_at(connection, day)
                path = settings.var_dir / FOLDER / _name_of(connection, change, location)
                _make_once(connection, change, path)
        finally:
            source.dispose()
        _sweep(path)
    return Store(reading_engine(_file(path)), str(path), change)


def change_at(connection: Connection, day: date) -> int:
    """The number of the last change made until the end of a day; raises ``NoSuchDay`` before the first."""
    end = datetime.combine(day, time(), VIET_NAM) + timedelta(days=1)
    last = end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    change = connection.scalar(select(func.max(col(Load.id))).where(col(Load.loaded_at) < last))
    if change is None:
        first = connection.scalar(select(func.min(col(Load.loaded_at)))) or ""
        raise NoSuchDay(day=day.isoformat(), first=day_of(first))
    return int(change)


def _make_once(source: Connection, change: int, path: Path) -> None:
    """Make the file unless it is there; of those who want it at once one makes it, the others wait."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_process(path.parent, wait_seconds=BUILDING_SECONDS):
        if not path.exists():
            _make(source, change, path)


def _make(source: Connection, change: int, path: Path) -> None:
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    engine = writing_engine(_file(unfinished), create=True, in_haste=IN_HASTE)
    try:
        with engine.begin() as target:
            upgrade(target)
            _fill(source, target, change)
        engine.dispose()
        os.replace(unfinished, path)
    finally:
        engine.dispose()
        unfinished.unlink(missing_ok=True)


def _fill(source: Connection, target: Connection, change: int) -> None:
    counted = loads_counting(source, change)
    _copy_ledger(source, target, change, counted)
    embedded = source.scalar(
        select(col(Load.id)).where(col(Load.id).in_(counted), col(Load.kind) == EMBEDDED)
    )
    if embedded is not None:
        _put_in_embedded(source, target, embedded)
    for load_id in counted:
        mine = select(col(Submission.id)).where(col(Submission.load_id) == load_id)
        for number in source.scalars(mine).all():
            put_in(target, load_id, rows_of(source, number))


def _put_in_embedded(source: Connection, target: Connection, number: int) -> None:
    tables = kept_tables(source, number)
    for name, frame in tables.items():
        write_rows(target, name, frame, {})
    settle_all(target)
    for table, again in (("money", recompute_marks), ("outcome", settle_outcomes)):
        again(target, target.scalars(select(TABLES[table].c.area_id).distinct()).all())
    keep_sums(target)
    recount(target)


def _copy_ledger(source: Connection, target: Connection, change: int, counted: list[int]) -> None:
    """Copy the loads until then, and of the submissions that counted what pages say of them."""
    _copy(source, target, "load", col(Load.id) <= change)
    target.execute(
        insert(LoadSpan), [{"load_id": number, "since": number, "until": None} for number in counted]
    )
    _copy(source, target, "submission", col(Submission.load_id).in_(counted))
    mine = select(col(Submission.id)).where(col(Submission.load_id).in_(counted))
    _copy(
        source,
        target,
        "submission_part",
        (col(SubmissionPart.submission_id).in_(mine)) & (col(SubmissionPart.name) == "source"),
    )


def _copy(source: Connection, target: Connection, table: str, condition: Any) -> None:
    rows = [dict(row) for row in source.execute(select(TABLES[table]).where(condition)).mappings()]
    if rows:
        target.execute(insert(TABLES[table]), rows)


def _name_of(connection: Connection, change: int, location: str) -> str:
    """A file name that no other store or change has, nor a rebuilt store at the same number."""
    load = connection.execute(
        select(col(Load.content_hash), col(Load.loaded_at)).where(col(Load.id) == change)
    ).one()
    digest = hashlib.sha256(repr((HEAD, location, *load)).encode()).hexdigest()[:12]
    return f"{change}-{digest}.sqlite"


def _sweep(kept: Path) -> None:
    """Touch the file that is wanted and delete those that were not for longest."""
    os.utime(kept)
    files = sorted(kept.parent.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[FILES_KEPT:]:
        path.unlink(missing_ok=True)


def _file(path: Path) -> URL:
    return URL.create("sqlite", database=str(path.absolute()))
