import pytest
from sqlalchemy import select

from data_access.models import Lineage
from data_access.queries.programmes import (
    MEASURE_COLUMNS,
    PROGRAMME_COLUMNS,
    PROJECT_COLUMNS,
    measures,
    programmes,
    projects,
)
from data_access.store.errors import UnknownProgramme
from data_access.store.opening import Store


def test_programmes_come_in_their_order(store: Store) -> None:
    with store.session() as session:
        found = programmes(session)
    assert found[["code", "relation"]].values.tolist() == [["OWN", "own"], ["SISTER", "sister"]]
    assert {name: str(kind) for name, kind in found.dtypes.items()} == PROGRAMME_COLUMNS


def test_projects_are_a_tree_of_one_programme(store: Store) -> None:
    with store.session() as session:
        found = projects(session, "OWN")
    assert found["code"].tolist() == ["P1", "P4", "P4.1", "P4.2"]
    assert found.set_index("code")["parent_code"].dropna().to_dict() == {"P4.1": "P4", "P4.2": "P4"}
    assert {name: str(kind) for name, kind in found.dtypes.items()} == PROJECT_COLUMNS


def test_what_is_not_confirmed_says_so_and_what_is_unknown_is_empty(store: Store) -> None:
    with store.session() as session:
        found = projects(session, "OWN").set_index("code")
    assert found["confirmed"].to_dict() == {"P1": True, "P4": True, "P4.1": True, "P4.2": False}
    assert found["applies_in"].isna().to_dict() == {"P1": False, "P4": False, "P4.1": True, "P4.2": True}
    assert found.loc["P4", "applies_from"] == 2022
    assert found["applies_to"].isna().all()


def test_an_unknown_programme_is_named(store: Store) -> None:
    with store.session() as session, pytest.raises(UnknownProgramme) as raised:
        projects(session, "nonsense")
    assert raised.value.facts == {"programme": "nonsense"}


def test_lineage_leads_from_the_earlier_to_the_later(store: Store) -> None:
    with store.session() as session:
        (row,) = session.scalars(select(Lineage)).all()
        assert (row.from_programme_code, row.to_project_code, row.confirmed) == ("OWN", "S1", False)


def test_measures_of_a_project_take_its_sub_projects_along(store: Store) -> None:
    with store.session() as session:
        assert measures(session)["code"].tolist() == ["classes", "loans", "employed"]
        assert measures(session, "P4")["code"].tolist() == ["classes", "employed"]
        nothing = measures(session, "P1")
    assert nothing.empty
    assert {name: str(kind) for name, kind in nothing.dtypes.items()} == MEASURE_COLUMNS
