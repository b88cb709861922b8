"""What one change of the ledger did to each figure and record: what was shown before it, and after it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.loads.brought import brought, is_embedded
from data_access.loads.errors import LoadRefused
from data_access.loads.hidden_cells import hide_small_cells
from data_access.loads.named_rows import NAME_COLUMNS, names_of, with_names
from data_access.loads.rows import GIVEN, records
from data_access.loads.shown_rows import KEY, KEYS, NTH, Areas, Standing, cached_brought, thing_of
from data_access.loads.spans import loads_counting
from data_access.models import Load
from data_access.store.frames import TEXT, WHOLE_OR_NULL

CHANGED_COLUMNS = {
    "table": TEXT,
    "what": TEXT,
    **NAME_COLUMNS,
    "decimals": WHOLE_OR_NULL,
    **{
        f"{name}_{side}": kind
        for side in ("before", "after")
        for name, kind in (
            *(("value", "float64"), ("low", "float64"), ("high", "float64"), ("state", TEXT)),
            ("rest", TEXT),
        )
    },
}
VALUES = {"value": ("value", "amount_vnd"), "low": ("value_min", "amount_min_vnd")}
VALUES |= {"high": ("value_max", "amount_max_vnd")}
NOT_LISTED = GIVEN | {KEY, NTH, "decimals", "state", *(name for names in VALUES.values() for name in names)}
SAME = "same"
NOTHING = np.array(None, dtype=object)


def changed_rows(session: Session, change: int) -> pd.DataFrame:
    """Every figure and record that a change of the ledger touched, by table, thing, area and period.

    ``change`` is the number of the load that published a file or renewed the embedded data, or of the
    withdrawal. ``what`` is ``added``, ``changed``, ``removed``, or ``same`` where another report is shown
    as before (left out for embedded data). ``value``, ``low`` and ``high`` are what was shown, amounts in
    đồng; ``rest`` is a JSON object of the other fields: those that differ, or of a model or area class that
    came or went all of them. Small cells are suppressed. Raises ``LoadRefused`` (``unknown``).
    """
    connection = session.connection()
    if connection.scalar(select(col(Load.id)).where(col(Load.id) == change)) is None:
        raise LoadRefused(reason="unknown", number=str(change))
    read_rows_of = cached_brought(connection)
    before, after = (
        Standing(read_rows_of, connection, loads_counting(connection, at)) for at in (change - 1, change)
    )
    found = [part for table in KEYS for part in _of_table(connection, table, before, after)]
    return _named_changes(found)


def moved_since(connection: Connection, load: int, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What is shown now in another way than at a load, of the things that a file's rows are about.

    ``frames`` are the file's rows by table. Columns as in ``changed_rows``; ``before`` is what was shown when
    ``load`` was the newest. Empty frame where nothing of these things has changed since.
    """
    counting = loads_counting(connection, load), loads_counting(connection, newest_load(connection))
    read_rows_of = cached_brought(connection)
    before, after = (Standing(read_rows_of, connection, loads) for loads in counting)
    found = [
        part
        for table in KEYS
        if table in frames
        for part in _of_table(connection, table, before, after, frames[table])
    ]
    moved = _named_changes(found)
    return moved[moved["what"] != SAME].reset_index(drop=True)


def newest_load(connection: Connection) -> int:
    """The number of the newest load; it grows with every change of what is shown."""
    return connection.scalar(select(func.max(col(Load.id)))) or 0


