"""Tables of a brief: what, when, how much, which source; as many rows as there is room for."""

from __future__ import annotations

from exports.drawing.canvas import LINE, QUIET, Canvas, shortened, text_width, wrapped
from exports.drawing.map_drawing import Box
from exports.places.brief_contents import REPORTED_MARK, Cells, PlaceStill

HEAD, TEXT, NUMBER = 13.0, 10.0, 8.0
ROW = TEXT * LINE
FIGURES = "figures"
# How many sources can be named beside those of the pictures: on the whole sheet, and by its figures, so that
# money and targets have room.
MOST_SOURCES = (16, 10)
GAP = 22.0
# Room for the number of a source at the end of a row.
NUMBERS = text_width("[00]", NUMBER) + 2
# The widest a value may be, as a part of the row.
VALUE_SHARE = 0.55


class Tables:
    """The tables as they are written: ``named`` holds the codes of the sources so far, by number.

    ``of_pictures`` is how many of them the pictures on the sheet have named before any table.
    """

    def __init__(self, canvas: Canvas, still: PlaceStill) -> None:
        self.canvas, self.still = canvas, still
        self.left = {name: list(rows) for name, rows in still.tables.items()}
        self.named: list[str] = []
        self.of_pictures = 0
        self.lower_edge = 0.0
        self.has_reported = False

    def number(self, source: str) -> str:
        """Return a source's number as it follows a figure."""
        if source not in self.named:
            self.named.append(source)
        return f"[{self.named.index(source) + 1}]"

    def write(self, name: str, box: Box) -> None:
        """Write as many rows of a table as a box has room for; the others are left for later."""
        x, y, width, height = box
        shown, left = self._chosen(name, int((height - HEAD * LINE) / ROW), width)
        if not shown:
            return
        self.left[name] = left
        heading = self.still.words(f"brief.{name}")
        self.canvas.text(x, y + HEAD, heading, HEAD, bold=True)
        more = self.still.words("brief.more", count=len(left))
        if left and text_width(heading, HEAD, bold=True) + text_width(more, TEXT) + 8 < width:
            self.canvas.text(x + width, y + HEAD, more, TEXT, fill=QUIET, text_anchor="end")
        edge = y + HEAD * LINE
        for cells in shown:
            edge = self._row(cells, x, edge, width)
        self.lower_edge = edge

    def _chosen(self, name: str, room: int, width: float) -> tuple[list[Cells], list[Cells]]:
        """Return the first rows, of ``room`` lines, whose sources can be named here, and the others."""
        shown: list[Cells] = []
        left: list[Cells] = []
        most = self.of_pictures + MOST_SOURCES[name == FIGURES]
        for cells in self.left.get(name, []):
            needed = len(_labels(cells, width))
            fits = needed <= room and (cells[3] in self.named or len(self.named) < most)
            (shown if fits else left).append(cells)
            if fits:
                room -= needed
                self.number(cells[3])
        return shown, left

    def write_rest(self, box: Box) -> None:
        """Write what is left in two columns: money, outcomes and targets, or else the other figures."""
        x, y, width, height = box
        waiting = [name for name, rows in self.left.items() if rows and name != FIGURES]
        if not waiting:
            half = -(-len(self.left.get(FIGURES, [])) // 2)
            height = min(height, HEAD * LINE + half * ROW)
            waiting = [FIGURES, FIGURES]
        each, lines = (width - GAP) / 2, -(-len(waiting) // 2)
        for place, name in enumerate(waiting):
            line, column = divmod(place, 2)
            share = height / lines
            self.write(name, (x + column * (each + GAP), y + line * share, each, share - 4))

    def _row(self, cells: Cells, x: float, y: float, width: float) -> float:
        """Write a row, its name in two lines where one has no room for it; return its lower edge."""
        _, when, value, source = cells
        self.has_reported = self.has_reported or value.endswith(REPORTED_MARK)
        base, right = y + TEXT, x + width - NUMBERS
        shown_value = _value(value, width)
        before = right - text_width(shown_value, TEXT, bold=True) - 8
        labels = _labels(cells, width)
        for line, label in enumerate(labels):
            self.canvas.text(x, base + line * ROW, label, TEXT)
        self.canvas.text(before, base, when, TEXT, fill=QUIET, text_anchor="end")
        self.canvas.text(right, base, shown_value, TEXT, bold=True, text_anchor="end")
        number = self.number(source)
        self.canvas.text(x + width, base, number, NUMBER, fill=QUIET, text_anchor="end")
        return y + len(labels) * ROW


def _value(value: str, width: float) -> str:
    return shortened(value, TEXT, width * VALUE_SHARE, bold=True)


def _labels(cells: Cells, width: float) -> list[str]:
    """Return the name of a row in lines that have room beside its year and value, at most two.

    Names that begin alike differ at their ends, which must not be cut.
    """
    what, when, value, _ = cells
    beside = text_width(_value(value, width), TEXT, bold=True) + text_width(when, TEXT) + NUMBERS + 16
    lines = wrapped(what, TEXT, width - beside)
    if len(lines) < 2:
        return lines
    # The second line has the whole row for itself.
    rest = what[len(lines[0]) :].strip()
    return [lines[0], shortened(rest, TEXT, width)]
