"""Whatever table an office writes: no figure is stored that was not written with that meaning.

Tables are written with headings of the lexicon and foreign words, in the layouts that offices use, by three
writers. What is read is held to what was written.
"""
# ruff: noqa: E501 — a heading a line reads as a table.

import csv
import faulthandler
import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.models.figure import STATUSES
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from data_access.workbooks import UploadUnusable
from data_access.workbooks.checking.catalogue import catalogue_of
from tests.queries.office_desk import Desk

PLACES = {
    "Hà Giang": "02",
    "Bắc Kạn": "06",
    "Yên Bái": "15",
    "Hòa Bình": "17",
    "Hải Dương": "30",
    "Kon Tum": "62",
}
# Heading, the indicator that it names, by which status; "" where it names none.
HEADINGS = [
    ("Tổng số hộ", "total_households", ""), ("Hộ nghèo", "poor_households", ""),
    ("Số hộ cận nghèo", "near_poor_households", ""), ("Tổng số hộ nghèo và hộ cận nghèo", "poor_and_near_poor_households", ""),
    ("Tỷ lệ hộ nghèo (%)", "poor_household_rate", ""), ("Tỷ lệ hộ cận nghèo", "near_poor_household_rate", ""),
    ("Hộ nghèo DTTS", "poor_households_ethnic_minority", ""), ("Hộ nghèo do phụ nữ làm chủ hộ", "poor_households_headed_by_women", ""),
    ("Hộ nghèo đầu năm", "poor_households_at_start", ""), ("Số nhân khẩu nghèo", "poor_persons", ""),
    ("Hộ nghèo thiếu hụt việc làm", "poor_deprived_employment", ""), ("Ước hộ nghèo", "poor_households", "expected"),
    ("Kế hoạch tỷ lệ hộ nghèo (%)", "target_poor_household_rate", "planned"), ("Kế hoạch hộ nghèo", "", ""),
    ("Mục tiêu hộ cận nghèo", "", ""), ("Tỷ lệ hộ nghèo các huyện nghèo (%)", "", ""), ("Hộ nghèo nông thôn", "", ""),
    ("Poor households", "poor_households", ""), ("Near-poor household rate", "near_poor_household_rate", ""),
]  # fmt: skip
FOREIGN = ["được vay vốn", "khuyết tật", "so với năm trước", "thuộc xã biên giới", "tăng", "giảm", "bình quân", "mới",
           "theo tôn giáo", "vùng cao", "có thẻ", "disabled"]  # fmt: skip
TOTALS = {"Tổng cộng": None, "Cả nước": "VN", "Toàn quốc": "VN", "Cộng": None}
# What is written under a table: of no meaning, as a unit or status, of unknown meaning (never read).
NOTES = {
    "": "", "Nguồn: Sở Nội vụ": "", "Ghi chú:": "", "Người lập biểu": "", "Trang 1/2": "", "(Ký tên, đóng dấu)": "",
    "Ghi chú: số liệu sơ bộ": "preliminary", "Số liệu dự thảo, đang chờ phê duyệt": "preliminary",
    "Số liệu ước tính": "expected", "Số liệu trên chỉ tính hộ dân tộc thiểu số.": "group",
    "(Số liệu tính bằng triệu người)": "millions", "Ghi chú: không gồm hộ tạm trú": "asked",
    "Chưa bao gồm các xã biên giới": "asked", "Số liệu tại thời điểm 30/6/2023": "asked", "Excluding towns": "asked",
}  # fmt: skip
WHERE = ("title", "heading", "group", "column", "sheet")


@dataclass(frozen=True)
class Column:
    heading: str
    indicator: str
    status: str
    year: int


@dataclass(frozen=True)
class Written:
    """A table as it is meant: ``cells`` by place and column, ``scale`` of what is counted."""

    columns: tuple[Column, ...]
    places: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    where: str
    year: int
    scale: int
    merged: bool
    numbered: bool
    total: str
    note: str
    writer: str


@st.composite
def columns(draw: st.DrawFn, where: str, year: int) -> Column:
    heading, indicator, status = draw(st.sampled_from(HEADINGS))
    if draw(st.integers(0, 3)) == 0:
        word = draw(st.sampled_from(FOREIGN))
        heading = draw(st.sampled_from([f"{heading} {word}", f"{word.capitalize()} {heading}"]))
        indicator = ""
    own = draw(st.integers(2022, 2024)) if where in ("heading", "group") else year
    return Column(f"{heading} năm {own}" if where == "heading" else heading, indicator, status, own)


