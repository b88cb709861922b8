"""Tables of a brief: what, when, how much, which source; as many rows as there is room for."""

from __future__ import annotations

from exports.canvas import LINE, QUIET, Canvas, shortened, text_width
from exports.map_drawing import Box
from exports.place_facts import REPORTED_MARK, Cells, PlaceStill

HEAD, TEXT, NUMBER = 13.0, 10.0, 8.0
ROW = TEXT * LINE
FEWEST_ROWS = 2
GAP = 22.0
# The widest a value may be, as a part of the row.
VALUE_SHARE = 0.55


class Tables:
    """The tables as they are written: ``named`` holds the codes of the sources so far, by number."""

    def __init__(self, canvas: Canvas, still: PlaceStill) -> None:
        self.canvas, self.still = canvas, still
        self.left = {name: list(rows) for name, rows in still.tables.items()}
        self.named: list[str] = []
        self.lower_edge = 0.0
        self.has_reported = False

    def number(self, source: str) -> str:
        """Return a source's number as it stands behind a figure."""
        if source not in self.named:
            self.named.append(source)
        return f"[{self.named.index(source) + 1}]"

    def write(self, name: str, box: Box) -> None:
        """Write as many rows of a table as a box has room for; the others are left for later."""
        x, y, width, height = box
        rows = self.left.get(name, [])
        room = int((height - HEAD * LINE) / ROW)
        if not rows or room < FEWEST_ROWS:
            return
        shown, self.left[name] = rows[:room], rows[room:]
        self.canvas.text(x, y + HEAD, self.still.words(f"brief.{name}"), HEAD, bold=True)
        if self.left[name]:
            text = self.still.words("brief.more", count=len(self.left[name]))
            self.canvas.text(x + width, y + HEAD, text, TEXT, fill=QUIET, text_anchor="end")
        for number, cells in enumerate(shown):
            self._row(cells, x, y + HEAD * LINE + number * ROW, width)
        self.lower_edge = y + HEAD * LINE + len(shown) * ROW

    def write_rest(self, box: Box) -> None:
        """Write what is left, the tables beside each other."""
        x, y, width, height = box
        waiting = [name for name, rows in self.left.items() if rows]
        if len(waiting) == 1:
            half = -(-len(self.left[waiting[0]]) // 2)
            height = min(height, HEAD * LINE + half * ROW)
            waiting = waiting * 2
        each = (width - GAP * (len(waiting) - 1)) / max(len(waiting), 1)
        for place, name in enumerate(waiting):
            self.write(name, (x + place * (each + GAP), y, each, height))

    def _row(self, cells: Cells, x: float, y: float, width: float) -> None:
        what, when, value, source = cells
        self.has_reported = self.has_reported or value.endswith(REPORTED_MARK)
        base = y + TEXT
        right = x + width - text_width("[00]", NUMBER) - 2
        told = shortened(value, TEXT, width * VALUE_SHARE, bold=True)
        before = right - text_width(told, TEXT, bold=True) - 8
        room = before - text_width(when, TEXT) - x - 8
        self.canvas.text(x, base, shortened(what, TEXT, room), TEXT)
        self.canvas.text(before, base, when, TEXT, fill=QUIET, text_anchor="end")
        self.canvas.text(right, base, told, TEXT, bold=True, text_anchor="end")
        number = self.number(source)
        self.canvas.text(x + width, base, number, NUMBER, fill=QUIET, text_anchor="end")
