"""The tables that pages read are what follows from the loads that count: rows put in and taken out.

After either the preferences, marks and counts are those that a store would have that was filled by the
remaining loads alone, whatever else was put in and taken out before.
"""

from collections.abc import Callable, Mapping

import pandas as pd
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.exc import DataError, IntegrityError

from data_access.embedded.coverage import recount
from data_access.loads.errors import LoadRefused
from data_access.loads.keyed_rows import (
    KEYED,
    show_all_newest_by_code,
    show_newest_by_code,
    show_previous_by_code,
)
from data_access.loads.parts import rows_in_force
from data_access.loads.references import refuse_dangling
from data_access.loads.rows import BROUGHT, TABLES
from data_access.loads.writing_rows import references_checked_once, write_rows
from data_access.money.kept_sums import keep_sums
from data_access.money.money_counting import recompute_marks
from data_access.reports.figure_preferences import Key, keys_shared_with_others, settle
from data_access.reports.money_preferences import settle_outcomes

Frames = Mapping[str, pd.DataFrame]
Progress = Callable[[float, str], None]
# What the store gives to rows until it has compared them with their rivals.
AT_FIRST: dict[str, dict[str, object]] = {
    "figure": {"preference": 1},
    "outcome": {"preference": 1},
    "money": {"preference": 1, "in_wider_fund": False, "beneath": 0, "beneath_in_fund": 0},
}


def put_in(connection: Connection, load_id: int, frames: Frames, progress: Progress | None = None) -> None:
    """Put a load's rows into the tables; the load and its parts are in the ledger already.

    ``progress`` is called with a fraction and the step, ``writing`` or ``comparing``. Raises ``LoadRefused``
    where a row names what is not there or breaks a rule of its table.
    """
    refuse_dangling(connection, frames)
    report = progress or (lambda _fraction, _step: None)
    report(0.1, "writing")
    try:
        for table in BROUGHT:
            if table in frames:
                _write(connection, table, frames[table], load_id)
    except (IntegrityError, DataError) as error:
        reason = str(error.orig).partition("\n")[0]
        raise LoadRefused(reason="rejected", text=reason) from error
    report(0.8, "comparing")
    _compare(connection, frames, _keys_of(connection, load_id, frames))


def take_out(connection: Connection, load_id: int, frames: Frames) -> None:
    """Take a load's rows out of the tables; the ledger says already that it counts no more."""
    shared = keys_shared_with_others(connection, [load_id]) if "figure" in frames else set()
    for table in reversed(BROUGHT):
        if table in frames and table not in KEYED:
            target = TABLES[table]
            connection.execute(delete(target).where(target.c.load_id == load_id))
    for table in reversed(KEYED):
        if table in frames:
            show_previous_by_code(connection, table, load_id)
    _compare(connection, frames, shared)


def put_in_references_again(connection: Connection) -> None:
    """Insert the rows of offices' loads again into tables that the embedded data were reloaded into."""
    show_all_newest_by_code(connection, "source")
    target = TABLES["area_class"]
    for load_id, frame in rows_in_force(connection, "area_class"):
        connection.execute(delete(target).where(target.c.load_id == load_id))
        _write_classes(connection, frame, load_id)


def _write(connection: Connection, table: str, frame: pd.DataFrame, load_id: int) -> None:
    if table in KEYED:
        show_newest_by_code(connection, table, frame, load_id)
    elif table == "area_class":
        _write_classes(connection, frame, load_id)
    else:
        with references_checked_once(connection):
            write_rows(connection, table, frame, {"load_id": load_id} | AT_FIRST.get(table, {}))


def _write_classes(connection: Connection, frame: pd.DataFrame, load_id: int) -> None:
    target = TABLES["area_class"]
    first = (connection.scalar(select(func.max(target.c.id))) or 0) + 1
    numbered = frame.assign(id=pd.RangeIndex(first, first + len(frame)))
    write_rows(connection, "area_class", numbered, {"load_id": load_id})


def _keys_of(connection: Connection, load_id: int, frames: Frames) -> set[Key]:
    """Of what a load reports, that for which there are several reports."""
    if "figure" not in frames:
        return set()
    names = ["indicator_code", "area_id", "year"]
    twice = frames["figure"][frames["figure"].duplicated(names, keep=False)]
    within = set(zip(*(twice[name].tolist() for name in names), strict=True))
    return within | keys_shared_with_others(connection, [load_id])


def _compare(connection: Connection, frames: Frames, keys: set[Key]) -> None:
    if "figure" in frames:
        settle(connection, keys)
        recount(connection, frames["figure"]["indicator_code"].unique())
    if "money" in frames:
        areas = frames["money"]["area_id"].tolist()
        recompute_marks(connection, areas)
        keep_sums(connection, areas)
    if "outcome" in frames:
        settle_outcomes(connection, frames["outcome"]["area_id"].tolist())
