"""The census of 2019 in the store, and its sums on today's communes computed a second time from the files."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from data_access.comparing.counted import PEOPLE
from data_access.comparing.restating import Indicator, restated
from data_access.queries.crosswalk import crosswalk_pairs
from data_access.queries.figures import figures_by_area, figures_of_area
from data_access.store.opening import Store
from data_access.store.settings import ROOT

DATA = ROOT / "data"
POPULATION, HOUSEHOLDS, SIZE = "census_population", "census_households", "census_household_size"
DENSITY = "census_population_density"
LAC_SON, GIAO_THUY = "157", "365"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def counted() -> dict[str, tuple[int, int]]:
    """People and households of former communes by code, from the lines of the census."""
    incomplete = {row["code"] for row in rows(DATA / "census/incomplete_communes.csv")}
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows(DATA / "census/communes_2019.csv"):
        if row["commune_now"] and row["commune_now"] not in incomplete:
            people = int(row["population_urban"]) + int(row["population_rural"])
            households = int(row["households_urban"]) + int(row["households_rural"])
            known = found[row["commune_now"]]
            found[row["commune_now"]] = (known[0] + people, known[1] + households)
    return dict(found)


@cache
def expected() -> dict[str, tuple[int, int]]:
    """People and households of today's communes whose former communes sent people nowhere else."""
    ways = [
        row
        for row in rows(DATA / "crosswalk.csv")
        if row["from_level"] == row["to_level"] == "commune" and row["moved"] != "land"
    ]
    heirs: defaultdict[str, set[str]] = defaultdict(set)
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for row in ways:
        heirs[row["from_code"]].add(row["to_code"])
        parts[row["to_code"]].add(row["from_code"])
    known = counted()
    return {
        code: (sum(known[part][0] for part in found), sum(known[part][1] for part in found))
        for code, found in parts.items()
        if all(len(heirs[part]) == 1 and part in known for part in found)
    }


def figures(store: Store, indicator: str, level: str, vintage: str) -> pd.DataFrame:
    with store.session() as session:
        return figures_by_area(session, indicator, level=level, vintages=[vintage])


def on_todays_communes(store: Store, indicator: str, rule: Indicator) -> pd.DataFrame:
    with store.session() as session:
        pairs = crosswalk_pairs(session, level="commune", from_vintage="v2008", to_vintage="v2025")
    people, households, own = (
        figures(store, code, "commune", "v2008") for code in (POPULATION, HOUSEHOLDS, indicator)
    )
    return restated(own, pairs, rule, numerator=people, denominator=households)


@pytest.mark.parametrize("level", ["nation", "province", "district"])
def test_every_level_has_all_people_and_households(shipped_store: Store, level: str) -> None:
    assert figures(shipped_store, POPULATION, level, "v2008")["value"].sum() == 96_208_984
    assert figures(shipped_store, HOUSEHOLDS, level, "v2008")["value"].sum() == 26_870_079
    urban = figures(shipped_store, "census_population_urban", level, "v2008")["value"].sum()
    assert urban == 33_122_548


def test_communes_have_the_people_of_which_it_is_known_where_they_belong(shipped_store: Store) -> None:
    found = figures(shipped_store, POPULATION, "commune", "v2008")
    assert found["state"].value_counts().to_dict() == {"reported": 9_548, "missing": 487}
    assert found["value"].sum() == sum(people for people, _ in counted().values())
    missing = found[found["state"] == "missing"]
    assert missing["note_vi"].notna().all()
    assert missing["note_en"].notna().all()


@pytest.mark.parametrize(("district", "households"), [(LAC_SON, 34_785), (GIAO_THUY, 55_565)])
def test_a_district_has_the_households_of_the_census(
    shipped_store: Store, district: str, households: int
) -> None:
    with shipped_store.session() as session:
        found = figures_of_area(session, HOUSEHOLDS, vintage="v2008", level="district", code=district)
    assert found["value"].tolist() == [households]
    assert found["note_vi"].isna().all()


