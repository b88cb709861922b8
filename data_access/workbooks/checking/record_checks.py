"""Checks of money, outcomes, targets, models, area classes and sources: one record a row."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.workbooks.checking.checked import target_columns
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.record_areas import area_values
from data_access.workbooks.checking.record_fields import AMOUNT_UNITS, RECORD_FIELDS, TARGET_OF
from data_access.workbooks.checking.record_rules import check_rules
from data_access.workbooks.checking.record_values import RecordSheet
from data_access.workbooks.checking.unseen import (
    refuse_double_headings,
    refuse_surplus_cells,
    tell_of_hidden,
)
from data_access.workbooks.reading.layouts import Header, body_of, header_of, texts_of
from data_access.workbooks.reading.sheets import Sheet


def check_records(check: FileCheck, sheets: Sequence[Sheet]) -> dict[str, pd.DataFrame]:
    """Return the rows that the records come to, by table; what is wrong goes to the findings of the check."""
    choice, findings = check.choice, check.findings
    known = {field.name for field in RECORD_FIELDS[choice.kind]}
    known |= {"area_code", "area_name", "kind", "amount"}
    read = []
    for sheet in sheets:
        header = header_of(sheet, known)
        if header is None:
            findings.warning("sheet_not_read", sheet.name)
            continue
        refuse_surplus_cells(sheet, header.row, findings)
        refuse_double_headings(sheet, header, findings)
        read.append(_records_of(check, sheet, header))
    if not read:
        findings.error("nothing_recognised")
        return {}
    records = pd.concat(read, ignore_index=True)
    check_rules(check, records)
    return _rows_by_table(check, records)


def _records_of(check: FileCheck, sheet: Sheet, header: Header) -> pd.DataFrame:
    """Return the records of a sheet: a column for each field, and ``field@`` with the column of its cell."""
    body = body_of(sheet, header)
    given = [column for column in header.columns if column in body]
    body = body[body[given].notna().any(axis=1)]
    records = pd.DataFrame({"sheet": sheet.name, "row": body.index}, index=body.index)
    reader = RecordSheet(check, sheet, header, body)
    reader.refuse_flaws()
    tell_of_hidden(sheet, reader.filled(), check.findings)
    for field in RECORD_FIELDS[check.choice.kind]:
        if field.kind == "area":
            records["area_id"] = area_values(reader)
        else:
            records[field.name] = reader.values(field)
        records[f"{field.name}@"] = reader.place_of(field)
    _refuse_amounts_without_unit(reader)
    _apply_units(records)
    return records


def _refuse_amounts_without_unit(reader: RecordSheet) -> None:
    """An amount beside an empty cell for its unit may be thousands of what it seems."""
    unit = reader.header.column("amount_unit")
    if unit is None:
        return
    is_empty = texts_of(reader.body[unit]).str.strip().eq("")
    for field in RECORD_FIELDS[reader.check.choice.kind]:
        column = reader.header.column(field.name)
        if field.kind == "amount" and column is not None:
            is_given = texts_of(reader.body[column]).str.strip().ne("")
            reader.refuse("amount_unit_missing", is_given & is_empty, field)


def _rows_by_table(check: FileCheck, records: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the records as rows of their table, with the source that the sender names for all of them."""
    target, source = TARGET_OF[check.choice.kind], check.choice.source
    rows = {target: rows_of(records, target)}
    if source is not None and target != "sources":
        rows = {"sources": pd.DataFrame([dict(source)], columns=target_columns("sources"))} | rows
    return rows


def _apply_units(records: pd.DataFrame) -> None:
    """Turn the amounts into whole đồng."""
    if "amount_unit" not in records:
        return
    for name in [column for column in records if str(column).endswith("_vnd")]:
        pairs = zip(records[name], records["amount_unit"], strict=True)
        amounts = [dong(value, AMOUNT_UNITS.get(unit, 1)) for value, unit in pairs]
        records[name] = pd.Series(amounts, index=records.index, dtype="object")


def dong(value: Any, factor: int) -> int | None:
    """Return an amount in whole đồng, ``factor`` of which are one of its unit; None where there is none."""
    # By its digits and not by its float: 0.1 million is exactly 100,000 đồng.
    return None if value is None else round(Decimal(str(value)) * factor)


def rows_of(records: pd.DataFrame, target: str) -> pd.DataFrame:
    """Return records as rows of their table; each is first choice until the store ranks it."""
    rows = records.rename(columns={"document_kind": "kind"}).reindex(columns=target_columns(target))
    given: Mapping[str, Any] = {"preference": 1, "in_wider_fund": False, "beneath": 0, "beneath_in_fund": 0}
    for name, value in given.items():
        if name in rows:
            rows[name] = value
    if "name_en" in rows:
        rows["name_en"] = rows["name_en"].where(rows["name_en"].notna(), rows["name_vi"])
    return rows.astype("object").where(rows.notna(), None).reset_index(drop=True)
