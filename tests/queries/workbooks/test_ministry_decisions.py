"""Tables of the ministry's decisions, in the layouts they may be printed in, with invented numbers."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data_access.queries.areas import areas
from data_access.store.opening import Store
from data_access.workbooks import BY_YEAR, DECISIONS, Checked, Choice, check, decision_template, read_upload

REGION_NAMES = {
    "nmm": "Trung du và miền núi phía Bắc",
    "rrd": "Vùng Đồng bằng sông Hồng",
    "ncc": "Bắc Trung Bộ và Duyên hải miền Trung",
    "ch": "Tây Nguyên",
    "se": "Đông Nam Bộ",
    "mrd": "Đồng bằng sông Cửu Long",
}
TITLE = "KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2022"
NAMED = "(Kèm theo Quyết định số 71/QĐ-LĐTBXH ngày 19 tháng 01 năm 2023)"
Row = tuple[str, str, int, int, int]


@pytest.fixture(scope="module")
def rows(shipped_on_sqlite: Store) -> list[Row]:
    """Mark, name, all, poor and near-poor households of the nation, the regions and the provinces."""
    with shipped_on_sqlite.session() as session:
        provinces = areas(session, level="province", vintage="v2008")
    return list(_numbered(provinces))


def _numbered(provinces: pd.DataFrame) -> Iterator[Row]:
    told = {
        row["code"]: (200_000 + 1_000 * place, 8_000 + 37 * place, 6_000 + 11 * place)
        for place, row in enumerate(provinces.to_dict("records"))
    }

    def total(codes: Any) -> tuple[int, int, int]:
        return tuple(sum(told[code][part] for code in codes) for part in range(3))  # type: ignore[return-value]

    yield "", "Cả nước", *total(told)
    number = 0
    for mark, (region, name) in zip(["I", "II", "III", "IV", "V", "VI"], REGION_NAMES.items(), strict=True):
        inside = provinces[provinces["parent_code"] == region]
        yield mark, name, *total(inside["code"])
        for row in inside.to_dict("records"):
            number += 1
            yield str(number), row["name_vi"], *told[row["code"]]


def rate(part: int, whole: int) -> float:
    return round(100 * part / whole + 1e-9, 2)


def vietnamese(number: float, decimals: int = 0) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def as_printed(rows: list[Row]) -> bytes:
    """Titles, headings of two merged rows, the row of column numbers, numbers as Vietnamese text, a note."""
    sheet, book = _sheet()
    sheet.append(["BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", None, None, None, None, None, "Biểu số 1"])
    sheet.append([TITLE])
    sheet.append([NAMED])
    sheet.append([])
    heads = ["TT", "Tỉnh/Thành phố", "Tổng số hộ dân cư", "Hộ nghèo", None, "Hộ cận nghèo", None]
    sheet.append([*heads, "Hộ nghèo và hộ cận nghèo", None])
    sheet.append([None, None, None, *["Số hộ", "Tỷ lệ (%)"] * 3])
    sheet.append([f"({number})" for number in range(1, 10)])
    for address in ("A2:I2", "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:G5", "H5:I5"):
        sheet.merge_cells(address)
    for mark, name, whole, poor, near in rows:
        counts = [(poor, poor), (near, near), (poor + near, poor + near)]
        told = [
            text for count, part in counts for text in (vietnamese(count), vietnamese(rate(part, whole), 2))
        ]
        sheet.append([mark, name, vietnamese(whole), *told])
    sheet.append([None, "Ghi chú: số liệu đến ngày 31/12/2022."])
    return _saved(book)


def in_one_row(rows: list[Row]) -> bytes:
    """Headings of one row, plain numbers, no regions, the nation last; a column that nobody asks for."""
    sheet, book = _sheet()
    sheet.append([f"{TITLE} {NAMED}"])
    heads = ["STT", "Địa phương", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo (%)", "Số hộ cận nghèo"]
    sheet.append([*heads, "Tỷ lệ hộ cận nghèo (%)", "Số hộ nghèo DTTS"])
    provinces = [row for row in rows if row[0].isdigit()]
    for mark, name, whole, poor, near in [*provinces, ("", "Tổng cộng", *rows[0][2:])]:
        sheet.append([mark, name, whole, poor, rate(poor, whole), near, rate(near, whole), 1])
    return _saved(book)


def as_text(rows: list[Row]) -> bytes:
    """A text table with semicolons: merged headings have left empty cells behind."""
    lines = [
        TITLE,
        NAMED,
        "TT;Tỉnh, thành phố;Tổng số hộ;Hộ nghèo;;Hộ cận nghèo;",
        ";;;Số hộ;Tỷ lệ %;Số hộ;Tỷ lệ %",
    ]
    for mark, name, whole, poor, near in rows:
        rates = (vietnamese(rate(poor, whole), 2), vietnamese(rate(near, whole), 2))
        lines.append(
            f"{mark};{name};{vietnamese(whole)};{vietnamese(poor)};{rates[0]};{vietnamese(near)};{rates[1]}"
        )
    return "\r\n".join(lines).encode("utf-8-sig")


def _sheet() -> tuple[Any, openpyxl.Workbook]:
    book = openpyxl.Workbook()
    return book.active, book


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def checked(store: Store, folder: Path, content: bytes, **said: Any) -> Checked:
    path = folder / "upload"
    path.write_bytes(content)
    with store.session() as session:
        return check(session, read_upload(path, "upload", Choice("decision", **said)))


def figures_of(found: Checked) -> pd.DataFrame:
    assert found.errors == 0, found.findings[["code", "cell", "facts"]].values.tolist()
    return found.rows["figures"]


@pytest.mark.parametrize(
    ("laid_out", "places"), [(as_printed, 1 + 6 + 63), (in_one_row, 1 + 63), (as_text, 1 + 6 + 63)]
)
def test_a_table_loads_as_printed_with_year_standard_and_source_of_its_decision(
    shipped_on_sqlite: Store,
    tmp_path: Path,
    rows: list[Row],
    laid_out: Callable[[list[Row]], bytes],
    places: int,
) -> None:
    # What was chosen beside the file counts for nothing.
    found = checked(shipped_on_sqlite, tmp_path, laid_out(rows), year=2024, standard_code="review-md-2016")
    figures = figures_of(found)
    assert set(figures["year"]) == {2022}
    assert set(figures["standard_code"].dropna()) == {"review-md-2022"}
    assert set(figures["source_code"]) == {"qd-71-2023"}
    assert set(figures["source_kind"]) == {"administrative"}
    assert figures.groupby("indicator_code")["area_id"].nunique().loc["poor_households"] == places
    nation = rows[0]
    assert figures.loc[figures["indicator_code"] == "poor_households", "value"].max() == nation[3]
    rates = figures.loc[figures["indicator_code"] == "poor_household_rate", "value"]
    assert rates.between(3, 6).all()


def test_columns_and_rows_that_are_not_understood_are_left_out_and_named(
    shipped_on_sqlite: Store, tmp_path: Path, rows: list[Row]
) -> None:
    unknown = [*rows, ("", "Các huyện nghèo", 1_000, 100, 50)]
    found = checked(shipped_on_sqlite, tmp_path, as_printed(unknown))
    assert "decision_row_left_out" in set(found.findings["code"])
    found = checked(shipped_on_sqlite, tmp_path, in_one_row(rows))
    told = found.findings[found.findings["code"] == "decision_column_left_out"]
    assert ["DTTS" in facts for facts in told["facts"]] == [True]
    assert "poor_households_ethnic_minority" not in set(figures_of(found)["indicator_code"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"71/QĐ-LĐTBXH": "…/QĐ-LĐTBXH"}, "decision_not_named"),
        ({"19 tháng 01 năm 2023": "19/01/2023, thay Quyết định 217/QĐ-BLĐTBXH"}, "decisions_differ"),
        ({TITLE: f"{TITLE} (đơn vị: nghìn hộ)"}, "decision_unit"),
        ({"Hộ cận nghèo;": "Hộ nghèo;"}, "decision_column_twice"),
    ],
)
def test_a_table_whose_decision_or_unit_is_not_certain_is_refused(
    shipped_on_sqlite: Store, tmp_path: Path, rows: list[Row], change: dict[str, str], code: str
) -> None:
    text = as_text(rows).decode("utf-8-sig")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    found = checked(shipped_on_sqlite, tmp_path, text.encode("utf-8-sig"), year=2022)
    assert code in set(found.findings.loc[found.findings["severity"] == "error", "code"])
    assert found.rows == {}


def test_a_table_that_names_no_decision_takes_the_chosen_one(
    shipped_on_sqlite: Store, tmp_path: Path, rows: list[Row]
) -> None:
    text = as_text(rows).decode("utf-8-sig").replace(NAMED, "").replace("2022", "2023")
    found = checked(shipped_on_sqlite, tmp_path, text.encode("utf-8-sig"), source_code="qd-134-2024")
    assert set(figures_of(found)["year"]) == {2023}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: str(decision.year))
def test_a_template_that_is_filled_loads(
    shipped_on_sqlite: Store, tmp_path: Path, rows: list[Row], decision: Any
) -> None:
    with shipped_on_sqlite.session() as session:
        content = decision_template(session, decision, "vi")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    names = [str(sheet.cell(row, 2).value) for row in range(7, sheet.max_row + 1)]
    assert len(names) == 1 + 6 + 63
    told = {name.removeprefix("Vùng "): (whole, poor, near) for _, name, whole, poor, near in rows}
    for row, name in enumerate(names, start=7):
        whole, poor, near = told[name]
        cells = [
            whole,
            poor,
            rate(poor, whole),
            near,
            rate(near, whole),
            poor + near,
            rate(poor + near, whole),
        ]
        for column, value in enumerate(cells, start=3):
            sheet.cell(row, column, value)
    figures = figures_of(checked(shipped_on_sqlite, tmp_path, _saved(book)))
    assert set(figures["year"]) == {decision.year}
    assert figures["area_id"].nunique() == 70
    assert figures["indicator_code"].nunique() == 7


def test_every_declared_decision_is_among_the_sources(shipped_on_sqlite: Store) -> None:
    from data_access.queries.sources import sources

    with shipped_on_sqlite.session() as session:
        known = sources(session).set_index("code")
    for decision in BY_YEAR.values():
        row = known.loc[decision.source_code]
        assert (row["doc_number"], row["date"]) == (decision.number, decision.issued)


def test_a_decisions_table_sent_as_a_template_of_this_page_is_read_as_the_decision(
    shipped_on_sqlite: Store, tmp_path: Path, rows: list[Row]
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(as_printed(rows))
    with shipped_on_sqlite.session() as session:
        found = check(session, read_upload(path, "upload", Choice("form_1", year=2024)))
    assert found.kind == "decision"
    assert set(figures_of(found)["year"]) == {2022}
