"""Tables and numbers of a slide, which PowerPoint can edit: the first rows, or a number set large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from exports.drawing.canvas import text_width, wrapped
from ui.presentation.chart_slides import COUNTED

Box = tuple[float, float, float, float]
Content = Mapping[str, Any]
LETTERS, LINE, AROUND = 12, 0.21, 0.1
NAME, LARGEST = 20, 60
# No column is so narrow that its words are cut, or so wide that the others have no room, in inches.
NARROWEST, WIDEST = 0.9, 5.0
INK, PAPER, HEAD = RGBColor(0x16, 0x21, 0x2C), RGBColor(0xFF, 0xFF, 0xFF), RGBColor(0xE8, 0xEE, 0xF3)


def first_rows(sheet: Any, content: Content, box: Box) -> str:
    """Draw as many rows as have room, one at least; return which rows of how many they are."""
    left, top, width, height = box
    widths = _widths([content["headers"], *content["rows"]], width)
    heights = [_height(row, widths) for row in (content["headers"], *content["rows"])]
    count = max(2, sum(sum(heights[: place + 1]) <= height for place in range(len(heights))))
    rows = [content["headers"], *content["rows"]][:count]
    placed = sheet.shapes.add_table(
        len(rows), len(widths), *(Inches(side) for side in (left, top, width, sum(heights[:count])))
    )
    for column, wide in enumerate(widths):
        placed.table.columns[column].width = Inches(wide)
    for place, row in enumerate(rows):
        placed.table.rows[place].height = Inches(heights[place])
        for column, text in enumerate(row):
            _write(placed.table.cell(place, column), text, place == 0, column in content["numeric"])
    shown = len(rows) - 1
    return "" if shown == content["count"] else str(content["counted"]).replace(COUNTED, str(shown))


def large_numbers(sheet: Any, content: Content, box: Box) -> None:
    """Put numbers on a slide side by side, each large under its name."""
    left, top, width, height = box
    each = width / len(content["numbers"])
    for place, (name, text) in enumerate(content["numbers"]):
        frame = sheet.shapes.add_textbox(
            Inches(left + place * each), Inches(top), Inches(each), Inches(height)
        ).text_frame
        frame.word_wrap = True
        fitting = (each * 72) / max(text_width(text, 1.12), 1)
        sizes = ((name, NAME), (text, min(LARGEST, fitting)))
        for paragraph, (line, size) in zip((frame.paragraphs[0], frame.add_paragraph()), sizes, strict=True):
            run = paragraph.add_run()
            run.text, run.font.name, run.font.color.rgb = line, "Segoe UI", INK
            run.font.size, run.font.bold = Pt(round(size)), size != NAME


def _widths(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """Return the width of each column: shares of the whole by the length of what stands in them."""
    longest = [max(text_width(text, LETTERS) / 72 for text in column) for column in zip(*rows, strict=True)]
    wanted = [min(max(one + 2 * AROUND, NARROWEST), WIDEST) for one in longest]
    return [one * width / sum(wanted) for one in wanted]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    # Room for the letters of a machine without ours, which are wider.
    lines = [
        len(wrapped(text, 1.12 * LETTERS, (wide - 2 * AROUND) * 72))
        for text, wide in zip(row, widths, strict=True)
    ]
    return LINE * max(1, *lines) + AROUND


def _write(cell: Any, text: str, is_head: bool, is_number: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = HEAD if is_head else PAPER
    cell.margin_left = cell.margin_right = Inches(AROUND)
    cell.margin_top = cell.margin_bottom = Inches(AROUND / 2)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(LETTERS), is_head, "Segoe UI"
    run.font.color.rgb = INK
