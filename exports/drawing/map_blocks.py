"""What is beside the map on a sheet: heading, legend with counts, ranking, source and code."""

from __future__ import annotations

from collections.abc import Sequence

from exports.drawing.canvas import INK, LINE, QUIET, RULE, Canvas, shortened, text_width
from exports.drawing.legend_square import draw_square
from exports.drawing.map_drawing import ESTIMATE_DASHES, Box
from exports.maps.still import MapStill
from ui.charts.printed_code import Cited
from ui.maps.map_facts import ESTIMATE_MARK

EDGE = "#b9b3a8"
MARK_INK, MARK_PAPER, MARK_EDGE = "#7a1f12", "#fff3ef", "#d9826d"
QR_SIDE = 84.0
SWATCH = 26.0
LETTERS = (11.0, 10.5, 10.0, 9.5, 9.0)
# Of a list so many names may be cut short; more, and the letters become smaller.
CUT_SHARE = 0.05
UNFINISHED = 10.0
# Between rank, name and figure.
SPACES = 16.0
CITY, CITY_SHORT = "Thành phố ", "TP. "


def draw_banner(canvas: Canvas, text: str, y: float, margin: float) -> float:
    """Draw the mark of simulated or past figures, nothing for others; return the lower edge."""
    if not text:
        return y
    canvas.rect(margin, y, canvas.width - 2 * margin, 26, fill=MARK_PAPER, stroke=MARK_EDGE)
    canvas.text(canvas.width / 2, y + 18, text, 15, bold=True, fill=MARK_INK, text_anchor="middle")
    return y + 36


def draw_heading(canvas: Canvas, still: MapStill, box: Box, title_size: float) -> float:
    """Write title, subtitle (place, period, unit) and sentence; return the lower edge."""
    x, y, width, _ = box
    y = canvas.paragraph(x, y, still.document["title"], title_size, width, bold=True)
    y = canvas.paragraph(x, y + 2, still.frame["subtitle"], 14, width, fill=QUIET)
    return canvas.paragraph(x, y + 6, still.frame["sentence"], 16, width)


def draw_legend(canvas: Canvas, still: MapStill, box: Box) -> float:
    """Draw each class and kind of gap with its bounds and its number of areas; return the lower edge."""
    x, y, width, _ = box
    words, frame = still.words, still.frame
    canvas.text(x, y + 12, still.document["words"]["unit"], 12.5, bold=True)
    canvas.text(x + width, y + 12, words("take_away.count"), 12, fill=QUIET, text_anchor="end")
    y += 20
    if frame["square"]:
        y = draw_square(canvas, still, (x, y, width, 0)) + 8
    classes = [] if frame["square"] else reversed(frame["legend"])
    estimates = [frame["estimates"]] if frame["estimates"] else []
    for line in [*classes, *estimates, *frame["gaps"]]:
        canvas.rect(x, y, SWATCH, 15, **_swatch(still, line["mark"]))
        canvas.text(x + SWATCH + 8, y + 12, line["label"], 13, data_legend=line["mark"])
        canvas.text(x + width, y + 12, words.number(line["count"]), 13, fill=QUIET, text_anchor="end")
        y += 19
    if frame["legend_note"]:
        y = canvas.paragraph(x, y + 2, frame["legend_note"], 11, width, fill=QUIET)
    if frame["unmatched"]:
        names, count = "; ".join(frame["unmatched"]), len(frame["unmatched"])
        text = still.document["words"]["unmatched_one" if count == 1 else "unmatched"]
        note = text.replace("{count}", str(count))
        y = canvas.paragraph(x, y + 2, note.replace("{names}", names), 11, width, fill=QUIET)
    return y


def _swatch(still: MapStill, mark: str) -> dict[str, str | float]:
    """Return how the swatch of a line is drawn: estimates are an outline and no fill."""
    if mark == ESTIMATE_MARK:
        return {"fill": "none", "stroke": INK, "stroke_width": 1.2, "stroke_dasharray": ESTIMATE_DASHES}
    return {"fill": still.fill(mark), "stroke": EDGE, "stroke_width": 0.6}


