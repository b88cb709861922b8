"""What checking a file finds, held against the shipped store on both databases."""
# ruff: noqa: E501 — a case a line reads as a table.

import datetime as dt
import io

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from sqlalchemy import text

from data_access.store.opening import Store
from data_access.workbooks import (
    TEMPLATE_KINDS,
    changed_totals,
    coloured_workbook,
    target_columns,
    template_csv,
    what_changes,
)
from tests.fixtures.bad_workbooks import HEAD, faulty, refused, table
from tests.queries.office_desk import HOA_BINH, Desk, codes, sentences
from vocabulary.words import Words


@pytest.fixture(scope="module")
def desk(shipped_on_sqlite: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk on SQLite: what stands in a file is the same whatever the database."""
    return Desk(shipped_on_sqlite, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk_on_each(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk on each database: for what the store has to say."""
    return Desk(shipped_store, tmp_path_factory.mktemp("desk-on-each"))


def filled(book: openpyxl.Workbook, rows: dict[str, dict[str, object]], sheet: int = 1) -> bytes:
    """A template with its source and, by area code and indicator, its cells filled."""
    for row in book.worksheets[0].iter_rows():
        if row[0].value == "source_title":
            row[2].value = "Quyết định phê duyệt kết quả rà soát"
    page = book.worksheets[sheet]
    columns = {cell.value: cell.column for cell in page[6]}
    for row in page.iter_rows(min_row=7):
        for code, value in rows.get(str(row[0].value), {}).items():
            page.cell(row[0].row, columns[code]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_fault_of_the_corpus_is_told_with_its_cell(desk: Desk) -> None:
    for name, (_, content, code) in faulty().items():
        checked = desk.check(content, "figures" if code == "unknown_indicator" else "form_1")
        assert code in codes(checked), name
        for language in ("vi", "en"):
            assert all("{" not in line for line in sentences(checked, language)), name
        if checked.blocked:
            assert checked.rows == {}, name
        assert coloured_workbook(content, checked.findings, Words("vi")).startswith(b"PK"), name


def test_columns_that_name_nothing_are_no_table(desk: Desk) -> None:
    _, content, code = refused()["many columns without addresses"]
    assert code in codes(desk.check(content))


def test_parts_and_total_are_told_with_the_sum(desk: Desk) -> None:
    head = "area_code,year,poor_households,near_poor_households,poor_and_near_poor_households"
    checked = desk.check(table("01,2023,311981,159590,417571", head=head))
    assert any(
        line
        == "Sheet CSV, ô E2: Số hộ nghèo và hộ cận nghèo 417.571 không bằng tổng 311.981 + 159.590 = 471.571."
        for line in sentences(checked)
    )


def test_identity_of_form_2_is_held_with_the_number_that_it_gives(desk: Desk) -> None:
    head = (
        "area_code,year,poor_households_at_start,households_poor_to_near_poor,poor_households_rising_above,"
        "poor_households_other_decrease,households_near_poor_to_poor,households_relapsed_into_poverty,"
        "households_newly_poor,poor_households_other_increase,poor_households"
    )
    assert codes(desk.check(table("17,2024,100,20,10,1,2,3,4,5,83", head=head))) == {"codes_without_names"}
    line = sentences(desk.check(table("17,2024,100,20,10,1,2,3,4,5,84", head=head)))[0]
    assert line.endswith("84 không bằng tổng 100 + 2 + 3 + 4 + 5 − 20 − 10 − 1 = 83.")


@pytest.mark.parametrize(
    ("head", "line", "code"),
    [
        ("area_code,year,poor_households,poor_deprivations_total", "17,2024,100,299", "less_than_times"),
        ("area_code,year,poor_households,poor_deprivations_total", "17,2024,100,1201", "more_than_times"),
        ("area_code,year,near_poor_households,near_poor_deprivations_total", "17,2024,100,201", "more_than_times"),
        ("area_code,year,poor_households,total_households,poor_household_rate", "17,2024,100,1000,11", "rate_differs"),
        ("area_code,year,poor_household_rate", "17,2024,101", "over_100"),
        ("area_code,year,poor_households,standard_code", "17,2024,1,review-md-2016", "standard_not_in_force"),
        ("area_code,year,poor_households,standard_code", "17,2021,1,review-md-2022", "standard_as_baseline"),
        ("area_code,year,poor_households,status", "17,2024,1,certain", "unknown_word"),
        ("area_code,year,poor_households,source_code", "17,2024,1,no-such", "unknown_source"),
    ],
)  # fmt: skip
def test_rules_of_figures_are_held(desk: Desk, head: str, line: str, code: str) -> None:
    checked = desk.check(table(line, head=head))
    assert codes(checked) - {"another_value_in_store", "codes_without_names"} == {code}
    assert all("{" not in said for language in ("vi", "en") for said in sentences(checked, language))


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("area_name,year,poor_households", "Hà Tây,2024,1"),
        ("area_code,area_name,year,poor_households", "28,Hà Tây,2024,1"),
    ],
)
def test_province_that_is_gone_since_2008_is_named_with_its_last_day(
    desk: Desk, head: str, line: str
) -> None:
    checked = desk.check(table(line, head=head))
    assert codes(checked) >= {"place_ended"}
    assert any("sau ngày 31/7/2008" in said for said in sentences(checked))
    assert any("since 31 July 2008" in said for said in sentences(checked, "en"))


