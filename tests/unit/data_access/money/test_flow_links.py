"""What passes from fund to project is counted once, however wide the fund of which the whole is reported."""

import pandas as pd

from data_access.money.flow_links import (
    OTHERS,
    UNREPORTED,
    WHOLE,
    Flow,
    area_links,
    fund_links,
    together,
    without_double_counts,
)


def test_whole_of_all_funds_holds_what_projects_have_of_narrower_ones() -> None:
    projects = {
        ("fund:central_recurrent", "project:P2"): Flow(30),
        ("fund:local", "project:P2"): Flow(12),
    }
    assert without_double_counts({("fund:total", WHOLE): Flow(42), **projects}) == projects
    rest = without_double_counts({("fund:total", WHOLE): Flow(50), **projects})
    assert rest == {**projects, ("fund:total", WHOLE): Flow(8)}


def test_whole_of_one_fund_holds_nothing_of_another() -> None:
    links = {("fund:mobilised", WHOLE): Flow(7), ("fund:local", "project:P2"): Flow(12)}
    assert without_double_counts(links) == links


def sums(*rows: tuple[str, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_code", "amount_min_vnd", "qualifier"])


def test_places_that_get_most_are_named_and_the_rest_is_one() -> None:
    many = sums(*((f"{number:02}", 100 - number, "exact") for number in range(12)))
    given = {"project:P1": many, "project:P2": sums(("11", 500, "more_than"))}
    into = {("fund:total", "project:P1"): Flow(1200), ("fund:total", "project:P2"): Flow(400)}
    links = area_links(into, given)
    assert next(iter(links)) == ("project:P1", "area:11")
    assert links["project:P2", "area:11"] == Flow(500, "more_than")
    # Two of twelve are not among the ten that get most; 66 of all is reported by nobody.
    assert links["project:P1", f"area:{OTHERS}"] == Flow(91 + 90)
    assert links["project:P1", f"area:{UNREPORTED}"] == Flow(1200 - sum(many["amount_min_vnd"]))
    assert ("project:P2", f"area:{UNREPORTED}") not in links
    assert area_links(into, {"project:P1": sums()}) == {}


def test_flows_together_are_as_exact_as_a_sum_of_them() -> None:
    assert together([Flow(1), Flow(2, "at_least")]) == Flow(3, "at_least")
    assert together([Flow(1, "about"), Flow(2, "at_least")]) == Flow(3, "about")
    assert together([Flow(0, "about"), Flow(2)]) == Flow(2)
    assert together([]) == Flow(0)


def test_each_fund_gives_each_project_and_what_is_of_none_goes_to_the_whole() -> None:
    columns = ["project_code", "fund", "added_min_vnd", "qualifier"]
    of_projects = pd.DataFrame([("P1", "local", 30, "exact"), ("P1", "local", 5, "about")], columns=columns)
    of_all = pd.DataFrame([("", "total", 50, "exact")], columns=columns)
    assert fund_links(of_all, of_projects) == {
        ("fund:local", "project:P1"): Flow(35, "about"),
        ("fund:total", WHOLE): Flow(15),
    }
