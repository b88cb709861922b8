"""A chart drawn beforehand for a hall: its letters are large enough for the last row of seats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import vl_convert

from ui.charts.print_fonts import register_fonts
from ui.charts.series_charts import Chart
from ui.files.exhibit_files import with_width

WIDTH = 900
# What a slide in a window of 1366 × 768 leaves to its picture, and what a line of its sentence takes.
ROOM, SENTENCE_LINE, SENTENCE_LETTERS = (1306, 600), 37, 95
READABLE = 16.2
SMALLEST, LARGEST = 17.0, 20.0
# A chart with an axis upwards says the same when it is lower; rows and ribbons need the room of their names.
HIGHEST_AXIS = 380
PAGE_LETTERS = 14
LETTER_WIDTH = 0.56
# What a name may take where its page asks how wide the window is.
WIDE_LABEL = 300
SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
COUNTED = re.compile(r"\bwidth\b")
DATA = ("data", "datasets")
Part = dict[str, Any]


def show_svg(chart: Chart, sentence: str = "") -> str:
    """Return the chart alone as SVG, in letters that a hall can read when it fills the slide.

    All letters have one size, of which 16 pixels are left where the chart is made smaller to fit below the
    sentence of its slide.
    """
    register_fonts()
    drawn = _drawn(chart, SMALLEST)
    left = _scale(drawn, sentence)
    if SMALLEST * left >= READABLE:
        return drawn
    return _drawn(chart, min(READABLE / left, LARGEST))


def _scale(svg: str, sentence: str) -> float:
    """Return by how much a slide enlarges a picture, less than 1 where it makes it smaller."""
    width, height = (float(found) for found in SIZE.search(svg).groups())  # type: ignore[union-attr]
    lines = len(wrap(sentence, SENTENCE_LETTERS))
    return min(ROOM[0] / width, (ROOM[1] - SENTENCE_LINE * lines) / height)


def _drawn(chart: Chart, size: float) -> str:
    """Return the chart as SVG in letters of one size."""
    spec = with_width(chart.to_dict(), WIDTH)
    parts = list(_parts(spec))
    if _is_by_axis(parts):
        spec["height"] = min(spec.get("height", HIGHEST_AXIS), HIGHEST_AXIS)
    for part in parts:
        _enlarge(part, size, float(spec.get("height", 0)))
    letters = {"labelFontSize": size, "titleFontSize": size}
    spec["config"] |= {part: spec["config"].get(part, {}) | letters for part in ("axis", "legend")}
    return str(vl_convert.vegalite_to_svg(spec | {"background": "white", "padding": 8}))


def _parts(part: Any) -> Iterator[Part]:
    """Return every dictionary of a specification but those of its data and its configuration."""
    if isinstance(part, dict):
        yield part
        for name, inner in part.items():
            if name not in (*DATA, "config"):
                yield from _parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _parts(inner)


def _is_by_axis(parts: list[Part]) -> bool:
    """Whether what is drawn stands by a numbered axis upwards, and not in rows or at places of its own."""
    upwards = [part["y"] for part in parts if isinstance(part.get("y"), dict) and "type" in part["y"]]
    are_numbered = [y["type"] == "quantitative" and y.get("axis", {}) is not None for y in upwards]
    return bool(upwards) and all(are_numbered)


def _enlarge(part: Part, size: float, height: float) -> None:
    """Give a part of a specification the letters of a hall, with the room they need."""
    mark = part.get("mark")
    if isinstance(mark, dict) and mark.get("type") == "text":
        mark["fontSize"] = size
        if "lineHeight" in mark:
            mark["lineHeight"] = size * 1.15
    if limit := part.get("labelLimit"):
        part["labelLimit"] = (limit if isinstance(limit, int) else WIDE_LABEL) * size / PAGE_LETTERS
    for end in ("domainMin", "domainMax"):
        # An axis leaves room for what is written beyond the longest bar, counted in letters of the page.
        if isinstance(part.get(end), dict):
            part[end] = {"expr": COUNTED.sub(f"(width * {PAGE_LETTERS / size:.4f})", part[end]["expr"])}
    upwards = part.get("y")
    if isinstance(upwards, dict) and isinstance(upwards.get("title"), str):
        upwards["title"] = wrap(upwards["title"], max(12, int(height / (LETTER_WIDTH * size))))
