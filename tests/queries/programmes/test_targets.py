import pandas as pd
import pytest

from data_access.queries.targets import TARGET_COLUMNS, targets
from data_access.store.errors import UnknownArea, UnknownProgramme
from data_access.store.opening import Store


def test_targets_tell_what_is_to_be_reached_and_what_tells_it(store: Store) -> None:
    with store.session() as session:
        change, level = targets(session).to_dict("records")
    assert (change["kind"], change["change_per"], change["change_basis"]) == ("change", "year", "absolute")
    assert (change["value_min"], change["value_max"], change["direction"]) == (1.0, 1.5, "lower")
    assert pd.isna(change["value"])
    assert (change["tracked_level"], change["tracked_area_code"]) == ("group", "rural")
    assert (level["kind"], level["value"], level["baseline"], level["tracked_indicator_code"]) == (
        "level",
        0.0,
        100.0,
        "poor_households",
    )
    assert pd.isna(level["tracked_area_code"])
    assert pd.isna(level["owner_vi"])


def test_targets_of_a_programme_a_level_and_an_area(store: Store) -> None:
    with store.session() as session:
        assert targets(session, programme="OWN")["area_code"].tolist() == ["VN"]
        assert targets(session, vintage="v2008", level="province")["area_code"].tolist() == ["02"]
        assert targets(session, vintage="v2008", level="nation", code="VN")["indicator_code"].tolist() == [
            "poor_rate"
        ]
        nothing = targets(session, programme="SISTER")
    assert nothing.empty
    assert {name: str(kind) for name, kind in nothing.dtypes.items()} == TARGET_COLUMNS


def test_unknown_programmes_and_areas_are_named(store: Store) -> None:
    with store.session() as session:
        with pytest.raises(UnknownProgramme):
            targets(session, programme="nonsense")
        with pytest.raises(UnknownArea):
            targets(session, vintage="v2008", level="province", code="99")
