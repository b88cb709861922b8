import pandas as pd
from pptx import Presentation
from pptx.util import Inches

from exports.slides.native_tables import first_rows
from ui.charts.exhibit import Exhibit
from ui.presentation.chart_slides import HALL_ROWS, of_exhibit
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

WORDS = Words("en")
BOX = (0.45, 1.78, 12.4, 4.8)


def table_of(count: int, *, told: str = "short") -> Exhibit:
    cells = [[f"place {number}", told, str(number)] for number in range(min(count, 50))]
    return Exhibit(
        "list", "A list", "Viet Nam", NO_SOURCES, None,
        ("Place", "What", "Number"), cells, (2,), pd.DataFrame(), "Nothing.",
        of_rows=count, hall_columns=(0, 2),
    )  # fmt: skip


def test_table_is_a_slide_of_its_first_rows_and_says_how_many_there_are() -> None:
    content = of_exhibit(table_of(88), WORDS)
    assert (content["kind"], content["headers"], content["numeric"]) == ("table", ["Place", "Number"], [1])
    assert [len(content["rows"]), content["rows"][0]] == [HALL_ROWS, ["place 0", "0"]]
    assert content["counted"] == "Rows 1–# of 88"


def test_table_without_rows_says_why() -> None:
    content = of_exhibit(table_of(0), WORDS)
    assert (content["kind"], content["sentence"]) == ("silence", "Nothing.")


def test_slide_to_edit_holds_the_rows_that_have_room_and_counts_them() -> None:
    book = Presentation()
    book.slide_width, book.slide_height = Inches(13.333), Inches(7.5)
    sheet = book.slides.add_slide(book.slide_layouts[6])
    assert first_rows(sheet, of_exhibit(table_of(3), WORDS), BOX) == ""
    assert first_rows(sheet, of_exhibit(table_of(88), WORDS), BOX) == "Rows 1–12 of 88"
    long = of_exhibit(table_of(88), WORDS) | {"rows": [["one " * 170, "1"]] * HALL_ROWS}
    assert first_rows(sheet, long, BOX) == "Rows 1–2 of 88"
    assert sheet.shapes[0].table.cell(1, 1).text == "0"
