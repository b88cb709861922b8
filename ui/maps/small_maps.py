"""The years of a picture as small maps beside each other: the same classes, one legend, one drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from geo.outlines import extent
from ui.maps.drawn_outlines import outlines_at
from ui.maps.map_facts import ESTIMATE_MARK
from ui.maps.pattern_fills import NO_DATA, fill_of, pattern_definitions
from vocabulary.words import Words

# Pixels: a small map with its year over it and the archipelagos beside it.
CELL, MAP_WIDTH, MAP_HEIGHT, HEAD, GAP = 196.0, 128.0, 264.0, 24.0, 10.0
INSET_WIDTH, INSET_HEIGHT, INSET_GRID = 58.0, 60.0, 40
ROW, SWATCH, YEAR_TEXT, LEGEND_TEXT, NOTE_TEXT, INSET_TEXT = 22.0, 26.0, 15.0, 13.0, 12.5, 8.5
NOTE_ROW = 17.0
# How wide a letter is, about, where nothing measures it.
LETTER = 0.56
COLUMNS = (6, 2)
# With classes of more spans of years than these a legend would be longer than the maps.
MOST_LEGENDS = 3
# The room of a hall's picture, and how much larger its letters are.
HALL_WIDTH, HALL_HEIGHT, HALL_LETTERS = 900.0, 400.0, 1.25
FAMILY = "Inter, 'Segoe UI', 'Noto Sans', sans-serif"
BOLD, MIDDLE = ' font-weight="600"', ' text-anchor="middle"'
INK, SEA, RULE, BREAK, MARK = "#16212c", "#eef3f7", "#d5dce2", "#b3261e", "#7a1f12"
AREA_STROKE, ISLAND_STROKE = "#8d8577", "#44525e"
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Layout:
    """How small maps are arranged: how many in a row, how large maps and letters are, the whole width.

    Where the boxes of the archipelagos are not ``named``, a line under the maps says which is which.
    """

    columns: int
    scale: float = 1.0
    letters: float = 1.0
    room: float = 0.0
    named: bool = True

    @property
    def width(self) -> float:
        """The width of the whole."""
        return self.room or self.columns * CELL * self.scale

    @property
    def head(self) -> float:
        """The height of the year over a map."""
        return HEAD * self.letters

    @property
    def row(self) -> float:
        """The height of a map with its year and the gap under it."""
        return self.head + MAP_HEIGHT * self.scale + GAP


def fitting(document: Document, width: float, height: float, letters: float, *, named: bool = True) -> Layout:
    """Return the layout whose maps are largest in a room; the room's height has legend and notes in it."""
    years, flat = len(document["frames"]), Layout(1, 1.0, letters, width, named)
    used = _legend(document, flat)[1] + _notes(document, flat, 0.0)[1]

    def scale(columns: int) -> float:
        high = (height - used) / -(-years // columns) - flat.head - GAP
        return min(width / (columns * CELL), high / MAP_HEIGHT)

    columns = max(range(1, years + 1), key=scale)
    return Layout(columns, scale(columns), letters, width, named)


def small_maps(document: Document, layout: Layout) -> tuple[str, float]:
    """Return the small maps as the inside of an SVG as wide as the layout, and its height."""
    planes = [outlines_at(layer["geometry"]) for layer in document["layers"]]
    legend, y = _legend(document, layout)
    parts = [*(_definitions(document, number, plane, layout) for number, plane in enumerate(planes)), *legend]
    for number, frame in enumerate(document["frames"]):
        row, column = divmod(number, layout.columns)
        corner = column * layout.width / layout.columns, y + row * layout.row
        parts.append(_small_map(document, planes, frame, corner, layout))
    y += -(-len(document["frames"]) // layout.columns) * layout.row
    notes, y = _notes(document, layout, y)
    return "".join([*parts, *notes]), y


def small_maps_svg(document: Document, layout: Layout) -> str:
    """Return the small maps as a drawing of its own."""
    inside, height = small_maps(document, layout)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width:g} {height:g}" '
        f'width="{layout.width:g}" height="{height:g}" font-family="{FAMILY}">'
        f"<title>{escape(document['title'])}</title>{inside}</svg>"
    )


def show_small_maps(document: Document) -> str:
    """Return the small maps as a drawing for a hall, in letters that its last row can read."""
    plain = {**document, "banner": ""}
    layout = fitting(plain, HALL_WIDTH, HALL_HEIGHT, HALL_LETTERS, named=False)
    return small_maps_svg(plain, layout)


