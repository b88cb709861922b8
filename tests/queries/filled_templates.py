"""Templates as an office of Lạc Sơn fills them: numbers that fit one another, records of every kind."""

import io
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from data_access.workbooks import template_workbook

HOA_BINH = ("v2008", "province", "17")
LAC_SON = "157"
YEAR = 2024
LABELS, CODES, FIRST = 5, 6, 7
# Of each of the twelve: 3 to 12 a poor household, up to 2 a near-poor one.
LACKED = {"poor": 33, "near_poor": 8}
_HOUSEHOLDS = {
    "total_households": 1000, "households_kinh": 400, "households_ethnic_minority": 600,
    "households_local_minority": 300, "average_living_standard_farm_households": 20,
    "poor_households_at_start": 120, "households_poor_to_near_poor": 20, "poor_households_rising_above": 15,
    "poor_households_other_decrease": 5, "households_near_poor_to_poor": 5,
    "households_relapsed_into_poverty": 3, "households_newly_poor": 10, "poor_households_other_increase": 2,
    "near_poor_households_at_start": 50, "near_poor_households_rising_above": 20,
    "near_poor_households_other_decrease": 1, "households_relapsed_into_near_poverty": 2,
    "households_newly_near_poor": 3, "near_poor_households_other_increase": 1,
}  # fmt: skip
_OF_POOR = {
    "": 100, "_kinh": 40, "_ethnic_minority": 60, "_local_minority": 30, "_without_labour": 20,
    "_with_merit_member": 10, "_in_other_groups": 8, "_headed_by_women": 30, "_of_other_peoples": 10,
    "_of_muong": 50,
}  # fmt: skip


def value_of(code: str) -> float | None:
    """What stands in a column of a form; None where the form reckons it or it is not told."""
    times = 1
    if "persons" in code:
        code, times = code.replace("persons", "households"), 4
        code = "total_households" if code == "households" else code
    if code.endswith("_household_rate_ethnic_minority"):
        return 5 if code.startswith("near") else 10
    if code in _HOUSEHOLDS:
        return _HOUSEHOLDS[code] * times
    for of_list, half in (("near_poor", 2), ("poor", 1)):
        if code.startswith(of_list):
            if code.startswith(f"{of_list}_depriv"):
                return LACKED[of_list] * (12 if code.endswith("_total") else 1)
            found = _of_list(code.removeprefix(of_list))
            return None if found is None else found * times // half
    return None


def _of_list(rest: str) -> float | None:
    if rest.startswith("_households"):
        return _OF_POOR.get(rest.removeprefix("_households"))
    if rest.startswith("_children"):
        return {"": 80}.get(rest.removeprefix("_children"), 10)
    return 20 if rest.startswith("_cause") else None


RECORDS: dict[str, dict[str, object]] = {
    "money": {
        "programme_code": "NTP-SPR-2125",
        "project_code": "P1",
        "period_from": YEAR,
        "period_to": YEAR,
        "fund": "ngân sách trung ương",
        "stage": "đã giao",
        "amount_vnd": "1.500,5",
        "amount_unit": "triệu đồng",
        "decided_on": "31/12/2023",
        "document": "QĐ 12/QĐ-UBND",
    },
    "outcomes": {
        "measure_code": "community_production_projects",
        "period_from": YEAR,
        "period_to": YEAR,
        "value": 12,
    },
    "targets": {
        "indicator_code": "poor_household_rate",
        "tracked_indicator_code": "poor_household_rate",
        "kind": "level",
        "direction": "lower",
        "value": 3,
        "unit": "percent",
        "period_from": YEAR,
        "period_to": 2025,
    },
    "models": {
        "code": "LS-01",
        "name_vi": "Nuôi ong lấy mật",
        "started_on": "3/2024",
        "participants_poor": 12,
        "support_vnd": 250,
        "amount_unit": "triệu đồng",
        "alive_12_months": "có",
    },
    "area_classes": {
        "class_code": "poor_district_of_the_office",
        "valid_from": "2024-01-01",
        "valid_to": "2025-12-31",
    },
    "sources": {
        "code": "qd-99-2024",
        "title": "Quyết định 99",
        "document_kind": "decision",
        "doc_number": "99/QĐ-UBND",
    },
    "figures": {
        "indicator_code": "poor_household_rate",
        "vintage": "v2008",
        "level": "district",
        "area_code": LAC_SON,
        "year": YEAR,
        "value": 9.5,
    },
}


def filled(session: Session, kind: str) -> bytes:
    """The template of a kind as the office sends it back."""
    raw = template_workbook(session, kind, HOA_BINH, "vi", YEAR)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    _name_source(book.worksheets[0], kind)
    for sheet in book.worksheets[1:-1]:
        if kind in RECORDS:
            _fill_record(sheet, RECORDS[kind])
        else:
            _fill_form(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name_source(sheet: Worksheet, kind: str) -> None:
    told = {"source_title": f"Báo cáo {kind} của Lạc Sơn", "source_date": f"{YEAR}-12-10"}
    for row in sheet.iter_rows():
        if row[0].value in told:
            row[2].value = told[str(row[0].value)]


def _fill_record(sheet: Worksheet, facts: dict[str, Any]) -> None:
    columns = {cell.value: cell.column for cell in sheet[CODES]}
    for name, value in facts.items():
        sheet.cell(FIRST, columns[name]).value = value
    if "area" in columns:
        sheet.cell(FIRST, columns["area"]).value = f"{LAC_SON} · Huyện Lạc Sơn"


def _fill_form(sheet: Worksheet) -> None:
    (row,) = (cell.row for cell in sheet["A"] if cell.value == LAC_SON)
    chosen: set[str] = set()
    for column in range(3, sheet.max_column + 1):
        code, cell = str(sheet.cell(CODES, column).value), sheet.cell(row, column)
        if code.endswith("_?"):
            if code in chosen:
                continue
            chosen.add(code)
            sheet.cell(LABELS, column).value = "Mường"
            code = code.replace("?", "muong")
        if not str(cell.value or "").startswith("="):
            cell.value = value_of(code)
