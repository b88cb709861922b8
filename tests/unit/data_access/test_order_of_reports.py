"""Which of several reports of one figure comes first."""

from typing import Any

from data_access.reports.figure_preferences import Document, Ranking

SOURCES = {
    "decision": Document("decision", "2023-01-19"),
    "newspaper": Document("press", "2023-02"),
    "later-newspaper": Document("press", "2023-03"),
}


def report(source: str, **told: Any) -> dict[str, Any]:
    known = {"state": "reported", "standard_code": None, "year": 2022, "status": "final", "doubtful": False}
    return {**known, "qualifier": "exact", "source_code": source, **told}


def first(*reports: dict[str, Any]) -> str:
    return str(Ranking({}, SOURCES).order(reports)[0]["source_code"])


def test_a_decision_goes_before_a_newspaper_that_wrote_of_it_later() -> None:
    assert first(report("newspaper"), report("decision")) == "decision"


def test_of_two_newspapers_the_later_goes_first() -> None:
    assert first(report("newspaper"), report("later-newspaper")) == "later-newspaper"


def test_a_final_figure_of_the_press_goes_before_an_expected_one_of_a_decision() -> None:
    assert first(report("decision", status="expected"), report("newspaper")) == "newspaper"