def test_file_without_a_source_is_blocked(desk: Desk) -> None:
    checked = desk.check(table("17,Hòa Bình,2024,10,1"), source=None, source_code=None)
    assert codes(checked) >= {"source_missing"}
    assert checked.blocked


def test_template_of_hoa_binh_comes_back_as_figures_with_their_rates(desk: Desk) -> None:
    book = desk.template("form_1")
    sheet = book.worksheets[1]
    assert [sheet["A7"].value, sheet["B7"].value] == ["17", "Tỉnh Hòa Bình"]
    assert sheet.max_row == 6 + 1 + 10 + 151
    rows: dict[str, dict[str, object]] = {
        "157": {
            "total_households": 1000,
            "persons": 4000,
            "poor_households": 123,
            "near_poor_households": "45",
        },
        "148": {"total_households": 2000, "persons": 8000, "poor_households": 10},
    }
    checked = desk.check(filled(book, rows), "sources")
    assert checked.findings.empty
    assert checked.kind == "form_1"
    figures = checked.rows["figures"]
    assert list(figures.columns) == target_columns("figures")
    rates = figures[figures["indicator_code"] == "poor_household_rate"].set_index("area_id")["value"]
    assert sorted(rates) == [0.5, 12.3]
    assert set(figures["standard_code"].dropna()) == {"review-md-2022"}
    assert list(checked.rows["sources"]["title"]) == ["Quyết định phê duyệt kết quả rà soát"]
    with desk.store.session() as session:
        changes = what_changes(session, checked)
    assert set(changes["level"]) == {"district"}
    assert int(changes.loc[changes["indicator_code"] == "poor_households", "after"].iloc[0]) == 133


def test_forms_of_one_workbook_must_agree(desk: Desk) -> None:
    book = desk.template("review")
    filled(book, {"157": {"poor_households": 100, "total_households": 1000}}, sheet=1)
    raw = filled(book, {"157": {"poor_households": 101}}, sheet=2)
    line = next(line for line in sentences(desk.check(raw)) if "hai biểu" in line)
    assert line.startswith("Sheet Biểu 2, ô K")
    assert "sheet Biểu 1, ô E" in line


def test_total_of_an_area_is_the_sum_of_its_parts(desk: Desk) -> None:
    communes = "04795,04798"
    lines = [f"{code},,2024,10,{poor}" for code, poor in zip(communes.split(","), (30, 30), strict=True)]
    checked = desk.check(table("148,,2024,100,50", *lines))
    assert "area_differs_from_parts" in codes(checked)


def test_figures_outside_the_place_of_the_template_are_errors(desk: Desk) -> None:
    assert codes(desk.check(table("25,Phú Thọ,2024,10,1"), place=HOA_BINH)) == {"outside_place"}


def test_coloured_workbook_marks_the_cells_and_runs_nothing(desk: Desk) -> None:
    book = desk.template("form_1")
    raw = filled(book, {"157": {"total_households": "-", "persons": "=cmd|'/C calc'!A0"}})
    checked = desk.check(raw)
    coloured = openpyxl.load_workbook(io.BytesIO(coloured_workbook(raw, checked.findings, Words("vi"))))
    assert coloured.sheetnames[0] == "Kết quả kiểm tra"
    page = coloured["Biểu 1"]
    row = next(cell.row for cell in page["A"] if cell.value == "157")
    assert page.cell(row, 3).fill.fgColor.rgb == "FFF4B6AE"
    assert "dấu gạch" in page.cell(row, 3).comment.text
    assert page.cell(row, 4).data_type == "s"
    assert str(page.cell(row, 4).value).startswith("'=")


@pytest.mark.parametrize("kind", [kind for kind in TEMPLATE_KINDS if not kind.startswith("form")])
def test_every_template_opens_and_its_csv_has_the_same_columns(desk: Desk, kind: str) -> None:
    book = desk.template(kind, language="en")
    with desk.store.session() as session:
        head = template_csv(session, kind, HOA_BINH, "en", 2024).decode("utf-8-sig").splitlines()[0]
    columns = {cell.value for sheet in book.worksheets[1:-1] for cell in sheet[6] if cell.value}
    assert {column for column in columns if "?" not in column} <= set(head.split(","))


