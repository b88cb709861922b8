"""Whether whoever acts may change what they change: asked of the database within the change itself.

A store without accounts knows nobody: who holds the key of changes was asked before
(``ui/data/changing.py``), and who runs a command has the machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection, select
from sqlmodel import col

from data_access.accounts.facts import Grant
from data_access.accounts.reading import any_account, find_account, grants_of
from data_access.accounts.reading_areas import area_tree
from data_access.accounts.rights import NATION, Action, grants_for, grants_open, read_areas, written
from data_access.acting import current_actor
from data_access.loads.changing import reading_in
from data_access.loads.errors import LoadRefused
from data_access.models import Area

AREA_COLUMNS = ("area_id", "tracked_area_id")


class Change(NamedTuple):
    """By which account a change is made, None without accounts, and with which rights."""

    account: str | None
    grants: tuple[Grant, ...]


def change_by(connection: Connection, action: Action, areas: object = None) -> Change:
    """Return who makes a change; ``areas`` is what the ledger has of a submission's areas, None: anywhere.

    Raises ``LoadRefused`` (``signed_out`` where nobody is known, ``no_right``).
    """
    with reading_in(connection) as session:
        if not any_account(session):
            return Change(None, ())
        account = find_account(session, current_actor().account)
        if account is None:
            raise LoadRefused(reason="signed_out")
        grants = grants_of(session, account.id)
    if not grants_open(grants, action, None if areas is None else read_areas(areas)):
        raise LoadRefused(reason="no_right")
    return Change(account.login, grants)


def areas_of_rows(connection: Connection, frames: Mapping[str, pd.DataFrame], change: Change) -> str:
    """Return which areas hold every row of a file, as the ledger keeps it.

    Raises ``LoadRefused`` (``outside_area``, with the facts ``table``, ``row``, ``area``) at the first row
    of an area in which the rights of the change do not let anybody hand in.
    """
    tree = area_tree(connection)
    if change.account is not None:
        keys = grants_for(change.grants, Action.HAND_IN)
        if NATION not in keys:
            reach = frozenset().union(*(tree.reach(key) for key in keys))
            _refuse_outside(connection, frames, reach)
    numbers = {int(number) for frame in _of_areas(frames) for number in frame.dropna().unique()}
    return written(tree.holders(numbers))


def is_approval_required(connection: Connection) -> bool:
    """Return whether accounts require that a second person approves a file, whatever the setting says."""
    with reading_in(connection) as session:
        return any_account(session)


def _of_areas(frames: Mapping[str, pd.DataFrame]) -> list[pd.Series[int]]:
    return [frame[name] for frame in frames.values() for name in AREA_COLUMNS if name in frame]


def _refuse_outside(
    connection: Connection, frames: Mapping[str, pd.DataFrame], reach: frozenset[int]
) -> None:
    for table, frame in frames.items():
        for name in (name for name in AREA_COLUMNS if name in frame):
            # A row of no area, such as a place known by name alone, is of the whole country.
            may_be_empty = frame[name].isna() if name != "area_id" else False
            outside = ~(frame[name].isin(reach) | may_be_empty)
            if outside.any():
                row = int(outside.to_numpy().argmax())
                area = _named(connection, frame[name].iloc[row])
                raise LoadRefused(reason="outside_area", table=table, row=str(row + 1), area=area)


def _named(connection: Connection, number: object) -> str:
    if pd.isna(number):  # type: ignore[call-overload]
        return "–"
    columns = (col(Area.full_name_vi), col(Area.code))
    found = connection.execute(select(*columns).where(col(Area.id) == int(number))).first()  # type: ignore[call-overload]
    return "–" if found is None else f"{found[0]} ({found[1]})"
