"""What a workbook made from a template says of itself on its first sheet."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.text.folding import folded
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.options import KINDS, Choice
from data_access.workbooks.reading.sheets import Sheet

MARK = "theo-doi-giam-ngheo"
CODE_COLUMN, VALUE_COLUMN = 0, 2
SOURCE_FIELDS = ("title", "title_en", "publisher", "kind", "doc_number", "date", "url", "note_vi")
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def information_of(sheets: Iterable[Sheet]) -> dict[str, Any] | None:
    """What the information sheet says by code; None where there is none."""
    for sheet in sheets:
        if sheet.cells.shape[1] > VALUE_COLUMN and sheet.cells.iat[0, CODE_COLUMN] == MARK:
            rows = sheet.cells.iloc[1:]
            pairs = zip(rows[CODE_COLUMN], rows[VALUE_COLUMN], strict=True)
            return {str(code): value for code, value in pairs if code is not None and value is not None}
    return None


def is_information(sheet: Sheet) -> bool:
    """Whether a sheet is the information sheet of a template."""
    return bool(not sheet.cells.empty and sheet.cells.iat[0, CODE_COLUMN] == MARK)


def choice_in_file(choice: Choice, stated: dict[str, Any], findings: Findings) -> Choice:
    """The choice with what the workbook says of itself put before it."""
    changes: dict[str, Any] = {}
    if stated.get("kind") in KINDS:
        changes["kind"] = stated["kind"]
    year = _year(stated.get("year"))
    if year is not None:
        changes["year"] = year
    place = tuple(str(stated.get(f"place_{name}", "")) for name in ("vintage", "level", "code"))
    if all(place):
        changes |= {"place": place, "vintage": place[0]}
    for name in ("standard_code", "status", "source_kind"):
        if stated.get(name):
            changes[name] = code_in(stated[name])
    changes |= _source(stated, choice, findings)
    return replace(choice, **changes)


def code_in(text: object) -> str:
    """The code at the start of a choice such as ``final · chính thức``."""
    return str(text).split(" · ", 1)[0].strip()


def _year(value: object) -> int | None:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return int(text) if re.fullmatch(r"(?:19|20)\d\d", text) else None


def _source(stated: dict[str, Any], choice: Choice, findings: Findings) -> dict[str, Any]:
    """An existing source by its code, or a new one whose code is made of its number or title."""
    if stated.get("source_code"):
        return {"source_code": code_in(stated["source_code"]), "source": None}
    fields = {name: _plain(stated.get(f"source_{name}")) for name in SOURCE_FIELDS}
    fields["kind"] = _plain(stated.get("source_document_kind"))
    if not fields["title"]:
        return {}
    if fields["date"] and not DATE.fullmatch(fields["date"]):
        findings.error("source_date", text=fields["date"])
        return {}
    return new_source(fields)


def new_source(fields: dict[str, str | None]) -> dict[str, Any]:
    """The choice of a source that the store does not hold yet, by its title, number, date and publisher."""
    name = folded(f"{fields.get('doc_number') or fields['title']} {(fields.get('date') or '')[:4]}")
    code = re.sub(r"[^a-z0-9]+", "-", name).strip("-")[:80]
    kind = code_in(fields.get("kind") or "report")
    return {"source_code": code, "source": {**fields, "kind": kind, "code": code}}


def _plain(value: object) -> str | None:
    if value is None or value is pd.NA:
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value).strip() or None
