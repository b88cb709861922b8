"""A number alone is set large on a slide, and cells that name sources are written as texts."""

from ui.charts.exhibit import Exhibit
from ui.presentation.chart_slides import of_exhibit
from ui.text.source_citation import NO_SOURCES, NamedSource
from ui.text.tables import SourcesCell
from vocabulary.words import Words

WORDS = Words("en")


def test_a_number_alone_is_no_table() -> None:
    exhibit = Exhibit("n", "Title", "Place", NO_SOURCES, None, numbers=[("2023 · Assigned", "VND 3 billion")])
    content = of_exhibit(exhibit, WORDS)
    assert exhibit.is_drawn
    assert (content["kind"], content["numbers"]) == ("numbers", [["2023 · Assigned", "VND 3 billion"]])


def test_sources_of_a_row_are_written_in_a_hall_as_their_names_and_note() -> None:
    cell = SourcesCell([("", NamedSource("decision", "Decision 90", "", ""))], "Rounded by the source")
    exhibit = Exhibit("t", "Title", "Place", NO_SOURCES, None, ["Source"], [[cell]], of_rows=1)
    assert of_exhibit(exhibit, WORDS)["rows"] == [["Decision 90. Rounded by the source"]]