def _named_changes(found: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not found:
        return pd.DataFrame(columns=list(CHANGED_COLUMNS)).astype(CHANGED_COLUMNS)
    changed = hide_small_cells(pd.concat(found, ignore_index=True))
    return changed[list(CHANGED_COLUMNS)].astype(CHANGED_COLUMNS)


def _of_table(
    connection: Connection, table: str, before: Standing, after: Standing, among: pd.DataFrame | None = None
) -> list[pd.DataFrame]:
    """The changes of a table, of the things that the rows ``among`` are about, or of all."""
    changing = sorted(set(before.loads) ^ set(after.loads))
    rows = _touched(connection, table, changing, among)
    if rows.empty:
        return []
    keys, areas = thing_of(rows, table).drop_duplicates(), _areas_of(rows, table)
    sides = [side.rows(table, keys, areas).set_index([KEY, NTH]) for side in (before, after)]
    index = sides[0].index.union(sides[1].index, sort=False)
    # Row beside row from here on: keys would be compared again at every step.
    old, new = (side.reindex(index).reset_index(drop=True) for side in sides)
    changed = with_names(connection, table, _either(new, old, names_of(table)))
    alike = pd.DataFrame({name: _alike(old[name], new[name]) for name in new if name not in GIVEN})
    changed = changed.assign(table=table, what=_what(old, new, alike))
    for side, mine, other in (("before", old, new), ("after", new, old)):
        for name, columns in VALUES.items():
            changed[f"{name}_{side}"] = _first_of(mine, columns)
        changed[f"state_{side}"] = mine.get("state", None)
        changed[f"rest_{side}"] = _rest(mine, other, alike, table)
    if any(is_embedded(connection, load) for load in changing):
        changed = changed[changed["what"] != SAME]
    return [changed.reset_index(drop=True)]


def _touched(
    connection: Connection, table: str, loads: Sequence[int], among: pd.DataFrame | None
) -> pd.DataFrame:
    """The rows that loads brought to a table, of the things that the rows ``among`` are about, or all."""
    touched = [brought(connection, load, table) for load in loads]
    rows = pd.concat(touched, ignore_index=True) if touched else pd.DataFrame()
    if among is None or rows.empty:
        return rows
    return rows[thing_of(rows, table).isin(set(thing_of(among, table)))].reset_index(drop=True)


def _either(new: pd.DataFrame, old: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """These columns as they are now, or as they were where nothing is there now."""
    return pd.DataFrame({name: new[name].where(new[name].notna(), old[name]) for name in names})


def _areas_of(rows: pd.DataFrame, table: str) -> Areas:
    """The areas in which the things are looked for: everywhere where the area is no part of the thing."""
    if table == "livelihood_model" or rows["area_id"].isna().any():
        return None
    return tuple(sorted(set(rows["area_id"])))


def _first_of(rows: pd.DataFrame, columns: Sequence[str]) -> "pd.Series[float]":
    """The first of these columns that a table has and a row fills."""
    found = pd.Series(np.nan, index=rows.index)
    for name in columns:
        if name in rows:
            found = found.fillna(rows[name].astype("Float64").astype("float64"))
    return found


def _what(old: pd.DataFrame, new: pd.DataFrame, alike: pd.DataFrame) -> "pd.Series[str]":
    was, is_now = old["load_id"].notna(), new["load_id"].notna()
    what = np.select([~was, ~is_now, alike.all(axis=1)], ["added", "removed", SAME], "changed")
    return pd.Series(what, index=new.index)


def _alike(one: "pd.Series[Any]", other: "pd.Series[Any]") -> "np.ndarray[Any, np.dtype[np.bool_]]":
    # Nothing is itself and nothing else.
    sides = [np.where(side.isna().to_numpy(), NOTHING, side.to_numpy(dtype=object)) for side in (one, other)]
    alike: np.ndarray[Any, np.dtype[np.bool_]] = np.equal(*sides, dtype=object).astype(np.bool_)
    return alike


def _rest(mine: pd.DataFrame, other: pd.DataFrame, alike: pd.DataFrame, table: str) -> list[str | None]:
    """Of each row the fields that are not its value, as JSON: all of them, or those that differ."""
    is_whole = table in ("livelihood_model", "area_class")
    names = [name for name in mine if name not in NOT_LISTED and name not in KEYS[table]]
    flags = ~alike[names].to_numpy(dtype=bool)
    if not is_whole:
        flags &= other["load_id"].notna().to_numpy(dtype=bool)[:, None]
    texts: list[str | None] = [None] * len(mine)
    touched = np.flatnonzero(flags.any(axis=1))
    for place, values in zip(touched, records(mine.iloc[touched][names]), strict=True):
        facts = dict(zip(names, values, strict=True))
        wanted = zip(facts.items(), flags[place], strict=True)
        kept = {name: value for (name, value), is_wanted in wanted if is_wanted and value is not None}
        texts[place] = json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None
    return texts