def test_from_2025_on_a_template_has_communes_only(desk: Desk) -> None:
    with desk.store.session() as session:
        raw = template_csv(session, "form_1", ("v2025", "province", "25"), "vi", 2025)
    rows = pd.read_csv(io.BytesIO(raw), dtype=str)
    assert set(rows["area_code"].str.len()) == {2, 5}
    assert len(rows) == 1 + 148


def test_pxweb_table_loads_as_it_is(desk: Desk) -> None:
    raw = (
        '"Tỷ lệ hộ nghèo theo Chuẩn nghèo đa chiều phân theo địa phương"\n\n'
        '"Địa phương","2022","Sơ bộ 2023"\n"CẢ NƯỚC",4.2,3.4\n"Đồng bằng sông Hồng",1.0,..\n'
        '"Hà Nội",0.1,0.2\n"TP. Hồ Chí Minh",0,0.01\n"Thừa Thiên-Huế",3.1,2.25\n"Nguồn: Tổng cục Thống kê",,\n'
    ).encode("utf-8-sig")
    checked = desk.check(raw, "pxweb", indicator="survey_multidimensional_poverty_rate", source_kind="survey")
    assert not checked.blocked
    figures = checked.rows["figures"]
    assert len(figures) == 10
    assert list(figures.loc[figures["year"] == 2023, "status"].unique()) == ["preliminary"]
    assert list(figures["state"].value_counts()[["reported", "missing"]]) == [9, 1]
    assert set(figures["standard_code"]) == {"survey-md-2022"}


