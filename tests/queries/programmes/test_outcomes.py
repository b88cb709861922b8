from dataclasses import replace

import pandas as pd
import pytest

from data_access.queries.outcomes import OUTCOME_COLUMNS, OutcomeQuestion, outcomes
from data_access.store.errors import UnknownArea
from data_access.store.opening import Store

PROVINCES = OutcomeQuestion("v2008", "province")


def test_zero_is_reported_and_not_applicable_is_not_zero(store: Store) -> None:
    with store.session() as session:
        found = outcomes(session, replace(PROVINCES, measure="classes")).set_index("area_code")
        (elsewhere,) = outcomes(session, OutcomeQuestion("v2008", "district")).to_dict("records")
    assert found["value"].to_dict() == {"02": 0.0, "15": 20.0}
    assert (elsewhere["state"], elsewhere["measure_code"]) == ("not_applicable", "classes")
    assert pd.isna(elsewhere["value"])
    assert (found.at["15", "qualifier"], found.at["15", "each_year"]) == ("about", True)


def test_parts_by_group_stand_behind_all_together(store: Store) -> None:
    with store.session() as session:
        found = outcomes(session, replace(PROVINCES, code="15", project="P4"))
    assert found["measure_code"].tolist() == ["classes", "employed", "employed"]
    assert found["value"].tolist() == [20.0, 12.0, 7.0]
    assert found["breakdown"].dropna().tolist() == ["group.poor"]


def test_outcomes_in_money_are_whole_numbers(store: Store) -> None:
    with store.session() as session:
        (row,) = outcomes(session, replace(PROVINCES, measure="loans")).to_dict("records")
    assert (row["amount_vnd"], row["as_of"]) == (12_140_000_000_000, "2022-09-30")
    assert isinstance(row["amount_vnd"], int)
    assert pd.isna(row["value"])


def test_nothing_reported_is_an_empty_frame_of_the_same_columns(store: Store) -> None:
    with store.session() as session:
        nothing = outcomes(session, OutcomeQuestion("v2025", "commune", years=(2022, 2025)))
        something = outcomes(session, replace(PROVINCES, years=(2022, 2022)))
    assert (nothing.empty, len(something)) == (True, 5)
    for found in (nothing, something):
        assert {name: str(kind) for name, kind in found.dtypes.items()} == OUTCOME_COLUMNS


def test_an_unknown_area_is_named(store: Store) -> None:
    with store.session() as session, pytest.raises(UnknownArea):
        outcomes(session, replace(PROVINCES, code="99"))
