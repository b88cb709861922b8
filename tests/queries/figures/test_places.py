from typing import Any

import pandas as pd

from data_access.queries.places import PLACE_COLUMNS, lay_out, places
from data_access.store.opening import Store
from tests.unit.data_access.place_search.shipped_places import shipped_places


def place(frame: pd.DataFrame, vintage: str, level: str, code: str) -> dict[str, Any]:
    """The columns of one area with a value, under its newest name."""
    is_it = (frame["vintage"] == vintage) & (frame["level"] == level) & (frame["code"] == code)
    return {str(column): value for column, value in frame[is_it].iloc[-1].dropna().items()}


def test_places_come_by_vintage_level_and_code_with_every_name_they_bore(store: Store) -> None:
    with store.session() as session:
        found = places(session)
    assert found[["vintage", "level", "code", "name_vi", "name_from"]].values.tolist() == [
        ["v2008", "province", "02", "Hà Giang", "2008-08-01"],
        ["v2008", "province", "15", "Yên Bái", "2008-08-01"],
        ["v2008", "province", "48", "Đà Nẵng", "2008-08-01"],
        ["v2008", "province", "48", "Đà Nẵng mới", "2025-01-01"],
        ["v2008", "district", "132", "Trạm Tấu", "2008-08-01"],
        ["v2008", "commune", "04585", "Hát Lừu", "2008-08-01"],
        ["v2025", "province", "15", "Lào Cai", "2025-07-01"],
        ["v2025", "commune", "04585", "Hạnh Phúc", "2025-07-01"],
    ]


def test_area_that_ended_says_what_was_above_it_and_where_it_lies_now(store: Store) -> None:
    with store.session() as session:
        found = place(places(session), "v2008", "commune", "04585")
    assert found == {
        "vintage": "v2008",
        "level": "commune",
        "code": "04585",
        "kind": "xa",
        "name_vi": "Hát Lừu",
        "name_en": "Hat Luu",
        "full_name_vi": "Xã Hát Lừu",
        "full_name_en": "Hat Luu Commune",
        "name_from": "2008-08-01",
        "name_to": "2025-06-30",
        "valid_from": "2008-08-01",
        "valid_to": "2025-06-30",
        "district_code": "132",
        "district_name_vi": "Trạm Tấu",
        "district_name_en": "Tram Tau",
        "province_code": "15",
        "province_name_vi": "Yên Bái",
        "province_name_en": "Yen Bai",
        "now_vintage": "v2025",
        "now_code": "15",
        "now_name_vi": "Lào Cai",
        "now_name_en": "Lao Cai",
        "successors": 1,
    }


def test_area_of_today_has_no_successors(store: Store) -> None:
    with store.session() as session:
        found = place(places(session), "v2025", "commune", "04585")
    assert found["successors"] == 0
    assert found["province_name_vi"] == "Lào Cai"
    assert {"valid_to", "district_code", "now_code"}.isdisjoint(found)


def test_columns_have_their_types_also_without_areas(store: Store) -> None:
    with store.session() as session:
        found = places(session)
    for frame in (found, lay_out([], [], [])):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == PLACE_COLUMNS


def test_every_area_of_every_vintage_ships(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = places(session)
    counts = found.drop_duplicates(["vintage", "level", "code"]).groupby(["vintage", "level"]).size()
    assert counts.to_dict() == {
        ("v1976", "province"): 25,
        ("v2004", "province"): 1,
        ("v2009", "district"): 28,
        ("v2008", "commune"): 10035,
        ("v2008", "district"): 696,
        ("v2008", "province"): 63,
        ("v2025", "commune"): 3321,
        ("v2025", "province"): 34,
    }


def test_shipped_districts_and_provinces_say_where_they_went(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = places(session)
    went = {
        (area["name_vi"], area["now_name_vi"], area["successors"])
        for area in (
            place(found, "v2008", "district", "157"),
            place(found, "v2008", "district", "365"),
            place(found, "v2008", "district", "498"),
            place(found, "v2004", "province", "28"),
            place(found, "v2008", "province", "15"),
        )
    }
    assert went == {
        ("Lạc Sơn", "Phú Thọ", 8),
        ("Giao Thủy", "Ninh Bình", 7),
        ("Hoàng Sa", "Đà Nẵng", 1),
        ("Hà Tây", "Hà Nội", 1),
        ("Yên Bái", "Lào Cai", 1),
    }


def test_the_store_says_the_same_as_the_files(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        pd.testing.assert_frame_equal(places(session), shipped_places())