def annex(desk: Desk) -> bytes:
    """A table as the ministry's decisions have it: 63 provinces, merged headings, regions in between."""
    with desk.store.session() as session:
        from data_access.queries.areas import areas

        names = list(areas(session, level="province", vintage="v2008")["full_name_vi"])
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2023"])
    sheet.merge_cells("A1:G1")
    sheet.append(["TT", "Tỉnh/Thành phố", "Tổng số hộ dân", "Hộ nghèo", None, "Hộ cận nghèo", None])
    sheet.append([None, None, None, "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)"])
    for merged in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"):
        sheet.merge_cells(merged)
    sheet.append(["I", "Miền núi Đông Bắc", 5, 5, 5.0, 5, 5.0])
    for number, name in enumerate(names, start=1):
        total, poor, near = 10_000 + number, 100 + number, 50 + number
        sheet.append(
            [number, name, total, poor, round(100 * poor / total, 2), near, round(100 * near / total, 2)]
        )
    sheet.append([None, "Người lập biểu"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_annex_of_63_provinces_loads_as_it_is(desk_on_each: Desk) -> None:
    desk = desk_on_each
    checked = desk.check(annex(desk), "wide", year=2023, level="province")
    # The figures are invented: that they leap from those of the store is as it should be.
    assert codes(checked) <= {"row_left_out", "another_value_in_store", "leap"}
    figures = checked.rows["figures"]
    told = figures.groupby("indicator_code")["area_id"].nunique()
    assert told[["total_households", "poor_households", "near_poor_household_rate"]].tolist() == [63, 63, 63]


def test_table_with_tags_loads_by_them(desk: Desk) -> None:
    raw = b"Province,Year,Poor\n#adm1+code,#date+year,#indicator+poor_households\nVN17,2024,12\n"
    figures = desk.check(raw, "hxl").rows["figures"]
    assert figures[["indicator_code", "year", "value"]].values.tolist() == [["poor_households", 2024, 12.0]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_encodings_of_offices_are_read(desk: Desk, encoding: str) -> None:
    import unicodedata

    text = f"{HEAD}\n17,Hòa Bình,2024,10,1\n"
    if encoding == "cp1258":
        # Windows keeps tones apart from their letters.
        text = text.replace("ò", "o\u0300").replace("ì", unicodedata.normalize("NFD", "ì"))
    checked = desk.check(text.encode(encoding))
    assert not checked.blocked, sentences(checked)


def test_money_is_held_to_what_was_assigned(desk_on_each: Desk) -> None:
    desk = desk_on_each
    head = (
        "area,scope,programme_code,project_code,period_from,period_to,fund,stage,amount_vnd,amount_unit,as_of"
    )
    lines = [
        '157 · Huyện Lạc Sơn,programme,NTP-SPR-2125,P2,2023,2023,total,đã giao,"1,5",tỷ đồng,',
        "157 · Huyện Lạc Sơn,programme,NTP-SPR-2125,P2,2023,2023,total,disbursed,2,billion,31/12/2023",
    ]
    checked = desk.check(table(*lines, head=head), "money")
    assert codes(checked) == {"disbursed_more"}
    assert "2.000.000.000 đồng vượt vốn giao và vốn kéo dài 1.500.000.000" in sentences(checked)[0]
    good = desk.check(table(lines[0], head=head), "money")
    assert not good.blocked, sentences(good)
    assert good.rows["money"]["amount_vnd"].tolist() == [1_500_000_000]


def test_money_with_and_without_what_was_carried_over_is_not_added_up(desk_on_each: Desk) -> None:
    desk = desk_on_each
    head = "area,scope,programme_code,project_code,period_from,period_to,fund,stage,with_carried_over,amount_vnd,as_of"
    place = "157 · Huyện Lạc Sơn,programme,NTP-SPR-2125,P2,2023,2023,total"
    lines = [
        f"{place},assigned,no,100,",
        f"{place},carried_over,no,9,",
        f"{place},disbursed,no,80,31/12/2023",
        f"{place},disbursed,yes,88,31/12/2023",
    ]
    told_twice = desk.check(table(*lines, head=head), "money")
    assert not told_twice.blocked, sentences(told_twice)
    too_much = desk.check(table(*lines[:3], f"{place},disbursed,yes,110,31/12/2023", head=head), "money")
    assert codes(too_much) == {"disbursed_more"}
    assert [
        sentence
        for sentence in sentences(too_much)
        if "110 đồng vượt vốn giao và vốn kéo dài 109" in sentence
    ]
    # An assignment that includes what was carried over stands for both.
    whole = [f"{place},assigned,yes,110,", lines[1], f"{place},disbursed,yes,110,31/12/2023"]
    assert not desk.check(table(*whole, head=head), "money").blocked


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH], ids=["1900", "1904"])
def test_a_day_is_the_same_whichever_year_a_workbook_counts_from(desk: Desk, epoch: dt.datetime) -> None:
    book = openpyxl.Workbook()
    book.epoch = epoch
    head = ("area", "programme_code", "period_from", "period_to", "fund", "stage", "amount_vnd", "decided_on")
    row = ("157 · Lạc Sơn", "NTP-SPR-2125", 2024, 2024, "central", "assigned", 5)
    as_number = (dt.datetime(2024, 3, 15) - epoch).days
    for line in (head, (*row, dt.date(2024, 3, 15)), ("148 · Hòa Bình", *row[1:], as_number)):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    checked = desk.check(out.getvalue(), "money", year=2024)
    assert not checked.blocked, sentences(checked)
    assert checked.rows["money"]["decided_on"].tolist() == ["2024-03-15"] * 2


def test_project_is_not_taken_before_it_began(desk: Desk) -> None:
    head = "area,programme_code,project_code,period_from,period_to,fund,stage,amount_vnd"
    checked = desk.check(
        table("157 · Lạc Sơn,NTP-SPR-2125,P5,2022,2022,total,assigned,5", head=head), "money"
    )
    assert {"project_not_in_year", "project_not_here"} <= codes(checked)
    # The years of a project are known and block; of the poor districts only a part is, so that warns.
    severities = dict(zip(checked.findings["code"], checked.findings["severity"], strict=True))
    assert (severities["project_not_in_year"], severities["project_not_here"]) == ("error", "warning")


def test_totals_of_the_province_and_the_nation_are_told_before_and_after(desk_on_each: Desk) -> None:
    head = "area_code,area_name,year,total_households,poor_households"
    checked = desk_on_each.check(table("148,,2024,1000,100", "157,,2024,1000,40", head=head))
    with desk_on_each.store.session() as session:
        found = changed_totals(session, checked, desk_on_each.gazetteer)
        # Districts of the old units: what is stored of them, by an own question.
        stored = session.execute(
            text(
                "SELECT count(*), coalesce(sum(figure.value), 0) FROM figure JOIN area ON area.id = area_id"
                " WHERE indicator_code = 'poor_households' AND year = 2024 AND preference = 1"
                " AND level = 'district' AND vintage = 'v2008' AND value IS NOT NULL"
            )
        ).one()
    poor = found[found["indicator_code"] == "poor_households"].set_index("whole")
    assert set(poor.index) == {"v2008.province.17", "v2008.nation.VN"}
    province, nation = poor.loc["v2008.province.17"], poor.loc["v2008.nation.VN"]
    assert (province["areas_before"], province["areas_after"], province["after"]) == (0, 2, 140)
    assert pd.isna(province["before"])
    assert (nation["areas_before"], nation["before"]) == tuple(stored)
    assert (nation["areas_after"], nation["after"]) == (stored[0] + 2, stored[1] + 140)
    # Rates do not add up.
    assert "poor_household_rate" not in set(found["indicator_code"])
