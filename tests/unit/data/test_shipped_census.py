"""The communes of the census of 2019 and today's communes, held to totals that are written out here."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from tests.unit.data.test_shipped_data import Row, rows, units

COUNTED = ("population_urban", "population_rural", "households_urban", "households_rural")
UNCODED = {
    *("Xã Nam Quang", "Xã Bình Lãng", "Xã Vị Quang", "Xã Cải Viên", "Xã Mã Ba", "Xã Thượng Thôn"),
    *("Xã Nguyễn Huệ", "Xã Hợp Thịnh"),
}
ISLANDS = {"318": 1, "471": 1, "536": 3, "755": 1}


def communes() -> list[Row]:
    return rows("census/communes_2019.csv")


def total(listed: list[Row], *columns: str) -> int:
    return sum(int(row[column]) for row in listed for column in columns)


def test_communes_of_the_census_add_up_to_the_official_totals() -> None:
    assert len(communes()) == 11_165
    assert total(communes(), "population_urban", "population_rural") == 96_208_984
    assert total(communes(), "households_urban", "households_rural") == 26_870_079


def test_communes_of_each_province_add_up_to_what_is_printed_for_it() -> None:
    printed = {
        (row["indicator_code"], row["area_code"]): int(row["value"])
        for row in rows("figures/census_2019.csv")
        if row["level"] == "province"
    }
    summed: Counter[tuple[str, str]] = Counter()
    for row in communes():
        for column in COUNTED:
            summed[f"census_{column.partition('_')[0]}", row["province_code"]] += int(row[column])
    assert len(printed) == 126
    assert summed == printed


def test_a_commune_is_urban_or_rural_as_a_whole() -> None:
    for row in communes():
        assert "0" in (row["population_urban"], row["population_rural"]), row["name"]
        assert "0" in (row["households_urban"], row["households_rural"]), row["name"]


def test_communes_without_a_code_and_island_districts_are_named_and_not_guessed() -> None:
    assert {row["name"] for row in communes() if row["reason"] == "uncoded"} == UNCODED
    assert Counter(row["district_now"] for row in communes() if row["reason"] == "no_communes") == ISLANDS
    for row in communes():
        assert (row["commune_now"] == "") == (row["reason"] not in ("", "into_incomplete")), row["name"]


def test_a_commune_went_into_one_of_its_own_district() -> None:
    known = units("v2008", "commune")
    for row in communes():
        if row["commune_now"]:
            assert known[row["commune_now"]]["parent_code"] == row["district_now"], row["name"]


def test_a_commune_of_2025_is_complete_or_listed_with_a_reason() -> None:
    reasons = {row["code"]: row["reason"] for row in rows("census/incomplete_communes.csv")}
    whole = {row["commune_now"] for row in communes() if row["reason"] == ""}
    assert (len(reasons), len(whole)) == (487, 9_548)
    assert whole | reasons.keys() == units("v2008", "commune").keys()
    assert not whole & reasons.keys()
    assert set(reasons.values()) <= {row["code"] for row in rows("census/notes.csv")}


def test_former_districts_are_known_and_hold_communes_of_the_census() -> None:
    former = {row["code"] for row in rows("areas/predecessors.csv") if row["vintage"] == "v2009"}
    listed = {row["code"] for row in rows("census/former_districts.csv")}
    assert listed < former
    assert listed <= {row["district_code"] for row in communes()}


def test_today_has_3321_communes_of_which_those_of_former_bac_lieu_are_empty() -> None:
    listed = rows("communes/today.csv")
    assert {row["code"] for row in listed} == units("v2025", "commune").keys()
    empty = {row["code"] for row in listed if row["note"] == "bac_lieu"}
    assert empty == {row["code"] for row in listed if not row["land_area"]}
    assert empty == {row["code"] for row in listed if not row["registered_population"]}
    districts = units("v2008", "district")
    of_bac_lieu = {
        row["to_code"]
        for row in rows("crosswalk.csv")
        if (row["from_vintage"], row["from_level"]) == ("v2008", "commune")
        and districts[units("v2008", "commune")[row["from_code"]]["parent_code"]]["parent_code"] == "95"
    }
    assert empty == of_bac_lieu
    assert len(empty) == 25


@pytest.mark.parametrize(
    ("province", "people"), [("79", 14_668_098), ("48", 3_122_915), ("91", 4_995_214), ("25", 4_022_493)]
)
def test_registered_people_of_a_province_are_what_the_known_slips_say(province: str, people: int) -> None:
    parents = units("v2025", "commune")
    inside = [row for row in rows("communes/today.csv") if parents[row["code"]]["parent_code"] == province]
    assert total(inside, "registered_population") == people


def test_areas_of_communes_add_up_to_their_province_except_where_a_note_says_so() -> None:
    new = {
        row["from_code"]: row["to_code"]
        for row in rows("crosswalk.csv")
        if (row["from_vintage"], row["from_level"]) == ("v2008", "province")
    }
    printed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows("figures/nso_population_and_area.csv"):
        if (row["indicator_code"], row["level"]) == ("land_area", "province"):
            printed[new[row["area_code"]]] += Decimal(row["value"])
    summed: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows("communes/today.csv"):
        summed[units("v2025", "commune")[row["code"]]["parent_code"]] += Decimal(row["land_area"] or 0)
    off = {code for code, area in printed.items() if abs(summed[code] / area - 1) > Decimal("0.002")}
    of_land = [row["code"] for row in rows("communes/notes.csv") if row["indicator_code"] == "land_area"]
    noted = {code.rpartition("_")[2] for code in of_land}
    assert off == {"22", "37", "48", "86", "91", "96"}
    assert noted == off - {"96"}
