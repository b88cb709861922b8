"""Shipped rows that were held to their texts again: what each says, and how surely."""

from collections import defaultdict

import pytest

from tests.unit.data.test_shipped_programmes import BILLION, Row, money, programme_rows, rows

INTEGRATED = "NTP-INT-2635"
# Tables of a decision or a yearbook: all of one table and year are printed with as many decimals.
TABLES = (
    *("qd-217-2025", "tbtc-2024-02", "backan-2019", "baodaklak-2019-01", "brvt-2023-02"),
    *("quangngai-yearbook-2016", "bacgiang-indicators"),
)


def figure(name: str, **wanted: str) -> Row:
    (found,) = (row for row in rows(f"figures/{name}.csv") if wanted.items() <= row.items())
    return found


@pytest.mark.parametrize(
    ("fund", "code", "amount"),
    [
        ("other_programmes", "integrated_ntp_from_other_programmes", 360_000),
        ("total", "integrated_ntp_total_resources", 1_044_000),
    ],
)
def test_what_is_to_come_from_elsewhere_is_about(fund: str, code: str, amount: int) -> None:
    (row,) = money(programme_code=INTEGRATED, fund=fund)
    assert (int(row["amount_vnd"]), row["qualifier"]) == (amount * BILLION, "about")
    assert figure("programme_funding", indicator_code=code)["qualifier"] == "about"


def test_what_is_left_of_at_least_75000_is_a_least_amount_and_derived() -> None:
    (row,) = money(programme_code="NTP-SPR-2125", fund="mobilised", stage="planned", area_code="VN")
    printed = figure("programme_funding", indicator_code="programme_other_mobilised", area_code="VN")
    for found in (row, printed):
        assert found["qualifier"] == "at_least"
        assert "“tối thiểu 75.000” − 48.000 − 12.690" in found["note_vi"]
    assert printed["status_note"] == "derived by subtraction"


def test_the_fall_of_ha_giang_is_said_to_be_net_and_of_poor_and_near_poor() -> None:
    told = figure(
        "programme_outcomes", indicator_code="households_escaped_multidimensional_poverty", area_code="02"
    )
    aimed = figure("programme_targets", indicator_code="target_households_to_escape", area_code="02")
    (outcome,) = (row for row in programme_rows("outcomes.csv") if row["note_vi"] == told["note_vi"])
    (target,) = (row for row in programme_rows("targets.csv") if row["note_vi"] == aimed["note_vi"])
    assert (told["value"], outcome["value"], aimed["value"], target["value"]) == (
        *("11710", "11710"),
        *("8493", "8493"),
    )
    assert all("mức giảm ròng, gồm cả hộ cận nghèo" in row["note_vi"] for row in (told, aimed))


def test_ha_noi_of_2016_is_by_the_citys_own_standard() -> None:
    (standard,) = (row for row in rows("standards.csv") if row["code"] == "local-ha-noi-2016")
    assert (standard["kind"], "12/2016/QĐ-UBND" in standard["legal_basis"]) == ("local", True)
    found = [
        row
        for row in rows("figures/review_results.csv")
        if (row["area_code"], row["year"], row["source_code"]) == ("01", "2016", "hanoimoi-2016")
    ]
    assert len(found) == 4
    assert {row["standard_code"] for row in found} == {"local-ha-noi-2016"}
    assert all("chuẩn nghèo của Thành phố" in row["note_vi"] for row in found)


def test_lao_cai_of_2021_is_of_the_beginning_of_the_year() -> None:
    for code in ("poor_household_rate", "poor_households"):
        row = figure("review_results", indicator_code=code, vintage="v2025", area_code="15", year="2021")
        assert (row["as_of"], "“đầu năm 2021”" in row["note_vi"]) == ("2021-01", True)


def test_soc_trang_of_2020_names_what_other_sources_print() -> None:
    row = figure("review_results", indicator_code="poor_household_rate", area_code="94", year="2020")
    assert row["value"] == "2.66"
    assert all(number in row["note_vi"] for number in ("8.617", "2,67%", "3,81%"))


def test_credit_of_nghe_an_says_what_was_not_seen() -> None:
    for code in ("vbsp_policy_credit_growth", "vbsp_total_policy_credit_capital"):
        row = figure("local_targets_and_credit", indicator_code=code, area_code="40")
        assert "chưa thấy" in row["note_vi"]


def test_rates_of_one_table_have_as_many_decimals() -> None:
    decimals = defaultdict(set)
    for row in rows("figures/review_results.csv"):
        if row["source_code"] in TABLES and "rate" in row["indicator_code"] and row["value"]:
            decimals[row["source_code"]].add(row["decimals"])
            assert len(row["value"].partition(".")[2]) == int(row["decimals"])
    assert decimals == {table: {"2"} for table in TABLES}


def test_bac_giang_under_nine_headings_is_kept_and_not_believed() -> None:
    doubted = [row for row in rows("figures/review_results.csv") if row["doubtful"] == "1"]
    assert {row["source_code"] for row in doubted} == {"bacgiang-indicators"}
    assert len(doubted) == 24
    assert all("chín tiêu đề năm" in row["note_vi"] for row in doubted)
    assert [
        row for row in rows("figures/review_results.csv") if row["source_code"] == "bacgiang-indicators"
    ] == doubted
