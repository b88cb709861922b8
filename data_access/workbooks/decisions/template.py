"""The table of a decision laid out as it is printed, its numbers left empty, for one who copies them in."""

import io
from typing import Any

import xlsxwriter
from sqlalchemy.orm import Session

from data_access.queries.areas import areas
from data_access.workbooks.decisions.declared import Decision
from data_access.workbooks.decisions.table import REGIONS
from vocabulary.vintages import OLD
from vocabulary.words import Words

# The decision is in Vietnamese, and so is its table in every language.
TITLE = "KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}"
NUMBERED = "(Kèm theo Quyết định số {number} ngày {day} của Bộ Lao động - Thương binh và Xã hội)"
GROUPS = ("Hộ nghèo", "Hộ cận nghèo", "Hộ nghèo và hộ cận nghèo")
PARTS = ("Số hộ", "Tỷ lệ (%)")
FIRST_GROUP, HEADS, FIRST = 3, 4, 6
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def decision_template(session: Session, decision: Decision, language: str) -> bytes:
    """The workbook of a decision: the nation, the six regions, each with its provinces of the time."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Biểu")
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        sheet.write_string(0, 0, TITLE.format(year=decision.year), bold)
        day = "/".join(reversed(decision.issued.split("-")))
        sheet.write_string(1, 0, NUMBERED.format(number=decision.number, day=day))
        sheet.write_string(2, 0, Words(language)("decision.how"))
        _headings(sheet, head)
        for row, (mark, name) in enumerate(_rows(session), start=FIRST):
            sheet.write_string(row, 0, mark)
            sheet.write_string(row, 1, name, None if mark.isdigit() else bold)
        sheet.set_column(1, 1, 40)
        sheet.set_column(2, 8, 13)
        sheet.freeze_panes(FIRST, 2)
    return out.getvalue()


def _headings(sheet: Any, head: Any) -> None:
    for column, text in enumerate(("TT", "Tỉnh/Thành phố", "Tổng số hộ dân cư")):
        sheet.merge_range(HEADS, column, HEADS + 1, column, text, head)
    for place, group in enumerate(GROUPS):
        column = FIRST_GROUP + 2 * place
        sheet.merge_range(HEADS, column, HEADS, column + 1, group, head)
        for number, part in enumerate(PARTS):
            sheet.write_string(HEADS + 1, column + number, part, head)


def _rows(session: Session) -> list[tuple[str, str]]:
    """Mark and name of every row: the nation, then each region with the provinces in it."""
    regions = areas(session, level="region", vintage=OLD).set_index("code")["name_vi"]
    provinces = areas(session, level="province", vintage=OLD)
    rows, number = [("", "Cả nước")], 0
    for mark, code in zip(ROMAN, dict.fromkeys(REGIONS.values()), strict=True):
        rows.append((mark, str(regions[code])))
        for name in provinces.loc[provinces["parent_code"] == code, "name_vi"]:
            number += 1
            rows.append((str(number), str(name)))
    return rows