@st.composite
def tables(draw: st.DrawFn) -> Written:
    where, year = draw(st.sampled_from(WHERE)), draw(st.integers(2022, 2024))
    made = draw(
        st.lists(
            columns(where, year),
            min_size=1,
            max_size=5,
            unique_by=lambda one: (one.indicator or one.heading, one.year),
        )
    )
    made.sort(key=lambda one: one.year)
    places = tuple(draw(st.lists(st.sampled_from(sorted(PLACES)), min_size=2, max_size=6, unique=True)))
    values = tuple(tuple(_value(draw, column) for column in made) for _ in places)
    return Written(
        tuple(made), places, values, where, year, draw(st.sampled_from([1, 1, 1000])), draw(st.booleans()),
        draw(st.booleans()), draw(st.sampled_from(["", *TOTALS])), draw(st.sampled_from(["", *NOTES])),
        draw(st.sampled_from(["openpyxl", "xlsxwriter", "csv"])),
    )  # fmt: skip


def _value(draw: st.DrawFn, column: Column) -> float:
    is_rate = "ỷ lệ" in column.heading or "rate" in column.heading
    return draw(st.integers(105, 9900)) / 100 if is_rate else float(draw(st.integers(100, 9000)))


def rows_of(table: Written) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
    """The cells of a table, and which of them are merged: first row and column, last row and column."""
    left: list[Any] = ["TT"] * table.numbered + ["Tỉnh"] + ["Năm"] * (table.where == "column")
    rows: list[list[Any]] = [
        [f"KẾT QUẢ RÀ SOÁT NĂM {table.year}" if table.where == "title" else "KẾT QUẢ RÀ SOÁT"]
    ]
    if table.scale == 1000:
        rows.append(["Đơn vị tính: nghìn hộ, nghìn người, %"])
    merged: list[tuple[int, int, int, int]] = []
    if table.where == "group":
        start = len(rows)
        rows.append([*left, *_groups(table, len(left), start, merged)])
        left = [None] * len(left)
    rows.append([*left, *(column.heading for column in table.columns)])
    for number, (place, values) in enumerate(zip(table.places, table.values, strict=True), start=1):
        rows.append([*_left(table, number, place), *values])
    if table.total:
        sums = [sum(values[place] for values in table.values) for place in range(len(table.columns))]
        rows.append(
            [
                *_left(table, None, table.total),
                *(
                    min(one, 99.0) if _is_rate(column) else one
                    for one, column in zip(sums, table.columns, strict=True)
                ),
            ]
        )
    if table.note:
        rows += [[], [table.note]]
    return rows, merged if table.merged else []


def _left(table: Written, number: int | None, name: str) -> list[Any]:
    return [number] * table.numbered + [name] + [table.year] * (table.where == "column")


def _is_rate(column: Column) -> bool:
    return "ỷ lệ" in column.heading or "rate" in column.heading


def _groups(table: Written, left: int, row: int, merged: list[tuple[int, int, int, int]]) -> list[Any]:
    cells: list[Any] = []
    for number, column in enumerate(table.columns):
        is_first = number == 0 or table.columns[number - 1].year != column.year
        cells.append(f"Năm {column.year}" if is_first else None)
        if not is_first:
            first = next(one for one, other in enumerate(table.columns) if other.year == column.year)
            merged[:] = [one for one in merged if one[:2] != (row, left + first)] + [
                (row, left + first, row, left + number)
            ]
    return cells


def file_of(table: Written) -> bytes:
    rows, merged = rows_of(table)
    name = f"Năm {table.year}" if table.where == "sheet" else "Biểu"
    out = io.BytesIO()
    if table.writer == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(
            [f"{cell:g}" if isinstance(cell, float) else cell for cell in row] for row in rows
        )
        return text.getvalue().encode("utf-8-sig")
    if table.writer == "openpyxl":
        book = openpyxl.Workbook()
        book.active.title = name
        for row in rows:
            book.active.append(row)
        for top, first, bottom, last in merged:
            book.active.merge_cells(
                start_row=top + 1, start_column=first + 1, end_row=bottom + 1, end_column=last + 1
            )
        book.save(out)
        return out.getvalue()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        for top, first, bottom, last in merged:
            sheet.merge_range(top, first, bottom, last, rows[top][first])
    return out.getvalue()


