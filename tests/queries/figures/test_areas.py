from data_access.queries.areas import AREA_COLUMNS, areas
from data_access.store.opening import Store


def test_areas_of_a_level_come_by_code_with_their_parents(store: Store) -> None:
    with store.session() as session:
        found = areas(session, level="province", vintage="v2008")
    assert found[["code", "name_vi", "folded_name", "parent_level", "parent_code"]].values.tolist() == [
        ["02", "Hà Giang", "ha giang", "region", "nmm"],
        ["15", "Yên Bái", "yen bai", "region", "nmm"],
        ["48", "Đà Nẵng", "da nang", "nation", "VN"],
    ]


def test_areas_right_below_another_come_alone(store: Store) -> None:
    with store.session() as session:
        below = areas(session, level="province", vintage="v2008", parent=("region", "nmm"))
        nothing = areas(session, level="province", vintage="v2025", parent=("region", "nmm"))
    assert below["code"].tolist() == ["02", "15"]
    assert nothing.empty


def test_the_same_code_is_another_area_in_another_vintage(store: Store) -> None:
    with store.session() as session:
        found = areas(session, level="province", vintage="v2025")
    assert found[["code", "name_vi", "parent_code", "valid_from"]].values.tolist() == [
        ["15", "Lào Cai", "VN", "2025-07-01"]
    ]


def test_the_nation_has_no_parent(store: Store) -> None:
    with store.session() as session:
        found = areas(session, level="nation", vintage="v2008")
    assert found["code"].tolist() == ["VN"]
    assert found[["parent_level", "parent_code", "valid_to"]].isna().all(axis=None)


def test_a_level_that_a_vintage_does_not_have_is_empty(store: Store) -> None:
    with store.session() as session:
        found = areas(session, level="district", vintage="v2025")
    assert found.empty
    assert {name: str(kind) for name, kind in found.dtypes.items()} == AREA_COLUMNS
