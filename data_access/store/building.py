"""Builds a store that is missing, and renews one whose schema or embedded data is older."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, select, text
from sqlmodel import col

from data_access.days import day_of
from data_access.embedded.loading import load_embedded
from data_access.embedded.version import version_in
from data_access.migrations import HEAD, REVISIONS, VERSION_TABLE, upgrade
from data_access.models import Load, Table
from data_access.models.figure import EMBEDDED
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.errors import StoreDamaged, StoreLost, StoreOutOfDate, StoreUnreachable
from data_access.store.held_loads import held_loads, note_held_loads
from data_access.store.single_writer import (
    BUILDING_SECONDS,
    has_journal,
    journal_of,
    location_of,
    only_process,
    wait_for_builder,
)

logger = logging.getLogger(__name__)


class Condition(Enum):
    """The condition of a store relative to the program and the embedded data."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"


@dataclass(frozen=True)
class Order:
    """The store that is wanted: where, from which data and fingerprint, and what to call with progress.

    ``var_dir`` holds the notes of stores that have held files of offices, None for a store that takes none.
    """

    url: URL
    data_dir: Path
    content_hash: str
    progress: Callable[[float, str], None]
    var_dir: Path | None = None
    # As whom tables are made and embedded data are loaded, where the program's own role owns none.
    owner_url: URL | None = None

    @property
    def location(self) -> str:
        """Where the store is, fit to be shown: a file's path, or an address without its password."""
        return location_of(self.url)

    @property
    def path(self) -> Path:
        """The file of an SQLite store."""
        return Path(self.url.database or "").absolute()


def make_current(order: Order) -> None:
    """Build or renew the store unless it already holds this schema and these data.

    Only one process does so; another that starts at the same time waits and then finds it done. Raises
    ``StoreLost`` where the store is missing or empty and has held files of offices.
    """
    if order.url.get_backend_name() == "sqlite":
        _make_file_current(order)
    elif _read_condition(order) is not Condition.CURRENT:
        order.progress(0.01, "waiting")
        _renew(order, writing_engine(order.owner_url or order.url))


def expect_current(order: Order) -> None:
    """Raise a ``StoreError`` unless the store is there and current; nothing is built or renewed.

    ``StoreLost`` as ``make_current``, else ``StoreUnreachable`` (``missing``, ``behind``).
    """
    is_file = order.url.get_backend_name() == "sqlite"
    found = Condition.EMPTY
    if not is_file or _holds_something(order.path):
        found = _read_condition(order)
    if found is Condition.EMPTY:
        refuse_lost(order)
        raise StoreUnreachable(location=order.location, reason="missing")
    if found is Condition.BEHIND:
        raise StoreUnreachable(location=order.location, reason="behind")


def expect_migrated(order: Order) -> None:
    """As ``expect_current`` where building is a step of its own: what has to be run is said instead.

    A store that is missing or behind is ``StoreUnreachable`` (``not_migrated``).
    """
    try:
        expect_current(order)
    except StoreUnreachable as error:
        if error.facts.get("reason") in ("missing", "behind"):
            raise StoreUnreachable(location=order.location, reason="not_migrated") from error
        raise


def condition(connection: Connection, order: Order) -> Condition:
    """The condition of the store; ``StoreOutOfDate`` or ``StoreDamaged`` if it is not ours to renew."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables & set(Table.metadata.tables) or (tables and connection.dialect.name == "sqlite"):
            raise StoreDamaged(location=order.location, reason="foreign")
        return Condition.EMPTY
    revision = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if revision not in REVISIONS:
        raise StoreOutOfDate(location=order.location, found=str(revision), expected=HEAD)
    if revision != HEAD:
        return Condition.BEHIND
    newest = select(col(Load.content_hash)).where(col(Load.kind) == EMBEDDED).order_by(col(Load.id).desc())
    stored = connection.scalar(newest.limit(1))
    # Of two versions of the program on one store the newer data stay, whichever opens it last.
    is_newer = version_in(stored) > version_in(order.content_hash) > 0
    return Condition.CURRENT if is_newer or stored == order.content_hash else Condition.BEHIND


def _renew(order: Order, engine: Engine) -> None:
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                wait_for_builder(connection)
            found = condition(connection, order)
            if found is Condition.EMPTY:
                refuse_lost(order)
            if found is not Condition.CURRENT:
                _bring_up(connection, order)
            note(connection, order)
    finally:
        engine.dispose()


def refuse_lost(order: Order) -> None:
    """Raise ``StoreLost`` where the note outside the database says that more than embedded data are gone."""
    held = held_loads(order.var_dir, order.location) if order.var_dir else None
    if held is not None:
        raise StoreLost(location=order.location, since=day_of(held.since))


def note(connection: Connection, order: Order) -> None:
    """Write the note of a store that holds files of offices; one of an earlier version has none yet.

    A store that is only read from a folder closed to writing goes without.
    """
    if order.var_dir is None:
        return
    try:
        note_held_loads(connection, order.var_dir, order.location)
    except OSError:
        logger.warning("no note can be written that %s holds loads", order.location, exc_info=True)


def _bring_up(connection: Connection, order: Order) -> None:
    order.progress(0.05, "schema")
    upgrade(connection)
    if condition(connection, order) is not Condition.CURRENT:
        load_embedded(connection, order.data_dir, order.content_hash, order.progress)
        if connection.dialect.name == "postgresql":
            # Without fresh counts the planner may read a whole indicator where a few areas are asked for.
            connection.execute(text("ANALYZE"))


def _make_file_current(order: Order) -> None:
    path = order.path
    if _is_whole(path) and _read_condition(order) is Condition.CURRENT:
        return
    order.progress(0.01, "waiting")
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_process(path, wait_seconds=BUILDING_SECONDS):
        if _holds_something(path):
            _renew(order, writing_engine(order.url))
        else:
            _build_file(order)


def _build_file(order: Order) -> None:
    unfinished = order.path.with_name(order.path.name + ".building")
    _remove(unfinished)
    try:
        _renew(order, writing_engine(order.url.set(database=str(unfinished)), create=True))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, order.path)
    finally:
        _remove(unfinished)


def _read_condition(order: Order) -> Condition:
    engine = reading_engine(order.url, as_program=True)
    try:
        with engine.connect() as connection:
            found = condition(connection, order)
            if found is Condition.CURRENT:
                note(connection, order)
            return found
    finally:
        engine.dispose()


def _is_whole(path: Path) -> bool:
    # A journal left by a process that died is rolled back by the next writer; a reader could not.
    return _holds_something(path) and not has_journal(path)


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _remove(unfinished: Path) -> None:
    unfinished.unlink(missing_ok=True)
    journal_of(unfinished).unlink(missing_ok=True)
