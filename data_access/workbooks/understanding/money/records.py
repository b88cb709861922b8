"""Amounts of money tables that offices make themselves: places, numbers, sums, and the records of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.store.frames import kept
from data_access.workbooks.checking.figure_values import with_places, without_flaws
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.record_checks import dong, rows_of
from data_access.workbooks.checking.record_fields import RECORD_FIELDS
from data_access.workbooks.checking.record_rules import check_rules
from data_access.workbooks.reading.numbers import decimals_of, read_numbers
from data_access.workbooks.reading.sheets import Sheet, address
from data_access.workbooks.understanding.money.cells import Amounts, Sums
from data_access.workbooks.understanding.money.columns import THREE_PROGRAMMES
from data_access.workbooks.understanding.written_units import UNITS

MONEY = "money"
# What an office writes where there is no money of a kind.
NONE_WRITTEN = ("-", "–", "—")


def money_records(check: FileCheck, amounts: Amounts, sheets: Mapping[str, Sheet]) -> pd.DataFrame:
    """Return the rows of the table of money that the cells of a file come to; findings say what is wrong.

    Rows of totals become none: they are held to the rows above them, and totals across to their parts.
    """
    cells = amounts.cells[~amounts.cells["raw"].map(_is_none)]
    cells = _with_numbers(check, without_flaws(cells.assign(indicator_code=""), sheets, check), sheets)
    for sums in amounts.sums:
        _hold_sums(check, cells[cells["sheet"].eq(sums.sheet)], sums)
    records = with_places(
        kept(cells, ~cells["is_total"].astype(bool)), check.choice, check.gazetteer, check.findings
    )
    if records.empty:
        return pd.DataFrame()
    records = _as_records(records, check)
    check_rules(replace(check, choice=replace(check.choice, kind=MONEY)), records)
    return rows_of(records, MONEY)


def _is_none(raw: object) -> bool:
    return raw is None or raw != raw or (isinstance(raw, str) and raw.strip() in ("", *NONE_WRITTEN))


def _with_numbers(check: FileCheck, cells: pd.DataFrame, sheets: Mapping[str, Sheet]) -> pd.DataFrame:
    """The cells with ``written``, the number as it stands, and ``value`` in đồng; others are left out."""
    is_dong = cells["unit"].eq("dong").to_numpy(dtype=bool)
    numbers = read_numbers(cells["raw"], whole=is_dong, percent=np.zeros(len(cells), dtype=bool))
    problem = pd.Series(numbers.problem, index=cells.index)
    shown = [
        (row, column) in sheets[str(sheet)].percent
        for sheet, row, column in zip(cells["sheet"], cells["row"], cells["column"], strict=True)
    ]
    problem[np.array(shown, dtype=bool) & problem.eq("").to_numpy()] = "percent_for_number"
    for code in problem[problem.ne("")].unique():
        bad = cells[problem.eq(code)]
        check.findings.errors(str(code), bad.assign(area=bad["area_name"]), text=bad["raw"].astype(str))
    read = cells.assign(written=numbers.value, decimals=numbers.decimals, state=numbers.state)
    read = kept(read, problem.eq("") & read["written"].notna())
    factors = [int(UNITS[unit].factor) for unit in read["unit"]]
    values = [dong(value, factor) for value, factor in zip(read["written"], factors, strict=True)]
    return read.assign(value=pd.Series(values, index=read.index, dtype="object"))


def _hold_sums(check: FileCheck, cells: pd.DataFrame, sums: Sums) -> None:
    """Report totals that are not the sum of their parts."""
    found = {
        (int(row), int(column)): float(value)
        for row, column, value in zip(cells["row"], cells["column"], cells["written"], strict=True)
    }
    units = dict(zip(cells["column"], cells["unit"], strict=True))
    wholes = [*_across(sums, units), *_down(sums)]
    wrong = [(place, parts) for place, parts in wholes if not _agree(found, place, parts)]
    for place, parts in wrong:
        frame = pd.DataFrame({"sheet": [sums.sheet], "row": [place[0]], "column": [place[1]]})
        total = round(sum(found.get(part, 0.0) for part in parts), 6)
        names = ", ".join(address(*part) for part in parts)
        if len(parts) > 3:
            names = f"{address(*parts[0])}–{address(*parts[-1])}"
        check.findings.errors("money_total_differs", frame, value=found[place], total=total, cells=names)


def _across(sums: Sums, units: Mapping[Any, str]) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Each total of a row with its parts, where all of them are in one unit."""
    for whole, parts in sums.across:
        if len({units.get(column) for column in (whole, *parts)} - {None}) == 1:
            for row in (*sums.rows, *sums.totals):
                yield (row, whole), [(row, part) for part in parts]


def _down(sums: Sums) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    for total in sums.totals:
        for column in sums.columns:
            yield (total, column), [(row, column) for row in sums.rows]


def _agree(
    found: Mapping[tuple[int, int], float], whole: tuple[int, int], parts: Sequence[tuple[int, int]]
) -> bool:
    """Whether a total is the sum of its parts, each rounded to the decimals that are written.

    The roundings of so many parts stray by about the root of their number, not by all of them.
    """
    values = [found[part] for part in parts if part in found]
    if whole not in found or not values:
        return True
    decimals = int(decimals_of(np.array([found[whole], *values])).max())
    return bool(abs(found[whole] - sum(values)) <= (len(values) + 1) ** 0.5 * 10.0**-decimals + 1e-9)


def _as_records(cells: pd.DataFrame, check: FileCheck) -> pd.DataFrame:
    """The cells with every field of a record of money, and for each the column of its cell."""
    is_of_three = cells["programme"].eq(THREE_PROGRAMMES)
    records = cells.assign(
        scope=np.where(is_of_three, THREE_PROGRAMMES, "programme"),
        programme_code=cells["programme"].where(~is_of_three & cells["programme"].ne(""), None),
        period_from=cells["period_from"].astype("int64"),
        period_to=cells["year"].astype("int64"),
        amount_vnd=cells["value"],
        each_year=False,
        qualifier="exact",
        source_code=check.choice.source_code,
    )
    for field in RECORD_FIELDS[MONEY]:
        if field.kind != "area" and field.name not in records:
            records[field.name] = None
        records[f"{field.name}@"] = cells["column"]
    return records.reset_index(drop=True)
