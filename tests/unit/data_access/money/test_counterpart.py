"""Central and local money are shown beside each other whatever wider fund is reported too."""

import pandas as pd

from data_access.money.counterpart import sum_of_fund


def told(**amounts: int) -> pd.DataFrame:
    rows = [(fund, False, False, amount) for fund, amount in amounts.items()]
    return pd.DataFrame(rows, columns=["fund", "each_year", "with_carried_over", "amount_min_vnd"])


def test_fund_told_itself_holds_its_parts() -> None:
    assert sum_of_fund(told(total=75, central=48, central_development=20, local=12), "central") == 48


def test_parts_make_a_fund_that_is_not_told_itself() -> None:
    sums = told(total=75, central_development=20, central_recurrent=28, local=12)
    assert (sum_of_fund(sums, "central"), sum_of_fund(sums, "local")) == (48, 12)


def test_fund_that_is_not_told_is_not_known() -> None:
    assert sum_of_fund(told(total=75), "central") is None
    assert sum_of_fund(told().iloc[:0], "local") is None