def _notes(document: Document, layout: Layout, y: float) -> tuple[list[str], float]:
    """Return what is said under the maps from ``y`` on: boxes, boundaries, breaks; and its lower edge."""
    names = document["archipelagos"]
    boxes = "" if layout.named else Words(document["lang"])("picture.island_boxes", **names)
    lines = [(text, INK) for text in (boxes, *(layer["note"] for layer in document["layers"])) if text]
    # The shipped letters have no arrow.
    breaks = (frame["break"].replace("→", "/") for frame in document["frames"])
    lines += [(f"- - {reason}", BREAK) for reason in breaks if reason]
    size, parts = NOTE_TEXT * layout.letters, []
    for text, fill in dict.fromkeys(lines):
        for line in _lines(text, layout.width, size):
            y += NOTE_ROW * layout.letters
            parts.append(_text(0, y, line, size, fill=fill))
    return parts, y + 8


def _view(plane: Mapping[str, Any], fit: Any, layout: Layout) -> tuple[float, float, float]:
    """Return the left and top that a small map shows, and its pixels a step of the outlines."""
    left, top, right, bottom = extent(plane, fit)
    width, height = MAP_WIDTH * layout.scale, MAP_HEIGHT * layout.scale
    scale = min(width / (right - left), height / (bottom - top)) * 0.97
    return (left + right - width / scale) / 2, (top + bottom - height / scale) / 2, scale


def _definitions(document: Document, number: int, plane: Mapping[str, Any], layout: Layout) -> str:
    """Return the outlines of a layer, written once for all years, and the fills at their scale."""
    paths = "".join(f'<path id="a{number}-{n}" d="{path}"/>' for n, path in enumerate(plane["paths"]))
    scale = _view(plane, document["layers"][number]["fit"], layout)[2]
    return f"<defs>{paths}</defs>{pattern_definitions(document, scale, f'-{number}')}"


def _small_map(
    document: Document,
    planes: Sequence[Any],
    frame: Mapping[str, Any],
    corner: tuple[float, float],
    layout: Layout,
) -> str:
    x, y = corner
    number = frame["layer"]
    plane, layer = planes[number], document["layers"][number]
    left, top, scale = _view(plane, layer["fit"], layout)
    width, height = MAP_WIDTH * layout.scale, MAP_HEIGHT * layout.scale
    moved = f"translate({-left * scale:.2f} {-top * scale:.2f}) scale({scale:.6f})"
    parts = [_text(x + 6, y + 16 * layout.letters, frame["when"], YEAR_TEXT * layout.letters, BOLD)]
    if frame["break"]:
        parts.append(
            f'<path d="M{x - 3:.1f} {y + 2:.1f}v{layout.head + height - 4:.1f}" stroke="{BREAK}" '
            'stroke-dasharray="5 4" stroke-width="1.5"/>'
        )
    parts.append(
        f'<svg x="{x:.1f}" y="{y + layout.head:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'data-year="{frame["year"]}"><rect width="100%" height="100%" fill="{SEA}"/>'
        f'<g transform="{moved}" stroke="{AREA_STROKE}" stroke-width="{0.4 / scale:.2f}">'
        f"{_areas(document, frame, number, scale)}</g></svg>"
    )
    beside = x + (MAP_WIDTH + 4) * layout.scale, y + layout.head
    return "".join([*parts, *_insets(document, plane, frame, beside, layout)])


def _insets(
    document: Document, plane: Any, frame: Mapping[str, Any], beside: tuple[float, float], layout: Layout
) -> list[str]:
    """Return the archipelagos of a year under each other, each in its province's colour."""
    x, y = beside
    drawn = []
    for place, island in enumerate(plane["islands"]):
        known = island["code"] in plane["codes"]
        mark = frame["marks"][plane["codes"].index(island["code"])] if known else ""
        at = x, y + (60 + place * (INSET_HEIGHT + 8)) * layout.scale
        drawn.append(_inset(document, island, mark, at, layout))
    return drawn


def _areas(document: Document, frame: Mapping[str, Any], number: int, scale: float) -> str:
    """Return the areas of a year, those of one fill together."""
    by_mark: dict[str, list[int]] = {}
    for index, mark in enumerate(frame["marks"]):
        by_mark.setdefault(mark, []).append(index)
    groups = []
    for mark, indexes in sorted(by_mark.items()):
        fill = fill_of(document, mark).replace(")", f"-{number})")
        uses = "".join(f'<use href="#a{number}-{index}"/>' for index in indexes)
        groups.append(f'<g data-class="{mark}" fill="{fill}">{uses}</g>')
    return "".join([*groups, _estimated(frame, number, scale)])


def _estimated(frame: Mapping[str, Any], number: int, scale: float) -> str:
    """Return a dashed outline for every area whose figure is an estimate."""
    if not frame["estimates"]:
        return ""
    uses = "".join(f'<use href="#a{number}-{index}"/>' for index in frame["estimates"]["areas"])
    width, dashes = 0.8 / scale, f"{3 / scale:.2f} {2 / scale:.2f}"
    return (
        f'<g class="estimated" fill="none" stroke="{INK}" stroke-width="{width:.2f}" '
        f'stroke-dasharray="{dashes}">{uses}</g>'
    )