def meant(table: Written) -> dict[tuple[str, str, int], tuple[float, str]]:
    """Every figure that the table may be read for: by indicator, place and year, with its status."""
    found = {}
    kind = NOTES[table.note]
    said = kind if kind in STATUSES else ""
    for place, values in zip(table.places, table.values, strict=True):
        for column, value in zip(table.columns, values, strict=True):
            is_narrowed = kind == "group" and "DTTS" not in column.heading
            # Of people it is their unit, unless the title states another one.
            is_unit_of_others = kind == "millions" and not (is_of_people(table) and table.scale == 1)
            if column.indicator and kind != "asked" and not is_narrowed and not is_unit_of_others:
                number = value if _is_rate(column) else value * table.scale
                if kind == "millions" and "persons" in column.indicator:
                    number = value * 1_000_000
                status = column.status or said or "final"
                found[column.indicator, PLACES[place], column.year] = (number, status)
    return found


def is_of_people(table: Written) -> bool:
    return any("persons" in column.indicator for column in table.columns)


@pytest.fixture(scope="module")
def desk(built_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("tables")
    shutil.copy(built_store, folder)
    store: Store = open_store(StoreSettings(database_url="", var_dir=folder))
    yield Desk(store, folder)
    store.engine.dispose()


def hold(desk: Desk, table: Written) -> int:
    """Check a table and hold every figure to what was meant; return how many there are."""
    year = None if table.writer != "csv" or table.where != "sheet" else table.year
    try:
        checked = desk.check(file_of(table), "wide", year=year)
    except UploadUnusable:
        return 0
    if checked.blocked:
        return 0
    figures, expected = checked.rows["figures"], meant(table)
    for line in figures.to_dict("records"):
        area = desk.gazetteer.areas[line["area_id"]]
        if area.level == "nation":
            assert table.total in ("Cả nước", "Toàn quốc"), line
            continue
        key = (line["indicator_code"], area.code, line["year"])
        if key not in expected:
            assert _is_reckoned(desk, line, expected, area.code), (line, table)
            continue
        value, status = expected[key]
        assert line["value"] == pytest.approx(value), (line, table)
        assert line["status"] == status, (line, table)
        assert area.vintage == "v2008"
    return len(figures)


def _is_reckoned(
    desk: Desk, line: dict[Any, Any], expected: dict[tuple[str, str, int], tuple[float, str]], code: str
) -> bool:
    """Whether a rate is that of the counts of its row, and no more settled than either."""
    with desk.store.session() as session:
        counts = catalogue_of(session).ratios.get(line["indicator_code"])
    found = [one for name in counts or () if (one := expected.get((name, code, line["year"]))) is not None]
    if len(found) != 2:
        return False
    (part, of_part), (whole, of_whole) = found
    least_settled = max(of_part, of_whole, key=STATUSES.index)
    is_share = abs(line["value"] - 100 * part / whole) <= 0.01
    return bool(is_share and line["status"] == least_settled)


@given(tables())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_figure_is_stored_that_was_not_written_with_that_meaning(desk: Desk, table: Written) -> None:
    hold(desk, table)


@pytest.fixture
def as_long_as_it_takes() -> None:
    """Take back the end that is set to tests that hang: thousands of tables take longer."""
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.many_tables
@pytest.mark.usefixtures("as_long_as_it_takes")
@given(tables())
@settings(
    max_examples=5000, derandomize=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_no_figure_of_thousands_of_tables_is_stored_with_another_meaning(desk: Desk, table: Written) -> None:
    hold(desk, table)


def test_plain_tables_are_read_and_not_only_refused(desk: Desk) -> None:
    column = Column("Hộ nghèo", "poor_households", "", 2023)
    for writer in ("openpyxl", "xlsxwriter", "csv"):
        for where in ("title", "column"):
            table = Written(
                (column,),
                ("Hà Giang", "Yên Bái"),
                ((10.0,), (20.0,)),
                where,
                2023,
                1,
                True,
                True,
                "",
                "Nguồn: Sở Nội vụ",
                writer,
            )
            assert hold(desk, table) == 2
