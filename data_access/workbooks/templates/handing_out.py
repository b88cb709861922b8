"""Templates: the workbooks and tables that an office fills."""

import csv
import io

from sqlalchemy.orm import Session

from data_access.text.formulas import neutral
from data_access.workbooks.checking.record_fields import RECORD_FIELDS
from data_access.workbooks.reading.forms import OF_A_PEOPLE, PEOPLES, forms_of
from data_access.workbooks.reading.options import FIGURE_COLUMNS, RECORDS, AreaKey
from data_access.workbooks.templates.contents import contents_of
from data_access.workbooks.templates.workbook import workbook_bytes

LISTS_OF_PEOPLE = {OF_A_PEOPLE.format(of_list=name): name for name in ("poor", "near_poor")}


def template_workbook(session: Session, kind: str, place: AreaKey, language: str, year: int) -> bytes:
    """The workbook of a kind for an area and year.

    Forms of the review have a row for the area and each district and commune in it, by the boundaries of
    the year; other kinds have empty rows with drop-down lists. Raises ``UnknownArea``.
    """
    return workbook_bytes(contents_of(session, kind, place, language, year))


def template_csv(session: Session, kind: str, place: AreaKey, language: str, year: int) -> bytes:
    """The same columns as a CSV file in UTF-8 with its mark, so that Excel opens it right.

    The forms of ``review`` follow one another in the columns of one table.
    """
    contents = contents_of(session, kind, place, language, year)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    codes = csv_columns(kind)
    writer.writerow(codes)
    if kind not in RECORDS and kind != "figures":
        for area in contents.areas:
            cells = {"area_code": area.code, "area_name": area.name, "year": str(year)}
            writer.writerow([neutral(cells.get(code, "")) for code in codes])
    return out.getvalue().encode("utf-8-sig")


def csv_columns(kind: str) -> list[str]:
    """The codes of the columns of a kind's table."""
    if kind == "figures":
        return list(FIGURE_COLUMNS)
    if kind in RECORDS:
        return [field.name for field in RECORD_FIELDS[kind]]
    codes = ["area_code", "area_name", "year"]
    for form in forms_of(kind):
        for code in form.codes:
            of_list = LISTS_OF_PEOPLE.get(code)
            codes += [f"{of_list}_households_of_{slug}" for slug in PEOPLES] if of_list else [code]
    return list(dict.fromkeys(codes))
