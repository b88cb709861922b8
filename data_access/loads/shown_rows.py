"""What tables showed while given loads counted: for each thing the one report that was shown.

Reckoned from the ledger by the same rules by which the tables are settled when a load is put in, so that
no second copy of every figure need be kept for the log of changes.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data_access.loads.brought import brought, is_embedded
from data_access.loads.rows import records
from data_access.money.money_counting import MONEY_KEY
from data_access.reports import money_preferences
from data_access.reports.figure_preferences import Document, Ranking, give_preferences

# By what two rows of a table are about one thing.
KEYS: dict[str, tuple[str, ...]] = {
    "figure": ("indicator_code", "area_id", "year"),
    "money": MONEY_KEY,
    "outcome": money_preferences.OUTCOME_KEY,
    "target": (
        *("indicator_code", "area_id", "period_from", "period_to", "kind", "programme_code"),
        *("project_code", "tracked_area_id", "source_code"),
    ),
    "livelihood_model": ("code",),
    "area_class": ("class_code", "area_id", "area_name", "valid_from", "source_code"),
}
KEY, NTH = "thing", "nth"
APART = "\x1f"


Areas = tuple[int, ...] | None
ReadRows = Callable[[int, str, Areas], pd.DataFrame]


def cached_brought(connection: Connection) -> ReadRows:
    """``brought`` of a connection, which keeps what it has read and returns it when called again."""

    @cache
    def read_rows_of(load_id: int, table: str, areas: Areas) -> pd.DataFrame:
        return brought(connection, load_id, table, areas)

    return read_rows_of


class Standing:
    """The rows that were shown while these loads, and no others, counted; ``read_rows_of`` reads them."""

    def __init__(self, read_rows_of: ReadRows, connection: Connection, loads: Sequence[int]) -> None:
        self._connection = connection
        self._bring = read_rows_of
        self.loads = tuple(loads)
        # The later load first, the embedded data last: so are reports ordered that are otherwise alike.
        self._loads = sorted(loads, key=lambda load: (is_embedded(connection, load), -load))
        self._of_sources: dict[str, Document] | None = None

    def rows(self, table: str, keys: "pd.Series[str]", areas: Areas) -> pd.DataFrame:
        """The shown rows of the things among ``keys``; ``areas`` are those that these are about.

        With the columns of the table, ``thing`` as ``thing_of`` writes it, and ``nth`` where a table shows
        several rows of a thing.
        """
        of_areas = [self._bring(load, table, areas).assign(load_id=load) for load in self._loads]
        found = pd.concat(of_areas, ignore_index=True) if of_areas else self._bring(-1, table, None)
        found[KEY] = thing_of(found, table)
        wanted = frozenset(keys)
        is_wanted = np.fromiter((thing in wanted for thing in found[KEY].to_numpy(dtype=object)), dtype=bool)
        found = found[is_wanted].reset_index(drop=True)
        shown = found[self._is_shown(found, table)]
        return shown.assign(**{NTH: shown.groupby(KEY, sort=False).cumcount()})

    def _is_shown(self, found: pd.DataFrame, table: str) -> "pd.Series[bool]":
        if table == "livelihood_model":
            return ~found[KEY].duplicated()
        is_compared = found[KEY].duplicated(keep=False) & (table in ("figure", "money", "outcome"))
        if table == "figure":
            is_compared |= found["doubtful"].fillna(False).astype(bool)
        many = found[is_compared]
        reports = [dict(zip(many.columns, row, strict=True)) for row in records(many)]
        self._give_preferences(table, reports)
        is_shown = (~is_compared).to_numpy(dtype=bool, copy=True)
        is_shown[many.index.to_numpy()] = [report["preference"] == 1 for report in reports]
        return pd.Series(is_shown, index=found.index)

    def _give_preferences(self, table: str, reports: list[dict[str, Any]]) -> None:
        if table == "figure":
            give_preferences(reports, Ranking(self._standards(), self._sources()))
        elif reports:
            dates = {code: source.date for code, source in self._sources().items()}
            money_preferences.give_preferences(reports, KEYS[table], dates)

    def _standards(self) -> dict[str, tuple[int | None, int | None]]:
        found = self._all_of("standard", ["code", "first_year", "last_year"])
        return {code: (first, last) for code, first, last in found}

    def _sources(self) -> dict[str, Document]:
        """Kind and date of the sources as they then stood: embedded ones first, then the latest load's."""
        if self._of_sources is None:
            embedded = [load for load in self._loads if is_embedded(self._connection, load)]
            order = [*reversed([load for load in self._loads if load not in embedded]), *embedded]
            found = self._all_of("source", ["code", "kind", "date"], order)
            self._of_sources = {code: Document(kind, date) for code, kind, date in found}
        return self._of_sources

    def _all_of(self, table: str, names: list[str], loads: Sequence[int] | None = None) -> list[Any]:
        frames = (self._bring(load, table, None)[names] for load in loads or self._loads)
        return [row for frame in frames for row in records(frame)]


def thing_of(rows: pd.DataFrame, table: str) -> "pd.Series[str]":
    """What each row is about, as one text."""
    thing, *others = (rows[name].astype("string").fillna("") for name in KEYS[table])
    for other in others:
        thing = thing.str.cat(other, sep=APART)
    return thing
