"""A table in a hall is its first rows with how many there are, and a single number is set large."""

from ui.charts.exhibit import Exhibit
from ui.presentation.slide_shapes import SHOWN, TABLE_ROWS, without_chart
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

WORDS = Words("en")


def table(rows: int, total: int = 0) -> Exhibit:
    cells = [[f"P{number}", str(number)] for number in range(rows)]
    return Exhibit(
        "t", "Title", "Place", NO_SOURCES, None, ["Item", "Amount"], cells, (1,), is_table=True, total=total
    )


def test_a_long_table_is_shown_by_its_first_rows_with_the_number_of_all() -> None:
    content = without_chart(table(20, total=1314), WORDS)
    assert content["kind"] == "table"
    assert content["rows"] == [[f"P{number}", str(number)] for number in range(TABLE_ROWS)]
    assert content["count"] == 1314
    assert content["counted"].replace(SHOWN, "7") == "7 of 1,314 rows"


def test_a_number_alone_is_no_table() -> None:
    exhibit = Exhibit("n", "Title", "Place", NO_SOURCES, None, numbers=[("2023 · Assigned", "VND 3 billion")])
    content = without_chart(exhibit, WORDS)
    assert (content["kind"], content["numbers"]) == ("numbers", [["2023 · Assigned", "VND 3 billion"]])
    assert exhibit.is_drawn


def test_a_table_without_rows_is_not_drawn() -> None:
    assert not table(0).is_drawn
