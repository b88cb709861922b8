"""What passes from fund to project is told once, however wide the fund that the whole is told of."""

from ui.funding.flow_links import UNSPLIT, Flow, without_double_counts

WHOLE = f"project:{UNSPLIT}"


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
