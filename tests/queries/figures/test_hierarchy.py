"""Which areas lie in which across the reform of 2025, asked of both databases."""

from data_access.queries.crosswalk import crosswalk_pairs, earlier_units, lineage
from data_access.queries.figures import figures_of_place
from data_access.queries.hierarchy import area_classes, parts_of
from data_access.store.opening import Store

LAC_SON = ["05266", "05287", "05290", "05293", "05305", "05323", "05329", "05347"]


def test_lac_son_became_eight_whole_communes_of_phu_tho(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = lineage(session, vintage="v2008", level="district", code="157")
    assert found["code"].tolist() == LAC_SON
    assert set(found["relation"]) == {"whole"}
    assert set(found["province_vi"]) == {"Phú Thọ"}


def test_giao_thuy_became_seven_whole_communes_of_ninh_binh(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = lineage(session, vintage="v2008", level="district", code="365")
    assert len(found) == 7
    assert set(found["relation"]) == {"whole"}
    assert set(found["province_vi"]) == {"Ninh Bình"}


def test_phu_tho_of_today_was_made_of_three_provinces(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = lineage(session, vintage="v2025", level="province", code="25")
    assert found["name_vi"].tolist() == ["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"]
    assert set(found["direction"]) == {"predecessor"}


def test_todays_communes_of_an_old_district_are_those_its_communes_went_into(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = parts_of(
            session, level="commune", vintage="v2025", of_vintage="v2008", of_level="district", of_code="157"
        )
    assert found["code"].tolist() == LAC_SON
    assert set(found["province_code"]) == {"25"}


def test_a_commune_that_went_whole_is_not_split_for_the_sake_of_a_namesake(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = lineage(session, vintage="v2008", level="commune", code="11890")
    assert found[["code", "relation", "moved"]].to_numpy().tolist() == [["11911", "whole", "all"]]


def test_a_neighbour_took_land_alone_and_the_people_stayed_together(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = lineage(session, vintage="v2008", level="commune", code="00118")
    assert found[["code", "relation", "moved"]].to_numpy().tolist() == [
        ["00097", "part", "land"],
        ["00118", "part", "all_people"],
    ]


def test_a_district_whose_neighbours_gave_and_took_land_alone_keeps_its_people_together(
    shipped_store: Store,
) -> None:
    with shipped_store.session() as session:
        found = lineage(session, vintage="v2008", level="district", code="017")
    assert set(found["moved"]) == {"all", "all_people", "land"}
    assert set(found.loc[found["moved"] != "all", "relation"]) == {"part"}


def test_crosswalk_pairs_say_what_moved(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        pairs = crosswalk_pairs(session, level="commune", from_vintage="v2008", to_vintage="v2025")
    assert pairs["moved"].value_counts().to_dict() == {
        "all": 9_594,
        "part": 827,
        "land": 83,
        "all_people": 59,
        "people": 2,
        "all_land": 1,
    }


def test_a_region_holds_its_provinces_and_their_districts(shipped_store: Store) -> None:
    region = {"of_vintage": "v2008", "of_level": "region", "of_code": "ch"}
    with shipped_store.session() as session:
        provinces = parts_of(session, level="province", vintage="v2008", **region)
        districts = parts_of(session, level="district", vintage="v2008", **region)
    assert len(provinces) == 5
    assert set(districts["province_code"]) == set(provinces["code"])


def test_a_commune_holds_no_district(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = parts_of(
            session,
            level="district",
            vintage="v2008",
            of_vintage="v2025",
            of_level="commune",
            of_code="05266",
        )
    assert found.empty
    assert found.columns.tolist() == ["code", "province_code"]


def test_every_old_province_goes_whole_into_one_of_34(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        pairs = crosswalk_pairs(session, level="province", from_vintage="v2008", to_vintage="v2025")
    assert len(pairs) == 63
    assert pairs["from_code"].is_unique
    assert pairs["to_code"].nunique() == 34
    assert set(pairs["relation"]) == {"whole"}
    assert (pairs["to_code"].value_counts() == 1).sum() == 11


def test_ha_noi_is_known_to_have_taken_in_ha_tay(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = earlier_units(session, level="province", vintage="v2008")
    rows = found[["code", "from_code", "changed_on"]].to_numpy().tolist()
    # The provinces of before 1997 are known too; of the years with figures by province only this change is.
    assert [row for row in rows if row[2] >= "2005"] == [["01", "28", "2008-08-01"]]
    assert {row[0] for row in rows if row[1] == "ha-bac"} == {"24", "27"}


def test_the_poor_districts_known_are_48_of_74(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = area_classes(session)
    poor = found[found["class_code"] == "poor_district"]
    assert len(poor) == 48
    assert set(poor["list_total"]) == {74}
    assert poor["code"].notna().all()


def test_lac_sons_page_has_its_two_rates_and_its_money(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = figures_of_place(session, vintage="v2008", level="district", code="157")
    rates = found[found["indicator_code"] == "poor_household_rate"].set_index("year")["value"]
    assert (rates[2016], rates[2019]) == (38.5, 15.15)
    money = found[found["indicator_code"] == "programme_allocation"]
    assert money[["period_from", "year", "value"]].to_numpy().tolist() == [[2022, 2023, 26.0]]


def test_giao_thuys_page_has_its_target_as_a_range(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = figures_of_place(session, vintage="v2008", level="district", code="365")
    ranges = found[found["value_min"].notna()]
    assert ranges[["value_min", "value_max"]].to_numpy().tolist() == [[0.05, 0.1]]
