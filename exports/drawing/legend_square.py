"""The legend of two indicators on a sheet: three by three cells with counts, bounds along both sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exports.drawing.canvas import INK, LINE, QUIET, Canvas, shortened, text_width, wrapped
from exports.drawing.map_drawing import Box
from exports.maps.still import MapStill
from ui.maps.bivariate_picture import SIDE

CELL_HEIGHT, WIDEST_CELL, GAP = 38.0, 64.0, 2.0
NAME, BOUNDS, COUNT = 12.0, 10.5, 13.0
NAME_LINES = 3
ARROW = 12.0
EMPTY = "#dddddd"
# From here on a colour is so dark that its count is written in white.
DARK_FROM = 5


def draw_square(canvas: Canvas, still: MapStill, box: Box) -> float:
    """Draw the first indicator to the right, the second upwards; return the lower edge."""
    x, y, width, _ = box
    square = still.frame["square"]
    high = SIDE * (CELL_HEIGHT + GAP)
    left = _upwards(canvas, square, x, y, high)
    cell = min(WIDEST_CELL, (x + width - left) / SIDE - GAP)
    lines = {line["mark"]: line for line in still.frame["legend"]}
    for number in range(SIDE * SIDE):
        up, right = divmod(number, SIDE)
        corner = left + right * (cell + GAP), y + (SIDE - 1 - up) * (CELL_HEIGHT + GAP)
        _cell(canvas, still, lines.get(str(number)), corner, cell)
    return _rightwards(canvas, square, (left, y + high, x + width - left, 0), cell)


def _cell(
    canvas: Canvas, still: MapStill, line: Mapping[str, Any] | None, corner: tuple[float, float], width: float
) -> None:
    x, y = corner
    fill = still.colour(line["mark"]) if line else "none"
    canvas.rect(x, y, width, CELL_HEIGHT, fill=fill, stroke=EMPTY, stroke_width=0.6)
    if line is None:
        return
    ink = "#ffffff" if int(line["mark"]) >= DARK_FROM else INK
    count = still.words.number(line["count"])
    middle, base = x + width / 2, y + CELL_HEIGHT / 2 + COUNT * 0.36
    style = {"fill": ink, "text_anchor": "middle", "data_legend": line["mark"]}
    canvas.text(middle, base, count, COUNT, **style)


def _upwards(canvas: Canvas, square: Mapping[str, Any], x: float, y: float, high: float) -> float:
    """Write the second indicator along the left side, and its bounds; return where the cells begin."""
    lines = _lines(square["y"], high - ARROW - 6)
    for number, text in enumerate(lines):
        at = x + NAME + number * NAME * LINE
        turned = f"rotate(-90 {at:.1f} {y + high:.1f})"
        canvas.text(at, y + high, text, NAME, fill=INK, transform=turned)
    last = x + NAME + (len(lines) - 1) * NAME * LINE - NAME * 0.36
    _arrow(canvas, last, y + high - text_width(lines[-1], NAME) - 5, turn=-90)
    left = x + len(lines) * NAME * LINE + 6
    wide = max(text_width(text, BOUNDS) for text in square["y_bounds"])
    for up, text in enumerate(square["y_bounds"]):
        middle = y + (SIDE - 1 - up) * (CELL_HEIGHT + GAP) + CELL_HEIGHT / 2
        canvas.text(left + wide, middle + BOUNDS * 0.36, text, BOUNDS, fill=QUIET, text_anchor="end")
    return left + wide + 6


def _rightwards(canvas: Canvas, square: Mapping[str, Any], box: Box, cell: float) -> float:
    """Write the first indicator and its bounds under the cells; return the lower edge."""
    x, y, width, _ = box
    widest = max(text_width(text, BOUNDS) for text in square["x_bounds"])
    size = BOUNDS * min(1.0, (cell - 2) / widest)
    for right, text in enumerate(square["x_bounds"]):
        middle = x + right * (cell + GAP) + cell / 2
        canvas.text(middle, y + BOUNDS + 2, text, round(size, 2), fill=QUIET, text_anchor="middle")
    lines = wrapped(square["x"], NAME, width - ARROW - 6)
    below = y + BOUNDS + 7
    for line in lines:
        canvas.text(x, below + NAME, line, NAME, fill=INK)
        below += NAME * LINE
    _arrow(canvas, x + text_width(lines[-1], NAME) + 5, below - NAME * LINE + NAME * 0.64, turn=0)
    return below


def _arrow(canvas: Canvas, x: float, y: float, *, turn: int) -> None:
    """Draw an arrow that begins at a point and leads to the right, turned by so many degrees."""
    canvas.add(
        f'<path d="M0 0H{ARROW}m-4 -3l4 3l-4 3" transform="translate({x:.1f} {y:.1f}) rotate({turn})" '
        f'fill="none" stroke="{INK}" stroke-width="1.1"/>'
    )


def _lines(text: str, width: float) -> list[str]:
    """Return a text in the few lines that there is room for."""
    lines = wrapped(text, NAME, width)
    if len(lines) <= NAME_LINES:
        return lines
    rest = " ".join(lines[NAME_LINES - 1 :])
    return [*lines[: NAME_LINES - 1], shortened(rest, NAME, width)]
