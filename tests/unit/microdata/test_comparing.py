"""The forms of a register beside what is published: which cells are compared, and which differ."""

import pandas as pd

from microdata.results.comparing import differences

AREA = {"vintage": "v2025", "level": "commune"}


def counted(code: str, indicator: str, value: int | None) -> dict[str, object]:
    return AREA | {"area_code": code, "area_name": "Xã", "indicator_code": indicator, "value": value}


def test_cells_on_both_sides_are_compared_and_the_largest_difference_comes_first() -> None:
    figures = pd.DataFrame(
        [
            counted("00001", "poor_households", 10),
            counted("00002", "poor_households", 20),
            counted("00003", "poor_households", 30),
            counted("00004", "poor_households", 40),
        ]
    ).astype({"value": "Int64"})
    published = figures.iloc[:3].assign(value=[10.0, 21.0, 25.0])
    found, cells = differences(figures, published)
    assert cells == 3
    assert found[["area_code", "published", "counted", "difference"]].to_numpy().tolist() == [
        ["00003", 25, 30, 5],
        ["00002", 21, 20, -1],
    ]


def test_hidden_cell_is_not_compared() -> None:
    figures = pd.DataFrame([counted("00001", "poor_households_kinh", None)]).astype({"value": "Int64"})
    published = figures.assign(value=[2.0])
    found, cells = differences(figures, published)
    assert cells == 0
    assert found.empty
