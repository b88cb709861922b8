"""What reported amounts cover of a programme's money, and how finely it is cut up."""

import pandas as pd
import pytest

from data_access.money.extent import Extent, extent_of, outermost_rows, parts_that_make_it
from data_access.money.fragmentation import item_amounts
from data_access.store.frames import Row


def row(project: str | None = None, fund: str = "total", item: str | None = None) -> Row:
    return {"project_code": project, "item_code": item, "fund": fund}


PARTS = ["P1", "P2"]


@pytest.mark.parametrize(
    ("rows", "extent"),
    [
        ([row()], Extent()),
        ([row(), row("P1", "local")], Extent()),
        ([row(fund="central"), row(fund="local")], Extent()),
        ([row(fund="central_development"), row(fund="local_recurrent")], Extent()),
        ([row(fund="central")], Extent(funds=("central",))),
        ([row("P2"), row("P1")], Extent()),
        ([row("P2"), row("P3")], Extent(projects=("P2", "P3"))),
        ([row("P1", item="road")], Extent(is_partial=True)),
        ([row("P1", "central", item="road")], Extent(funds=("central",))),
    ],
)
def test_whole_programme_or_all_its_projects_cover_it(rows: list[Row], extent: Extent) -> None:
    assert extent_of(rows, None, None, PARTS) == extent


def test_project_is_covered_by_its_own_row_or_all_its_sub_projects() -> None:
    assert extent_of([row("P4")], "P4", None, ["P4.1", "P4.2"]) == Extent()
    assert extent_of([row("P4.1")], "P4", None, ["P4.1", "P4.2"]) == Extent(projects=("P4.1",))
    assert extent_of([row("P4", "local")], "P4", "local", []) == Extent()
    # Of a project without known parts what is reported of others is never all of it.
    assert extent_of([row("P9")], "P4", None, []) == Extent(projects=("P9",))


def test_projects_of_poor_areas_alone_are_no_missing_part() -> None:
    projects = pd.DataFrame(
        {
            "code": ["P1", "P2", "P2.1", "P5"],
            "parent_code": [None, None, "P2", None],
            "applies_in": ["nationwide", "nationwide", None, "poor_districts"],
        }
    )
    assert parts_that_make_it(projects, None) == ["P1", "P2"]
    assert parts_that_make_it(projects, "P2") == ["P2.1"]
    assert parts_that_make_it(projects[projects["code"] == "P5"], None) == ["P5"]


def test_outermost_rows_are_those_that_no_other_contains() -> None:
    rows = pd.DataFrame([row(), row("P1"), row(fund="local")]).assign(
        period_from=2022,
        period_to=2022,
        stage="assigned",
        beneath=[0, 1, 0],
        in_wider_fund=[False, False, True],
    )
    found = outermost_rows(rows)
    assert {key: len(of_key) for key, of_key in found.items()} == {(2022, 2022, "assigned"): 1}


def test_smallest_items_are_items_or_else_the_projects_that_have_none() -> None:
    rows = pd.DataFrame([row("P1", item="road"), row("P1", item="road"), row("P1", item="school"), row("P2")])
    rows = rows.assign(amount_vnd=[5, 6, 7, 100], in_wider_fund=False)
    sums = pd.DataFrame(
        {
            "project_code": [None, "P1", "P2", "P4", "P4.1"],
            "has_parts": [True, False, False, True, False],
            "each_year": [False] * 5,
            "amount_min_vnd": [500, 18, 100, 50, 50],
        }
    )
    assert item_amounts(rows, sums) == [11, 7, 100, 50]