def draw_ranking(canvas: Canvas, still: MapStill, box: Box, columns: int = 2) -> None:
    """Write the ranked areas with their figures, the highest first: all, if letters can be small enough."""
    x, y, width, height = box
    order: Sequence[int] = still.frame["order"]
    if not order:
        return
    canvas.text(x, y + 12, still.document["words"]["ranking"], 12.5, bold=True)
    size = _size_for(still, height - 22, columns, (width - 14 * (columns - 1)) / columns)
    pitch = size * LINE
    rows = int((height - 22) // pitch)
    fits = rows * columns
    shown = order if len(order) <= fits else order[: fits - 1]
    rows = max(1, min(rows, -(-len(shown) // columns)))
    each = (width - 14 * (columns - 1)) / columns
    for place, index in enumerate(shown):
        column, row = divmod(place, rows)
        _ranked(canvas, still, index, (x + column * (each + 14), y + 20 + row * pitch, each, pitch), size)
    if len(shown) < len(order):
        text = still.words("take_away.more_areas", count=len(order) - len(shown))
        canvas.text(x + (columns - 1) * (each + 14), y + 20 + rows * pitch + size, text, size, fill=QUIET)


def _size_for(still: MapStill, height: float, columns: int, each: float) -> float:
    """Return the largest letters with which all rows fit and few names are cut short.

    Where not all rows fit even in the smallest ones, those of a list that goes on elsewhere.
    """
    order: Sequence[int] = still.frame["order"]
    sizes = [size for size in LETTERS if int(height // (size * LINE)) * columns >= len(order)]
    if not sizes:
        return UNFINISHED
    widths = [_row_width(still, index) for index in order]
    most = CUT_SHARE * len(order)
    fitting = (size for size in sizes if sum(width * size + SPACES > each for width in widths) <= most)
    return next(fitting, sizes[-1])


def _row_width(still: MapStill, index: int) -> float:
    """Return how wide rank, name and figure of an area are in letters of size one."""
    name = str(still.layer["names"][index]).replace(CITY, CITY_SHORT)
    return sum(text_width(text, 1) for text in ("00=", name, still.frame["texts"][index]))


def _ranked(canvas: Canvas, still: MapStill, index: int, box: Box, size: float) -> None:
    x, y, width, height = box
    frame = still.frame
    code, value = still.plane["codes"][index], frame["texts"][index]
    marked = still.address.area is not None and still.address.area.code == code
    base = y + size
    if marked:
        canvas.rect(x - 3, y + 1, width + 6, height - 1, fill="#d6e4f2")
    rank_width = text_width("00=", size) + 2
    room = width - rank_width - text_width(value, size, bold=marked) - 14
    canvas.text(x + rank_width - 4, base, frame["ranks"][index], size, fill=QUIET, text_anchor="end")
    fill = still.fill(frame["marks"][index])
    canvas.rect(x + rank_width, base - size * 0.72, 6, size * 0.78, fill=fill, stroke=EDGE, stroke_width=0.4)
    name = still.layer["names"][index]
    if text_width(name, size, bold=marked) > room:
        name = name.replace(CITY, CITY_SHORT)
    name = shortened(name, size, room, bold=marked)
    canvas.text(x + rank_width + 10, base, name, size, bold=marked)
    canvas.text(x + width, base, value, size, bold=marked, fill=INK, text_anchor="end")


def draw_footer(canvas: Canvas, cited: Cited, source: str, box: Box, size: float = 11.5) -> None:
    """Write the source, the dates of data and export, the code and its QR square."""
    x, y, width, height = box
    side = min(height - 8, QR_SIDE)
    canvas.add(f'<path d="M{x:.1f} {y:.1f}h{width:.1f}" stroke="{RULE}"/>')
    canvas.add(cited.qr_path(x + width - side, y + 8, side))
    text_room = width - side - 18
    below = canvas.paragraph(x, y + 8, source, size, text_room, fill=QUIET)
    below = canvas.paragraph(x, below + 3, cited.line, 11.5, text_room, fill=INK)
    canvas.paragraph(x, below + 1, cited.hint, 11.5, text_room, fill=QUIET)