def test_a_district_that_was_merged_later_has_its_own_figure_and_is_in_that_of_its_heir(
    shipped_store: Store,
) -> None:
    with shipped_store.session() as session:
        hoanh_bo = figures_of_area(session, POPULATION, vintage="v2009", level="district", code="204")
        ha_long = figures_of_area(session, POPULATION, vintage="v2008", level="district", code="193")
    lines = rows(DATA / "census/communes_2019.csv")
    people = {
        code: sum(
            int(row["population_urban"]) + int(row["population_rural"])
            for row in lines
            if row["district_code"] == code
        )
        for code in ("193", "204")
    }
    assert hoanh_bo["value"].tolist() == [people["204"]]
    assert ha_long["value"].tolist() == [people["193"] + people["204"]]
    assert "địa giới" in ha_long["note_vi"].iloc[0]


def test_sums_on_todays_communes_are_those_of_the_files(shipped_store: Store) -> None:
    for place, indicator in enumerate((POPULATION, HOUSEHOLDS)):
        found = on_todays_communes(shipped_store, indicator, Indicator("sum", 0, PEOPLE))
        known = found[found["value"].notna()]
        assert dict(zip(known["area_code"], known["value"], strict=True)) == {
            code: counts[place] for code, counts in expected().items()
        }
        assert set(known["restated"]) == {"exact", "unchanged"}
    assert len(expected()) == 2_617


def test_a_commune_of_today_with_an_unknown_part_says_why_it_has_no_sum(shipped_store: Store) -> None:
    found = on_todays_communes(shipped_store, POPULATION, Indicator("sum", 0, PEOPLE))
    refused = found[found["state"] == "not_computable"]
    assert refused["reason"].value_counts().to_dict() == {"split_unit": 389, "part_missing": 306}
    assert refused["value"].isna().all()


@pytest.mark.parametrize(
    ("province", "district", "households"), [("25", LAC_SON, 34_785), ("37", GIAO_THUY, 55_565)]
)
def test_communes_of_today_make_a_district_of_which_nothing_went_elsewhere(
    shipped_store: Store, province: str, district: str, households: int
) -> None:
    former = {row["code"] for row in rows(DATA / "areas/communes.csv") if row["parent_code"] == district}
    heirs = {row["to_code"] for row in rows(DATA / "crosswalk.csv") if row["from_code"] in former}
    found = on_todays_communes(shipped_store, HOUSEHOLDS, Indicator("sum", 0, PEOPLE))
    here = found[found["area_code"].isin(heirs)]
    assert here["value"].sum() == households


def test_people_per_household_are_divided_from_the_sums_of_both(shipped_store: Store) -> None:
    found = on_todays_communes(shipped_store, SIZE, Indicator("ratio", 2, PEOPLE, times=1))
    known = found[found["value"].notna()]
    assert len(known) == 2_617
    for row in known.to_dict("records"):
        people, households = expected()[row["area_code"]]
        assert row["value"] == pytest.approx(people / households, abs=0.0050001)


def test_density_is_people_of_the_census_on_the_area_of_today(shipped_store: Store) -> None:
    areas = {row["code"]: row["land_area"] for row in rows(DATA / "communes/today.csv")}
    found = figures(shipped_store, DENSITY, "commune", "v2025")
    known = found[found["value"].notna()].set_index("area_code")
    assert set(known.index) == {code for code in expected() if areas[code]}
    for code, row in known.iterrows():
        exact = expected()[str(code)][0] / float(areas[str(code)])
        assert row["value"] == pytest.approx(exact, abs=0.5001 * 10.0 ** -row["decimals"])
    assert found.loc[found["value"].isna(), "note_en"].notna().all()


def test_registered_population_is_of_2024_and_of_communes_alone(shipped_store: Store) -> None:
    found = figures(shipped_store, "registered_population", "commune", "v2025")
    assert set(found["year"]) == {2024}
    assert found["state"].value_counts().to_dict() == {"reported": 3_296, "missing": 25}
    assert figures(shipped_store, "registered_population", "province", "v2025").empty
    noted = found[found["note_vi"].fillna("").str.contains("4,75%")]
    assert len(noted) == 168
