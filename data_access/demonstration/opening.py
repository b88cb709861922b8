"""Opening the demonstration store, which is built at first use and again when it would differ."""

import hashlib
import os
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlmodel import col

from data_access.demonstration.bulk import Batch, create_indexes, drop_indexes, write_batch
from data_access.demonstration.generation import generate
from data_access.demonstration.geography import Geography
from data_access.demonstration.programme import programme_batches
from data_access.demonstration.provinces import SEED
from data_access.demonstration.writing import (
    KIND,
    count_rows,
    figure_batches,
    write_coverage,
    write_load,
    write_references,
)
from data_access.embedded.version import content_hash
from data_access.migrations import HEAD, REVISIONS, VERSION_TABLE, upgrade
from data_access.models import Audit, Load, Table
from data_access.money.kept_sums import keep_sums
from data_access.store.building import Condition, Order
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.error_translation import translated
from data_access.store.errors import StoreDamaged, StoreOutOfDate
from data_access.store.opening import Store, store_at
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import BUILDING_SECONDS, only_process, wait_for_builder

# Raise it when the same data must give other figures.
GENERATOR = 6
# Only the bar of progress rests on it.
ROWS_OF_A_PROVINCE = 120_000
# Not the published store's: both may be in one database server.
ADVISORY_LOCK = 0x64656D6F
# A file that is not finished is thrown away, so nothing need guard it while it is written; that the
# figures keep the tables' rules is for the tests to say, since asking at each row takes longer than all else.
IN_HASTE = (
    *("journal_mode = OFF", "synchronous = OFF", "cache_size = -262144"),
    *("foreign_keys = OFF", "ignore_check_constraints = ON"),
)
Progress = Callable[[float, str], None]


def open_demonstration(
    settings: StoreSettings, progress: Progress | None = None, *, provinces: Iterable[str] | None = None
) -> Store:
    """Open the demonstration store, building it first where it is missing or out of date.

    ``progress`` is called as by ``open_store``. ``provinces`` (codes of after the reform) makes a
    smaller country of what went into them, for tests. Raises a ``StoreError``; a database that holds
    figures of any other kind is left as it is (``StoreDamaged``, reason ``foreign``).
    """
    report = progress or _say_nothing
    report(0.0, "checking")
    chosen = None if provinces is None else tuple(sorted(provinces))
    data_dir = settings.data_dir
    order = Order(settings.demonstration_url(), data_dir, fingerprint(data_dir, chosen), report)
    with translated(order.location, also_files=True):
        _make_current(order, chosen)
    store = store_at(order.url, order.location, settings.query_timeout_seconds)
    report(1.0, "ready")
    return store


def fingerprint(data_dir: Path, provinces: tuple[str, ...] | None = None) -> str:
    """What decides whether the figures would be the same: generator, seed and the data they rest on."""
    rests_on = (GENERATOR, SEED, provinces, content_hash(data_dir))
    return hashlib.sha256(repr(rests_on).encode()).hexdigest()


def _make_current(order: Order, provinces: tuple[str, ...] | None) -> None:
    if _standing(order)[0] is Condition.CURRENT:
        return
    order.progress(0.01, "waiting")
    if order.url.get_backend_name() == "sqlite":
        _make_file_current(order, provinces)
    else:
        _fill_database(order, provinces)


def _standing(order: Order) -> tuple[Condition, int]:
    """The condition of the store, and the number of its newest load."""
    if order.url.get_backend_name() == "sqlite" and not _holds_something(order.path):
        return Condition.EMPTY, 0
    engine = reading_engine(order.url)
    try:
        with engine.connect() as connection:
            return _condition(connection, order)
    finally:
        engine.dispose()


def _condition(connection: Connection, order: Order) -> tuple[Condition, int]:
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables & set(Table.metadata.tables) or (tables and connection.dialect.name == "sqlite"):
            raise StoreDamaged(location=order.location, reason="foreign")
        return Condition.EMPTY, 0
    revision = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if revision not in REVISIONS:
        raise StoreOutOfDate(location=order.location, found=str(revision), expected=HEAD)
    if set(connection.scalars(select(col(Load.kind)).distinct())) - {KIND}:
        raise StoreDamaged(location=order.location, reason="foreign")
    number = connection.scalar(select(func.max(col(Load.id)))) or 0
    newest = connection.scalar(select(col(Load.content_hash)).where(col(Load.id) == number))
    is_current = revision == HEAD and newest == order.content_hash
    return (Condition.CURRENT if is_current else Condition.BEHIND), number


def _make_file_current(order: Order, provinces: tuple[str, ...] | None) -> None:
    order.path.parent.mkdir(parents=True, exist_ok=True)
    with only_process(order.path, wait_seconds=BUILDING_SECONDS):
        condition, number = _standing(order)
        if condition is not Condition.CURRENT:
            _build_file(order, number + 1, provinces)


def _build_file(order: Order, load_id: int, provinces: tuple[str, ...] | None) -> None:
    unfinished = order.path.with_name(order.path.name + ".building")
    unfinished.unlink(missing_ok=True)
    file_url = order.url.set(database=str(unfinished))
    engine = writing_engine(file_url, create=True, in_haste=IN_HASTE)
    try:
        with engine.begin() as connection:
            _fill(connection, order, load_id, provinces)
        engine.dispose()
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, order.path)
    finally:
        engine.dispose()
        unfinished.unlink(missing_ok=True)


def _fill_database(order: Order, provinces: tuple[str, ...] | None) -> None:
    engine = writing_engine(order.url)
    try:
        with engine.begin() as connection:
            wait_for_builder(connection, ADVISORY_LOCK)
            condition, number = _condition(connection, order)
            if condition is not Condition.CURRENT:
                _fill(connection, order, number + 1, provinces)
                # Without fresh counts the planner may read a whole indicator for the few areas asked for.
                connection.execute(text("ANALYZE"))
    finally:
        engine.dispose()


def _fill(connection: Connection, order: Order, load_id: int, provinces: tuple[str, ...] | None) -> None:
    order.progress(0.02, "schema")
    upgrade(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"TRUNCATE {', '.join(set(Table.metadata.tables) - {Audit.__tablename__})}"))
    order.progress(0.04, "areas")
    geography = Geography(order.data_dir)
    write_references(connection, order.data_dir, geography)

    def invented(fraction: float, step: str) -> None:
        order.progress(0.06 + 0.06 * fraction, step)

    country = generate(order.data_dir, invented, geography, provinces=provinces)
    write_load(connection, load_id, order.content_hash)
    batches = chain(
        figure_batches(country.blocks(), load_id),
        programme_batches(order.data_dir, geography, country, load_id),
    )
    done = _write(connection, batches, ROWS_OF_A_PROVINCE * len(country.provinces), order.progress)
    order.progress(0.88, "coverage")
    keep_sums(connection)
    order.progress(0.92, "coverage")
    write_coverage(connection, country.blocks(), geography)
    count_rows(connection, load_id, done)


def _write(connection: Connection, batches: Iterable[Batch], expected: int, progress: Progress) -> int:
    """Store all rows, then make the indexes, which is many times faster; return how many rows there are."""
    done = 0
    drop_indexes(connection)
    for batch in batches:
        progress(0.12 + 0.58 * min(done / expected, 1), "figures")
        write_batch(connection, batch)
        done += len(batch)
    progress(0.7, "figures")
    for place, _ in enumerate(create_indexes(connection)):
        progress(0.76 + 0.06 * place, "figures")
    return done


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _say_nothing(_fraction: float, _step: str) -> None:
    """Report no progress."""
