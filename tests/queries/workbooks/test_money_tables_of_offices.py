"""Money tables that offices make themselves: each amount becomes the record that was meant, or is refused."""
# ruff: noqa: E501 — a heading a line reads as a table.

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data_access.store.opening import Store
from data_access.workbooks import Checked
from data_access.workbooks.understanding.reading import Part, reading_as_json, reading_from_json
from tests.queries.office_desk import Desk, sentences
from tests.queries.workbooks.test_tables_of_offices import DISTRICTS, book, error_codes

SPR = "CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA GIẢM NGHÈO BỀN VỮNG"
OLD_PROVINCES = ("Hà Giang", "Yên Bái", "Hòa Bình")
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def desk(shipped_on_sqlite: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(shipped_on_sqlite, tmp_path_factory.mktemp("office"))


def money_table(
    *lines: Sequence[Any], title: str = f"{SPR} NĂM 2024", unit: str = "Đơn vị tính: triệu đồng"
) -> Rows:
    return [[title], [unit] if unit else [], *([*line] for line in lines)]


def of_provinces(*values: Sequence[object], places: Sequence[str] = OLD_PROVINCES) -> Rows:
    return [
        [number, place, *row] for number, (place, row) in enumerate(zip(places, values, strict=True), start=1)
    ]


def records(desk: Desk, checked: Checked) -> pd.DataFrame:
    assert not checked.blocked, sentences(checked)
    money = checked.rows["money"]
    codes = [desk.gazetteer.areas[int(number)].code for number in money["area_id"]]
    return money.assign(code=codes)


def read(desk: Desk, checked: Checked) -> set[tuple[str, str, str, int]]:
    """Place, fund, stage and amount in đồng of each record."""
    money = records(desk, checked)
    return set(
        zip(money["code"], money["fund"], money["stage"], money["amount_vnd"].astype(int), strict=True)
    )


MILLION, BILLION = 10**6, 10**9
HEAD = ["TT", "Tỉnh"]

# Name of the layout, its rows, merged cells; what Hà Giang has of each: fund, stage, đồng.
LAYOUTS: list[tuple[str, Rows, list[str], set[tuple[str, str, int]]]] = [
    (
        "a fund a column under a title with its stage",
        money_table([*HEAD, "NSTW", "NSĐP"], *of_provinces((10, 2), (20, 4), (30, 6)), title=f"KẾ HOẠCH VỐN THỰC HIỆN {SPR} NĂM 2024"),
        [],
        {("central", "planned", 10 * MILLION), ("local", "planned", 2 * MILLION)},
    ),
    (
        "stages side by side of one fund in the title",
        money_table([*HEAD, "Kế hoạch vốn giao", "Đã giải ngân", "Tỷ lệ giải ngân (%)"], *of_provinces((100, 60, 60), (50, 20, 40), (80, 80, 100)), title=f"TÌNH HÌNH VỐN NGÂN SÁCH TRUNG ƯƠNG {SPR} NĂM 2024"),
        [],
        {("central", "assigned", 100 * MILLION), ("central", "disbursed", 60 * MILLION)},
    ),
    (
        "a total with capital and recurrent under merged headings",
        money_table([*HEAD, "Kế hoạch vốn được giao", None, None], [None, None, "Tổng số", "Vốn đầu tư phát triển", "Vốn sự nghiệp"], *of_provinces((30, 20, 10), (12, 8, 4), (9, 6, 3))),
        ["C3:E3", "A3:A4", "B3:B4"],
        {("state_budget", "assigned", 30 * MILLION), ("development", "assigned", 20 * MILLION), ("recurrent", "assigned", 10 * MILLION)},
    ),
    (
        "three rows of headings: budget, purpose, stage",
        money_table(
            [*HEAD, "Ngân sách trung ương", None, None, None, "Ngân sách địa phương"],
            [None, None, "Vốn ĐTPT", None, "Vốn sự nghiệp", None, None],
            [None, None, "Giao", "Giải ngân", "Giao", "Giải ngân", "Giao"],
            *of_provinces((50, 30, 20, 5, 7), (50, 30, 20, 5, 7), (50, 30, 20, 5, 7)),
        ),
        ["C3:F3", "G3:G4", "C4:D4", "E4:F4", "A3:A5", "B3:B5"],
        {
            ("central_development", "assigned", 50 * MILLION), ("central_development", "disbursed", 30 * MILLION),
            ("central_recurrent", "assigned", 20 * MILLION), ("central_recurrent", "disbursed", 5 * MILLION), ("local", "assigned", 7 * MILLION),
        },
    ),
    (
        "the unit in each heading, in billions",
        money_table([*HEAD, "Vốn sự nghiệp NSTW giao (tỷ đồng)", "Vốn sự nghiệp NSTW giải ngân (tỷ đồng)"], *of_provinces((1.5, 0.25), (2, 1), (3, 3)), unit=""),
        [],
        {("central_recurrent", "assigned", 1_500_000_000), ("central_recurrent", "disbursed", 250_000_000)},
    ),
    (
        "the unit in a note under the table",
        [*money_table([*HEAD, "Vốn NSTW giao"], *of_provinces((11,), (12,), (13,)), unit=""), ["Đơn vị: nghìn đồng"]],
        [],
        {("central", "assigned", 11_000)},
    ),
    (
        "a day up to which it was paid out, in the next January",
        money_table([*HEAD, "NSTW", "NSĐP"], *of_provinces((10, 2), (20, 4), (30, 6)), title=f"LŨY KẾ GIẢI NGÂN KẾ HOẠCH VỐN NĂM 2024 {SPR} ĐẾN NGÀY 31/01/2025".replace("KẾ HOẠCH VỐN", "VỐN")),
        [],
        {("central", "disbursed", 10 * MILLION), ("local", "disbursed", 2 * MILLION)},
    ),
    (
        "years as groups",
        money_table([*HEAD, "Năm 2023", None, "Năm 2024"], [None, None, "Giao", "Giải ngân", "Giao"], *of_provinces((10, 9, 11), (10, 9, 11), (10, 9, 11)), title=f"VỐN NGÂN SÁCH TRUNG ƯƠNG {SPR}"),
        ["C3:D3", "A3:A4", "B3:B4"],
        {("central", "assigned", 10 * MILLION), ("central", "disbursed", 9 * MILLION), ("central", "assigned", 11 * MILLION)},
    ),
    (
        "a plan of the whole period",
        money_table([*HEAD, "Vốn NSTW", "Vốn NSĐP", "Tổng cộng"], *of_provinces((10, 5, 15), (20, 5, 25), (30, 5, 35)), title=f"KẾ HOẠCH VỐN {SPR} GIAI ĐOẠN 2021-2025", unit="ĐVT: tỷ đồng"),
        [],
        {("central", "planned", 10 * BILLION), ("local", "planned", 5 * BILLION), ("state_budget", "planned", 15 * BILLION)},
    ),
    (
        "a row of totals that adds up",
        money_table([*HEAD, "NSTW giao"], *of_provinces((10,), (20,), (30,)), [None, "Tổng cộng", 60]),
        [],
        {("central", "assigned", 10 * MILLION)},
    ),
    (
        "one project, with money carried over beside",
        money_table([*HEAD, "Vốn giao", "Vốn kéo dài từ năm trước", "Đã giải ngân"], *of_provinces((10, 3, 8), (20, 0, 4), (30, 0, 6)), title=f"VỐN SỰ NGHIỆP NGÂN SÁCH TRUNG ƯƠNG DỰ ÁN 2 {SPR} NĂM 2024"),
        [],
        {("central_recurrent", "assigned", 10 * MILLION), ("central_recurrent", "carried_over", 3 * MILLION), ("central_recurrent", "disbursed", 8 * MILLION)},
    ),
    (
        "three programmes together",
        money_table([*HEAD, "Ngân sách nhà nước"], *of_provinces((10,), (20,), (30,)), title="KẾT QUẢ GIẢI NGÂN CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA NĂM 2024"),
        [],
        {("state_budget", "disbursed", 10 * MILLION)},
    ),
    (
        "written in English, numbers as text",
        money_table([*HEAD, "Central budget assigned", "Central budget disbursed"], *of_provinces(("1,250.5", "200.25"), ("10.5", "2"), ("30", "6")), title="Sustainable poverty reduction 2024", unit="Unit: million dong"),
        [],
        {("central", "assigned", 1_250_500_000), ("central", "disbursed", 200_250_000)},
    ),
    (
        "policy credit and mobilised money in a total of all",
        money_table([*HEAD, "Tổng số", "NSTW", "NSĐP", "Tín dụng chính sách xã hội", "Huy động hợp pháp khác"], *of_provinces((20, 10, 2, 5, 3), (20, 10, 2, 5, 3), (20, 10, 2, 5, 3)), title=f"PHÂN BỔ VỐN {SPR} NĂM 2024"),
        [],
        {("total", "assigned", 20 * MILLION), ("central", "assigned", 10 * MILLION), ("local", "assigned", 2 * MILLION), ("policy_credit", "assigned", 5 * MILLION), ("mobilised", "assigned", 3 * MILLION)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "merged", "meant"), [one[1:] for one in LAYOUTS], ids=[one[0] for one in LAYOUTS]
)
def test_money_tables_become_the_records_that_were_meant(
    desk: Desk, rows: Rows, merged: list[str], meant: set[tuple[str, str, int]]
) -> None:
    checked = desk.check(book(rows, merged), "wide")
    found = {(fund, stage, amount) for code, fund, stage, amount in read(desk, checked) if code == "02"}
    assert found == meant
    money = records(desk, checked)
    assert set(money["code"]) == {"02", "15", "17"}
    assert set(money["source_code"]) == {"qd-test"}
    assert "figures" not in checked.rows


# What is wrong, the rows, the finding that refuses it.
WRONG: list[tuple[str, Rows, str]] = [
    ("no unit", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)), unit=""), "unit_missing"),
    ("two units", [["(Đơn vị tính: tỷ đồng)"], *money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)))], "unit_contradicted"),
    ("another unit in a heading", money_table([*HEAD, "NSTW giao (tỷ đồng)"], *of_provinces((1,), (2,), (3,))), "unit_contradicted"),
    ("a unit of households", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)), unit="Đơn vị tính: hộ"), "unit_contradicted"),
    ("a total across that its parts do not come to", money_table([*HEAD, "Tổng số giao", "NSTW giao", "NSĐP giao"], *of_provinces((19, 10, 2), (24, 20, 4), (36, 30, 6))), "money_total_differs"),
    ("capital and recurrent that are not the central budget", money_table([*HEAD, "NSTW giao", "Vốn đầu tư NSTW giao", "Vốn sự nghiệp NSTW giao"], *of_provinces((10, 6, 4), (20, 11, 4), (30, 20, 10))), "money_total_differs"),
    ("a row of totals that is not the sum", money_table([*HEAD, "NSTW giao"], *of_provinces((10,), (20,), (30,)), [None, "Tổng cộng", 65]), "money_total_differs"),
    ("more paid out than assigned", money_table([*HEAD, "NSTW giao", "NSTW giải ngân"], *of_provinces((10, 6), (20, 21), (30, 30))), "disbursed_more"),
    ("a year that the title contradicts", money_table([*HEAD, "NSTW giao năm 2023"], *of_provinces((1,), (2,), (3,))), "year_contradicted"),
    ("a day long after the year", money_table([*HEAD, "NSTW giải ngân đến 30/6/2025"], *of_provinces((1,), (2,), (3,))), "year_contradicted"),
    ("no year", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)), title=SPR), "table_year_missing"),
    ("an unknown fund alone", money_table([*HEAD, "Vốn ODA giao"], *of_provinces((1,), (2,), (3,))), "no_column_taken"),
    ("a budget that is only part of the local one", money_table([*HEAD, "Ngân sách tỉnh giao"], *of_provinces((1,), (2,), (3,))), "no_column_taken"),
    ("an unknown fund within a total", money_table([*HEAD, "Tổng số giao", "NSTW giao", "NSĐP giao", "Vốn ODA giao"], *of_provinces((17, 10, 2, 5), (29, 20, 4, 5), (41, 30, 6, 5))), "money_total_differs"),
    ("no stage", money_table([*HEAD, "NSTW"], *of_provinces((1,), (2,), (3,))), "no_column_taken"),
    ("no fund", money_table([*HEAD, "Vốn giao"], *of_provinces((1,), (2,), (3,))), "no_column_taken"),
    ("a total of nobody knows what", money_table([*HEAD, "Tổng vốn giao", "Trong đó: NSTW giao"], *of_provinces((9, 1), (8, 2), (7, 3)), [None, "Tổng cộng", 24, 70]), "money_total_differs"),
    ("no programme", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)), title="VỐN NĂM 2024"), "money_of_which_programme"),
    ("a programme that had ended", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)), title=f"{SPR} NĂM 2028"), "money_of_which_programme"),
    ("a title with an unknown word", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,)), title=f"VỐN BỔ SUNG ĐỢT CUỐI {SPR} NĂM 2024"), "title_not_understood"),
    ("a note that narrows", [*money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,))), ["Ghi chú: số liệu trên là vốn sự nghiệp"]], "note_not_understood"),
    ("rows that are parted by purpose", money_table([*HEAD, "NSTW giao"], [None, "Vốn sự nghiệp", None], *of_provinces((1,), (2,), (3,))), "section_narrows"),
    ("one fund twice", money_table([*HEAD, "NSTW giao", "Ngân sách trung ương giao"], *of_provinces((1, 1), (2, 2), (3, 3))), "money_told_twice"),
    ("a name that is no province", money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,), places=("Hà Giang", "Yên Bái", "Hòa Bịp"))), "unknown_place"),
    ("a number that is read in two ways", money_table([*HEAD, "NSTW giao"], *of_provinces(("1.234",), ("2",), ("3",))), "ambiguous_number"),
    ("a percentage for an amount", money_table([*HEAD, "NSTW giao"], *of_provinces(("5%",), ("2",), ("3",))), "percent_for_number"),
    ("a negative amount", money_table([*HEAD, "NSTW giao"], *of_provinces((-5,), (2,), (3,))), "negative_amount"),
    ("a parent's fund that contradicts the title", money_table([*HEAD, "NSĐP giao"], *of_provinces((1,), (2,), (3,)), title=f"VỐN NGÂN SÁCH TRUNG ƯƠNG {SPR} NĂM 2024"), "no_column_taken"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_money_that_is_not_understood_or_contradicts_itself_is_refused(
    desk: Desk, rows: Rows, code: str
) -> None:
    checked = desk.check(book(rows), "wide")
    if code == "unknown_place":
        assert error_codes(checked) & {"unknown_place", "place_of_other_era"}
    else:
        assert code in error_codes(checked), sentences(checked)
    assert checked.rows == {}
    assert all("{" not in line for language in ("vi", "en") for line in sentences(checked, language))


def test_rates_beside_money_are_listed_as_not_taken_and_columns_that_are_unknown_with_their_words(
    desk: Desk,
) -> None:
    rows = money_table(
        [*HEAD, "NSTW giao", "Tỷ lệ giải ngân (%)", "Vốn ODA giao"],
        *of_provinces((1, 50, 3), (2, 60, 3), (3, 70, 3)),
    )
    checked = desk.check(book(rows), "wide")
    assert checked.reading is not None
    assert [column.reason for column in checked.reading.columns] == ["", "share", "words"]
    assert checked.reading.columns.__next__().fund.value == "central"
    told = [line for line in sentences(checked) if "Vốn ODA giao" in line]
    assert len(told) == 1
    assert "“ODA”" in told[0]


def test_fund_stage_unit_and_programme_are_chosen_where_the_file_does_not_say_them(desk: Desk) -> None:
    rows = money_table(
        [*HEAD, "Kế hoạch vốn", "Số đã chi"],
        *of_provinces((10, 5), (20, 5), (30, 5)),
        title="TỔNG HỢP NĂM 2024",
        unit="",
    )
    content = book(rows)
    reading = desk.check(content, "wide").reading
    assert reading is not None
    (table,) = reading.tables
    plan, paid = table.columns
    unit = Part("million_vnd", "chosen")
    chosen = replace(
        table,
        programme=Part("NTP-SPR-2125", "chosen"),
        columns=(
            replace(plan, fund=Part("central", "chosen"), stage=Part("assigned", "chosen"), unit=unit),
            replace(paid, fund=Part("central", "chosen"), stage=Part("disbursed", "chosen"), unit=unit),
        ),
    )
    given = reading_from_json(reading_as_json(replace(reading, tables=(chosen,))))
    checked = desk.check(content, "wide", reading=given)
    found = {one for one in read(desk, checked) if one[0] == "02"}
    assert found == {("02", "central", "assigned", 10 * MILLION), ("02", "central", "disbursed", 5 * MILLION)}
    assert set(records(desk, checked)["programme_code"]) == {"NTP-SPR-2125"}


def test_choice_of_a_fund_that_the_file_states_otherwise_is_refused(desk: Desk) -> None:
    content = book(money_table([*HEAD, "NSTW giao"], *of_provinces((1,), (2,), (3,))))
    reading = desk.check(content, "wide").reading
    assert reading is not None
    (table,) = reading.tables
    other = replace(table, columns=(replace(table.columns[0], fund=Part("local", "chosen")),))
    checked = desk.check(content, "wide", reading=replace(reading, tables=(other,)))
    assert "choice_contradicted" in error_codes(checked)
    none = replace(table, columns=(replace(table.columns[0], fund=Part("gold", "chosen")),))
    assert "choice_unknown" in error_codes(
        desk.check(content, "wide", reading=replace(reading, tables=(none,)))
    )


def test_money_of_districts_under_a_title_with_their_province(desk: Desk) -> None:
    rows = money_table(
        ["TT", "Huyện, thành phố", "Vốn sự nghiệp NSTW giao"],
        *of_provinces(*[(number,) for number in range(1, 11)], places=DISTRICTS),
        [None, "Toàn tỉnh", 55],
        title=f"PHÂN BỔ VỐN {SPR} TỈNH HÒA BÌNH NĂM 2024",
    )
    money = records(desk, desk.check(book(rows), "wide"))
    assert len(money) == 10
    assert {desk.gazetteer.areas[int(number)].level for number in money["area_id"]} == {"district"}
    assert set(money["period_from"]) == set(money["period_to"]) == {2024}


def test_plan_of_a_period_and_the_day_of_what_was_paid_out_are_kept(desk: Desk) -> None:
    rows = money_table(
        [*HEAD, "Kế hoạch vốn NSTW giai đoạn 2021-2025", "NSTW giải ngân đến hết tháng 9/2024"],
        *of_provinces((90, 5), (90, 5), (90, 5)),
        title=SPR,
    )
    money = records(desk, desk.check(book(rows), "wide"))
    spans = set(
        zip(money["stage"], money["period_from"], money["period_to"], money["as_of"].fillna(""), strict=True)
    )
    assert spans == {("planned", 2021, 2025, ""), ("disbursed", 2024, 2024, "2024-09-30")}


def test_headings_of_households_beside_money_stay_figures(desk: Desk) -> None:
    rows = money_table(
        [*HEAD, "Số hộ nghèo", "NSTW giao"], *of_provinces((100, 1), (200, 2), (300, 3)), title="NĂM 2024"
    )
    checked = desk.check(book(rows), "wide")
    assert checked.reading is not None
    assert not checked.reading.tables[0].of_money
    assert [column.is_taken for column in checked.reading.columns] == [True, False]
