"""Checks of money, outcomes, targets, models, area classes and sources: one record a row."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.models import Table
from data_access.text.folding import folded
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.checked import target_columns
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.checking.record_fields import AMOUNT_UNITS, RECORD_FIELDS, TARGET_OF, Field
from data_access.workbooks.checking.record_rules import check_rules
from data_access.workbooks.reading.information import code_in
from data_access.workbooks.reading.layouts import Header, body_of, header_of, texts_of
from data_access.workbooks.reading.numbers import read_numbers
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.places import FIRST_YEAR_OF_TODAY, Gazetteer, resolve
from data_access.workbooks.reading.sheets import FIRST_DAY, Sheet
from vocabulary.catalogues import LANGUAGES
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
VIETNAMESE_DATE = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
SERIAL_DATES = range(20_000, 80_000)
AREA_WORDS = re.compile(r"(?P<code>(?:VN)?\d{2,5}|VN)\s*(?:[·–-]\s*)?(?P<name>.*)")
YES = {"1", "co", "yes", "true", "x", "dung"}
NO = {"0", "khong", "no", "false"}
TABLES = Table.metadata.tables


def check_records(
    session: Session,
    sheets: Sequence[Sheet],
    choice: Choice,
    gazetteer: Gazetteer,
    catalogue: Catalogue,
    findings: Findings,
) -> dict[str, pd.DataFrame]:
    """The rows of the table that the records come to; what is wrong goes to ``findings``."""
    fields = RECORD_FIELDS[choice.kind]
    known = {field.name for field in fields} | {"area_code", "area_name", "kind", "amount"}
    read = []
    for sheet in sheets:
        header = header_of(sheet, known)
        if header is None:
            findings.warning("sheet_not_read", sheet.name)
            continue
        read.append(_read(session, sheet, header, fields, choice, gazetteer, catalogue, findings))
    if not read:
        findings.error("nothing_recognised")
        return {}
    records = pd.concat(read, ignore_index=True)
    check_rules(session, choice.kind, records, gazetteer, findings)
    target = TARGET_OF[choice.kind]
    rows = {target: _rows_of(records, target)}
    if choice.source is not None and target != "sources":
        rows = {"sources": pd.DataFrame([dict(choice.source)], columns=target_columns("sources"))} | rows
    return rows


def _read(
    session: Session,
    sheet: Sheet,
    header: Header,
    fields: Sequence[Field],
    choice: Choice,
    gazetteer: Gazetteer,
    catalogue: Catalogue,
    findings: Findings,
) -> pd.DataFrame:
    body = body_of(sheet, header)
    given = [column for column in header.columns if column in body]
    body = body[body[given].notna().any(axis=1)]
    records = pd.DataFrame({"sheet": sheet.name, "row": body.index}, index=body.index)
    reader = _Reader(session, sheet, header, body, choice, catalogue, findings)
    for field in fields:
        if field.kind == "area":
            _read_areas(records, reader, gazetteer)
        else:
            records[field.name] = reader.read(field)
        column = header.column(field.name)
        records[f"{field.name}@"] = reader.first if column is None else column
    _apply_units(records)
    return records


class _Reader:
    """Reads one column of a sheet after the other."""

    def __init__(
        self,
        session: Session,
        sheet: Sheet,
        header: Header,
        body: pd.DataFrame,
        choice: Choice,
        catalogue: Catalogue,
        findings: Findings,
    ) -> None:
        self._session, self.sheet, self.header, self.body = session, sheet, header, body
        self.choice, self._catalogue, self.findings = choice, catalogue, findings
        self.first = min(header.columns)
        self._refuse_flaws()

    def _refuse_flaws(self) -> None:
        for (row, column), reason in self.sheet.flaws.items():
            if row in self.body.index and column in self.header.columns:
                self.findings.errors(reason, self._cells([row], column))

    def _cells(self, rows: Sequence[Any], column: int) -> pd.DataFrame:
        return pd.DataFrame({"sheet": self.sheet.name, "row": list(rows), "column": column})

    def tell(self, code: str, is_bad: "pd.Series[Any]", field: Field, **facts: Any) -> None:
        """An error at the cell of a field in each row that is bad."""
        column = self.header.column(field.name)
        rows = self.body.index[is_bad.to_numpy(dtype=bool)]
        told = self._cells(list(rows), self.first if column is None else column)
        self.findings.errors(code, told, field=field.name, **facts)

    def read(self, field: Field) -> "pd.Series[Any]":
        """The values of a field, None where there is none; what is wrong is told."""
        column = self.header.column(field.name)
        nothing = pd.Series(None, index=self.body.index, dtype="object")
        cells = nothing if column is None else self.body[column]
        text = texts_of(cells).str.strip()
        values: pd.Series[Any] = getattr(self, f"_{field.kind}")(field, cells, text)
        if field.otherwise is not None:
            values = values.where(text.ne(""), field.otherwise)
        if field.required:
            self.tell("required", text.eq(""), field)
        return values

    def _text(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        return text.astype("object").where(text.ne(""), None)

    def _choice(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        meanings = {word: word for word in field.choices}
        for language in LANGUAGES:
            words = Words(language)
            meanings |= {folded(words(f"choice.{word}")): word for word in field.choices}
        found = text.map(lambda written: meanings.get(code_in(written)) or meanings.get(folded(written)))
        bad = found.isna() & text.ne("")
        self.tell("unknown_word", bad, field, name=list(text[bad]))
        return found.astype("object").where(found.notna(), None)

    def _code(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        codes = set(self._session.scalars(select(TABLES[field.table].c.code)))
        written = text.map(code_in)
        if field.name == "source_code":
            written = written.where(written.ne(""), self.choice.source_code or "")
            self.tell("required", written.eq(""), field)
            if self.choice.source is not None:
                codes.add(str(self.choice.source_code))
        bad = written.ne("") & ~written.isin(codes)
        self.tell("unknown_reference", bad, field, name=list(written[bad]))
        return written.astype("object").where(written.ne(""), None)

    def _numbers(self, field: Field, cells: "pd.Series[Any]", *, whole: bool) -> "pd.Series[Any]":
        count = len(cells)
        numbers = read_numbers(cells, whole=np.full(count, whole), percent=np.full(count, not whole))
        problem = pd.Series(numbers.problem, index=cells.index)
        for code in problem[problem.ne("")].unique():
            bad = problem.eq(code)
            self.tell(str(code), bad, field, text=[str(cell) for cell in cells[bad]])
        value = pd.Series(numbers.value, index=cells.index)
        return value.astype("object").where(value.notna(), None)

    def _whole(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        values = self._numbers(field, cells, whole=True)
        bad = pd.Series([value is not None and value < 0 for value in values], index=cells.index)
        self.tell("not_whole", bad, field, text=list(text[bad]))
        return values

    def _real(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        return self._numbers(field, cells, whole=False)

    _amount = _real

    def _year(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        is_year = text.str.fullmatch(r"(?:19|20)\d\d")
        bad = text.ne("") & ~is_year
        self.tell("not_a_year", bad, field, text=list(text[bad]))
        values = pd.to_numeric(text.where(is_year), errors="coerce")
        if self.choice.year is not None:
            values = values.where(text.ne(""), self.choice.year)
        return values.astype("object").where(values.notna(), None)

    def _date(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        values = pd.Series(
            [date_in(cell, self.sheet.first_day) for cell in cells], index=cells.index, dtype="object"
        )
        bad = text.ne("") & values.isna()
        self.tell("not_a_date", bad, field, text=list(text[bad]))
        return values.where(values.notna(), None)

    def _flag(self, field: Field, cells: "pd.Series[Any]", text: "pd.Series[Any]") -> "pd.Series[Any]":
        word = text.map(folded)
        values = pd.Series(None, index=cells.index, dtype="object")
        values[word.isin(YES)], values[word.isin(NO)] = True, False
        self.tell("not_yes_or_no", word.ne("") & values.isna(), field)
        return values


def date_in(cell: object, first_day: date = FIRST_DAY) -> str | None:
    """A cell as an ISO date as precise as it is written; None where it is none.

    Also 31/12/2024 as it is written in Viet Nam, and the day numbers in which Excel keeps dates,
    counted from ``first_day``.
    """
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer() and int(cell) in SERIAL_DATES:
        return (first_day + timedelta(days=int(cell))).isoformat()
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()
    iso, vietnamese = DATE.fullmatch(text), VIETNAMESE_DATE.fullmatch(text)
    parts = iso.groups() if iso else (tuple(reversed(vietnamese.groups())) if vietnamese else ())
    numbers = [int(part) for part in parts if part]
    try:
        written = date(*[*numbers, 1, 1][:3]).isoformat() if numbers else None
    except ValueError:
        return None
    return written[: (4, 7, 10)[len(numbers) - 1]] if written else None


def _read_areas(records: pd.DataFrame, reader: _Reader, gazetteer: Gazetteer) -> None:
    """The areas, by one column with code and name, or by a column for each."""
    header, body, choice = reader.header, reader.body, reader.choice
    whole = header.column("area")
    columns = {name: header.column(name) for name in ("area_code", "area_name")}
    parts = {
        name: texts_of(body[column]).str.strip() if column is not None else pd.Series("", index=body.index)
        for name, column in columns.items()
    }
    if whole is not None:
        split = texts_of(body[whole]).str.strip().str.extract(AREA_WORDS)
        text = texts_of(body[whole]).str.strip()
        parts["area_code"] = parts["area_code"].where(parts["area_code"].ne(""), split["code"].fillna(""))
        parts["area_name"] = parts["area_name"].where(parts["area_name"].ne(""), split["name"].fillna(text))
    year = _years_of(body, header, choice)
    place = pd.DataFrame(parts, index=body.index).assign(level="")
    place["vintage"] = choice.vintage or np.where(year >= FIRST_YEAR_OF_TODAY, NEW, OLD)
    ids, problems = resolve(gazetteer, place, ("province", "district", "commune"))
    column = next((found for found in (whole, *columns.values()) if found is not None), reader.first)
    for code in problems["code"].unique():
        facts = pd.DataFrame(list(problems.loc[problems["code"].eq(code), "facts"]))
        rows = problems.index[problems["code"].eq(code)]
        told = pd.DataFrame({"sheet": reader.sheet.name, "row": rows, "column": column})
        reader.findings.errors(str(code), told, **{str(name): list(facts[name]) for name in facts})
    records["area_id"] = ids


def _years_of(body: pd.DataFrame, header: Header, choice: Choice) -> "pd.Series[Any]":
    column = header.column("period_to")
    told = pd.to_numeric(texts_of(body[column]), errors="coerce") if column is not None else None
    given = choice.year or FIRST_YEAR_OF_TODAY
    return told.fillna(given) if told is not None else pd.Series(given, index=body.index)


def _apply_units(records: pd.DataFrame) -> None:
    """Turn the amounts into whole đồng."""
    if "amount_unit" not in records:
        return
    for name in [column for column in records if str(column).endswith("_vnd")]:
        pairs = zip(records[name], records["amount_unit"], strict=True)
        amounts = [_dong(value, unit) for value, unit in pairs]
        records[name] = pd.Series(amounts, index=records.index, dtype="object")


def _dong(value: Any, unit: str) -> int | None:
    # By its digits and not by its float: 0.1 million is exactly 100,000 đồng.
    return None if value is None else round(Decimal(str(value)) * AMOUNT_UNITS.get(unit, 1))


def _rows_of(records: pd.DataFrame, target: str) -> pd.DataFrame:
    rows = records.rename(columns={"document_kind": "kind"}).reindex(columns=target_columns(target))
    given: Mapping[str, Any] = {"preference": 1, "in_wider_fund": False, "beneath": 0, "beneath_in_fund": 0}
    for name, value in given.items():
        if name in rows:
            rows[name] = value
    if "name_en" in rows:
        rows["name_en"] = rows["name_en"].where(rows["name_en"].notna(), rows["name_vi"])
    return rows.astype("object").where(rows.notna(), None).reset_index(drop=True)