def _inset(
    document: Document, island: Mapping[str, Any], mark: str, at: tuple[float, float], layout: Layout
) -> str:
    """Return one archipelago in a box, over its name where boxes are named."""
    x, y = at
    fill = document["colours"][int(mark)] if mark.isdigit() else NO_DATA if mark else "none"
    across, down = (side + 2 * INSET_GRID for side in island["size"])
    width, height = INSET_WIDTH * layout.scale, INSET_HEIGHT * layout.scale
    size = min(INSET_TEXT * layout.scale, NOTE_TEXT * layout.letters)
    name = document["archipelagos"][island["archipelago"]]
    lines = _lines(name, width - 4 * layout.scale, size) if layout.named else []
    room = height - len(lines) * size * 1.25 - 4
    scale = min((width - 4) / across, room / down)
    left, top = x + (width - across * scale) / 2, y + (room - down * scale) / 2
    texts = "".join(
        _text(x + width / 2, y + room + (n + 1) * size * 1.25, line, size, MIDDLE)
        for n, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="#ffffff" '
        f'stroke="#9aa8b4" stroke-width="0.7"/><g data-archipelago="{island["archipelago"]}" '
        f'transform="translate({left:.2f} {top:.2f}) scale({scale:.5f}) '
        f'translate({INSET_GRID} {INSET_GRID})">'
        f'<path d="{"".join(island["paths"])}" fill="{fill}" stroke="{ISLAND_STROKE}" '
        f'stroke-width="{0.8 / scale:.2f}"/></g>{texts}'
    )


def _legend(document: Document, layout: Layout) -> tuple[list[str], float]:
    """Return a legend for all years, without counts, which differ by year; and its lower edge.

    Years of other classes have lines of their own, those of many have the classes by their number.
    """
    frames, big = document["frames"], layout.letters
    classes = _class_lines(document)
    gaps = {gap["mark"]: gap for frame in frames for gap in frame["gaps"]}
    estimates = [frame["estimates"] for frame in frames if frame["estimates"]][:1]
    head = " · ".join(part for part in (document["banner"], document["words"]["unit"]) if part)
    size, fill = LEGEND_TEXT * big, MARK if document["banner"] else INK
    parts = [pattern_definitions(document), _text(0, 14 * big, head, size, BOLD, fill=fill)]
    x, y = 0.0, 22.0 * big
    for line in [*classes, *estimates, *gaps.values()]:
        wide = (SWATCH + 12 + len(line["label"]) * LEGEND_TEXT * LETTER + 14) * big
        if x and x + wide > layout.width:
            x, y = 0.0, y + ROW * big
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{SWATCH * big:g}" height="{15 * big:g}" '
            f"{_swatch(document, line['mark'])}/>"
        )
        parts.append(_text(x + (SWATCH + 8) * big, y + 12 * big, line["label"], size))
        x += wide
    return parts, y + (ROW + 12) * big


def _class_lines(document: Document) -> list[dict[str, Any]]:
    """Return a line for each class, the highest first: once where all years have the same, else by years."""
    by_bounds: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for frame in document["frames"]:
        if frame["legend"]:
            by_bounds.setdefault(tuple(line["label"] for line in frame["legend"]), []).append(frame)
    parts = list(by_bounds.values())
    if len(parts) > MOST_LEGENDS:
        words, most = Words(document["lang"]), max((frames[0]["legend"] for frames in parts), key=len)
        return [
            line | {"label": words("legend.class_of_year", number=int(line["mark"]) + 1, count=len(most))}
            for line in reversed(most)
        ]
    return [
        line | {"label": f"{_years(frames)}: {line['label']}" if len(parts) > 1 else line["label"]}
        for frames in parts
        for line in reversed(frames[0]["legend"])
    ]


def _years(frames: Sequence[Mapping[str, Any]]) -> str:
    """Return the first and the last of the years of some frames."""
    first, last = frames[0]["when"], frames[-1]["when"]
    return str(first) if first == last else f"{first}–{last}"


def _swatch(document: Document, mark: str) -> str:
    """Return how the swatch of a line is drawn: estimates are an outline and no fill."""
    if mark == ESTIMATE_MARK:
        return f'fill="none" stroke="{INK}" stroke-dasharray="4 3"'
    return f'fill="{fill_of(document, mark)}" stroke="{RULE}"'


def _lines(text: str, width: float, size: float) -> list[str]:
    """Return a text in lines of about a width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * size * LETTER <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _text(x: float, y: float, text: str, size: float, style: str = "", *, fill: str = INK) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}"'
    return f'<text {place} font-size="{size:g}" fill="{fill}"{style}>{escape(text)}</text>'
