"""Collects findings, a whole frame of cells at a time."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data_access.workbooks.checking.checked import ERROR, FINDING_COLUMNS, WARNING
from data_access.workbooks.reading.sheets import address

# So many cells of one kind are listed one by one; the rest is counted.
LISTED = 300
AND_MORE = "and_more"
NAMED_BY_CODE = {"indicator", "other"}
Facts = Mapping[str, Sequence[Any] | Any]


class Findings:
    """What is wrong with a file, as it turns up."""

    def __init__(self) -> None:
        self._frames: list[pd.DataFrame] = []
        # Both names of each indicator that facts name by its code.
        self.names: Mapping[str, tuple[str, str]] = {}

    @property
    def has_errors(self) -> bool:
        """Whether anything so far blocks the load."""
        return any(frame["severity"].eq(ERROR).any() for frame in self._frames)

    def errors(self, code: str, cells: pd.DataFrame, /, **facts: Any) -> None:
        """An error for each of ``cells`` (columns sheet, row, column and, if known, area)."""
        self._add(ERROR, code, cells, facts)

    def warnings(self, code: str, cells: pd.DataFrame, /, **facts: Any) -> None:
        """A warning for each of ``cells``; a fact is one for all, or a sequence with one for each."""
        self._add(WARNING, code, cells, facts)

    def error(self, code: str, sheet: str | None = None, /, **facts: Any) -> None:
        """An error of the file or a sheet as a whole."""
        self._add(ERROR, code, _no_cell(sheet), facts)

    def warning(self, code: str, sheet: str | None = None, /, **facts: Any) -> None:
        """A warning about the file or a sheet as a whole."""
        self._add(WARNING, code, _no_cell(sheet), facts)

    def _add(self, severity: str, code: str, cells: pd.DataFrame, facts: Facts) -> None:
        count = len(cells)
        if count == 0:
            return
        listed = cells.head(LISTED)
        frame = pd.DataFrame(
            {
                "severity": severity,
                "code": code,
                "sheet": listed["sheet"].to_numpy(dtype=object),
                "cell": _addresses(listed),
                "row": listed["row"].astype("Int64").to_numpy(dtype=object),
                "column": listed["column"].astype("Int64").to_numpy(dtype=object),
                "area": listed["area"].to_numpy(dtype=object) if "area" in listed else None,
                "facts": _as_json(self._with_names(facts), len(listed)),
                "times": 1,
            }
        )
        self._frames.append(frame)
        if count > LISTED:
            rest = cells.iloc[LISTED:]
            for sheet, number in rest["sheet"].value_counts(sort=False).items():
                self._frames.append(_and_more(severity, code, str(sheet), int(number)))

    def _with_names(self, facts: Facts) -> Facts:
        named = dict(facts)
        for fact in NAMED_BY_CODE & set(facts):
            for place, language in enumerate(("vi", "en")):
                codes = facts[fact]
                named[f"{fact}_{language}"] = (
                    self._name(codes, place)
                    if isinstance(codes, str)
                    else [self._name(code, place) for code in list(codes)[:LISTED]]
                )
        return named

    def _name(self, code: str, place: int) -> str:
        return self.names.get(code, (code, code))[place]

    def frame(self) -> pd.DataFrame:
        """All findings: errors first, then by sheet and place in it."""
        if not self._frames:
            return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in FINDING_COLUMNS.items()})
        joined = pd.concat(self._frames, ignore_index=True)[list(FINDING_COLUMNS)].astype(
            dict(FINDING_COLUMNS)
        )
        order = ["severity", "sheet", "row", "column", "code"]
        return joined.sort_values(order, kind="stable", na_position="first", ignore_index=True)


def _no_cell(sheet: str | None) -> pd.DataFrame:
    return pd.DataFrame({"sheet": [sheet], "row": [pd.NA], "column": [pd.NA]})


def _addresses(cells: pd.DataFrame) -> list[str | None]:
    return [
        None if pd.isna(row) or pd.isna(column) else address(int(row), int(column))
        for row, column in zip(cells["row"], cells["column"], strict=True)
    ]


def _as_json(facts: Facts, count: int) -> list[str]:
    columns = {
        name: list(fact)[:count] if isinstance(fact, list | np.ndarray | pd.Series) else [fact] * count
        for name, fact in facts.items()
    }
    return [
        json.dumps({name: _plain(column[place]) for name, column in columns.items()}, ensure_ascii=False)
        for place in range(count)
    ]


def _plain(fact: Any) -> Any:
    if isinstance(fact, np.generic):
        fact = fact.item()
    if isinstance(fact, float) and fact.is_integer():
        return int(fact)
    return None if fact is pd.NA else fact


def _and_more(severity: str, code: str, sheet: str, count: int) -> pd.DataFrame:
    facts = json.dumps({"code": code, "count": count})
    row = {"severity": severity, "code": AND_MORE, "sheet": sheet, "facts": facts, "times": count}
    return pd.DataFrame([row | {"cell": None, "row": pd.NA, "column": pd.NA, "area": None}])
