"""What a sender of a file is told that he does not see in it, and the coloured copy that goes back to him."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data_access.store.opening import Store
from data_access.workbooks import Checked, Choice, check, coloured_workbook, read_upload
from tests.fixtures.bad_workbooks import HEAD, table
from tests.unit.data_access.workbooks.test_percents import with_parts
from vocabulary.words import Words

SOURCE = {"code": "qd-test", "title": "Quyết định", "kind": "decision"}


class Office:
    """An office that sends files to the shipped store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder

    def check(self, raw: bytes, kind: str = "form_1", year: int = 2024) -> Checked:
        path = self._folder / "upload"
        path.write_bytes(raw)
        choice = Choice(kind, year=year, source_code="qd-test", source=SOURCE)
        with self._store.session() as session:
            return check(session, read_upload(path, "a.xlsx", choice))


@pytest.fixture
def office(shipped_on_sqlite: Store, tmp_path: Path) -> Office:
    return Office(shipped_on_sqlite, tmp_path)


def findings(checked: Checked, code: str) -> list[tuple[str, object]]:
    found = checked.findings[checked.findings["code"].eq(code)]
    return list(zip(found["severity"], found["cell"], strict=True))


def form(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    workbook.active.append(HEAD.split(","))
    for row in rows:
        workbook.active.append(row)
    return workbook


def saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_hidden_rows_and_columns_that_are_read_are_named(office: Office) -> None:
    workbook = form(*((code, "", 2024, 1000, 100) for code in ("14", "17", "11", "12")))
    for row in (3, 4):
        workbook.active.row_dimensions[row].hidden = True
    workbook.active.column_dimensions["E"].hidden = True
    checked = office.check(saved(workbook))
    told = dict(zip(checked.findings["code"], checked.findings["facts"], strict=True))
    assert '"rows": "3–4"' in told["hidden_rows"]
    assert '"columns": "E"' in told["hidden_columns"]
    assert checked.row_count > 0


def test_queries_are_named_and_the_cells_are_read(office: Office) -> None:
    extra = {"customXml/item1.xml": '<?xml version="1.0"?><DataMashup/>'.encode("utf-16")}
    checked = office.check(with_parts(saved(form(("17", "Hòa Bình", 2024, 1000, 100))), extra))
    assert "connections_ignored" in set(checked.findings["code"])
    assert checked.row_count > 0


def test_a_comma_that_parts_a_number_in_two_is_an_error(office: Office) -> None:
    checked = office.check(table("17,Hòa Bình,2024,1000,1,5", "14,Sơn La,2024,9,1"))
    assert findings(checked, "surplus_cell") == [("error", "F2")]


@pytest.mark.parametrize("written", [dt.date(2024, 12, 31), "31/12/2024", "2024-12-31", 2024, "2024"])
def test_a_year_may_be_written_as_its_last_day(office: Office, written: object) -> None:
    raw = saved(form(("17", "Hòa Bình", written, 1000, 100)))
    checked = office.check(raw, year=2021)
    assert set(checked.rows["figures"]["year"]) == {2024}


def test_what_is_no_year_is_refused_whatever_year_is_said_for_the_file(office: Office) -> None:
    raw = saved(form(("17", "Hòa Bình", "năm nay", 1000, 100)))
    assert findings(office.check(raw), "not_a_year") == [("error", "C2")]


def test_text_that_may_be_in_an_old_font_is_an_error_where_it_names_a_place(office: Office) -> None:
    raw = saved(form(("17", "Bön", 2024, 1000, 100)))
    assert findings(office.check(raw), "doubtful_text") == [("error", "B2")]


def test_lost_letters_refuse_their_cell(office: Office) -> None:
    for name in ("H? Giang", "H\ufffd Giang", "H<U+00E0> Giang"):
        checked = office.check(table(f",{name},2024,1000,100"))
        assert findings(checked, "lost_letters") == [("error", "B2")]
        assert "unknown_place" not in set(checked.findings["code"])


def with_formulas(title: str) -> bytes:
    """A workbook whose last row is wrong and whose counts are formulas with their results."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet(title)
        sheet.write_row(0, 0, HEAD.split(","))
        for row, (code, result) in enumerate((("17", 100), ("14", -5)), start=1):
            sheet.write_row(row, 0, [code, "", 2024, 1000])
            sheet.write_formula(row, 4, f"=D{row + 1}/10", None, result)
    return out.getvalue()


def test_the_coloured_copy_keeps_the_results_of_formulas_and_is_read_once_mended(office: Office) -> None:
    raw = with_formulas("S")
    checked = office.check(raw)
    assert findings(checked, "negative") == [("error", "E3")]
    copy = coloured_workbook(raw, checked.findings, Words("vi"))
    values = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)["S"]
    formulas = openpyxl.load_workbook(io.BytesIO(copy))["S"]
    assert (values["E2"].value, formulas["E2"].value) == (100, "=D2/10")
    again = office.check(copy)
    assert findings(again, "formula_without_value") == []
    assert findings(again, "negative") == [("error", "E3")]


def test_links_of_the_coloured_copy_lead_to_sheets_with_an_apostrophe(office: Office) -> None:
    raw = with_formulas("Đắk R'Lấp")
    copy = coloured_workbook(raw, office.check(raw).findings, Words("vi"))
    first = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    links = [cell.hyperlink.location for cell in first["B"] if cell.hyperlink is not None]
    assert "'Đắk R''Lấp'!E3" in links


def test_codes_without_names_are_told_with_what_they_are_read_as(office: Office) -> None:
    checked = office.check(table("15,2025,1000,100", "14,2025,900,50", head=HEAD.replace("area_name,", "")))
    (facts,) = checked.findings.loc[checked.findings["code"].eq("codes_without_names"), "facts"]
    assert "15 → Tỉnh Lào Cai (15); 14 → Tỉnh Sơn La (14)" in facts
    assert checked.places["full_name_vi"].tolist() == ["Tỉnh Lào Cai", "Tỉnh Sơn La"]
    named = office.check(table("17,Hòa Bình,2024,1000,100"))
    assert named.places.empty
    assert "codes_without_names" not in set(named.findings["code"])


def test_names_win_over_the_codes_of_another_list_in_a_table_of_tags(office: Office) -> None:
    lines = (
        "Province,P-code,Rate,Year",
        "#adm1+name,#adm1+code+v_pcode,#indicator+poor_household_rate+pct,#date+year",
        "Ha Giang,VN201,18.5,2024",
    )
    checked = office.check("\n".join(lines).encode(), "hxl")
    assert checked.rows["figures"]["value"].tolist() == [18.5]
    assert findings(checked, "foreign_code") == [("warning", "A3")]


def test_years_in_tags_make_figures_of_their_own_years(office: Office) -> None:
    lines = (
        "Province,2022,2023",
        "#adm1+name,#indicator+poor_household_rate+y2022,#indicator+poor_household_rate+y2023",
        "Hà Giang,37.08,30.5",
    )
    figures = office.check("\n".join(lines).encode(), "hxl").rows["figures"]
    assert list(zip(figures["year"], figures["value"], strict=True)) == [(2022, 37.08), (2023, 30.5)]
