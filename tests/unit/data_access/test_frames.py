"""Rows of a query as frames of declared types, and what they hold of each area."""

import pandas as pd
import pytest

from data_access.store.frames import REPEATED, TEXT, WHOLE, frame, of_each

ROWS = pd.DataFrame({"area_code": ["b", "a"], "vnd": [2**60 + 1, 3], "share": [0.5, 1.5]})


def test_repeated_text_is_numbered_in_the_order_of_the_text_and_null_stays_null() -> None:
    found = frame([("b", 1), (None, 2), ("a", 3), ("b", 4)], {"code": REPEATED, "n": WHOLE})
    assert found["code"].cat.codes.tolist() == [1, -1, 0, 1]
    assert found["code"].cat.categories.tolist() == ["a", "b"]
    assert found["code"].isna().tolist() == [False, True, False, False]


@pytest.mark.parametrize("rows", [[], [(None,)]])
def test_repeated_text_may_have_no_text(rows: list[tuple[None]]) -> None:
    found = frame(rows, {"code": REPEATED})
    assert len(found) == len(rows)
    assert found["code"].cat.categories.dtype == TEXT


def test_each_code_gets_the_cell_of_its_row_and_none_where_there_is_no_row() -> None:
    codes = pd.Series(["a", "none", "b"], index=[7, 8, 9])
    money = of_each(codes, ROWS, "vnd")
    assert money.index.tolist() == [7, 8, 9]
    assert money.tolist() == [3, pd.NA, 2**60 + 1]
    assert of_each(codes, ROWS, "share").fillna(-1).tolist() == [1.5, -1, 0.5]


def test_of_no_rows_every_code_gets_nothing() -> None:
    assert of_each(pd.Series(["a"]), ROWS.head(0), "vnd").isna().all()
