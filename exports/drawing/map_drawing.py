"""The map itself on a sheet: areas by class, hatches, the marked place, archipelagos, scale bar, north."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

from exports.drawing.area_boxes import Edges, boxes
from exports.drawing.canvas import ACCENT, INK, LINE, QUIET, RULE, SEA, Canvas, text_width, wrapped
from exports.maps.still import MapStill
from geo.outlines import extent, mercator
from ui.maps.pattern_fills import NO_DATA, pattern_definitions

AREA_STROKE, ISLAND_STROKE = "#8d8577", "#44525e"
ESTIMATE_DASHES = "4 3"
MANY_AREAS = 700
EARTH_DEGREE_KM = 111.32
BAR_LENGTHS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)
INSET_GRID = 40
INSET_TEXT, SMALL_INSET_TEXT, WIDE_INSET = 12, 10, 140
NAME_TEXT = 9.5
HALO: dict[str, Any] = {"paint_order": "stroke", "stroke": "#ffffff", "stroke_width": 2.4}
# How much of the marked area's size is shown on each side of it.
NEIGHBOURS = 0.8

Box = tuple[float, float, float, float]


def draw_map(canvas: Canvas, still: MapStill, box: Box, *, near: bool = False) -> None:
    """Draw the areas into a box (x, y, width, height); ``near`` shows the marked area and its neighbours."""
    x, y, width, height = box
    canvas.rect(x, y, width, height, fill=SEA, stroke=RULE)
    view = _view(still, width / height, near)
    scale = width / view[2]
    canvas.add(
        f'<svg x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'viewBox="0 0 {width:.2f} {height:.2f}">'
    )
    left, top = -view[0] * scale, -view[1] * scale
    canvas.add(f'<g class="areas" transform="translate({left:.3f} {top:.3f}) scale({scale:.6f})">')
    _areas(canvas, still, scale)
    canvas.add("</g>")
    if near:
        _names(canvas, still, view, scale)
    canvas.add("</svg>")
    _scale_bar(canvas, still, box, scale, view)
    _north(canvas, still, x + width - 24, y + 30)
    _boundary_note(canvas, still, box)


def _view(still: MapStill, ratio: float, near: bool) -> Box:
    """Return the part of the plane that is shown, with the box's ratio of width to height."""
    marked = _marked_box(still) if near else None
    left, top, right, bottom = marked or extent(still.plane, still.layer["fit"])
    pad = (NEIGHBOURS if marked else 0.025) * max(right - left, bottom - top)
    width, height = right - left + 2 * pad, bottom - top + 2 * pad
    wider, higher = max(width, height * ratio), max(height, width / ratio)
    return (left + right - wider) / 2, (top + bottom - higher) / 2, wider, higher


def _marked_box(still: MapStill) -> Edges | None:
    area, codes = still.address.area, still.plane["codes"]
    return boxes([still.plane["paths"][codes.index(area.code)]])[0] if area and area.code in codes else None


def _names(canvas: Canvas, still: MapStill, view: Box, scale: float) -> None:
    """Write the names of the areas in sight that have room for them, the marked one's first."""
    codes = still.plane["codes"]
    marked = still.address.area.code if still.address.area else ""
    written: list[tuple[float, float, float]] = []
    placed = sorted(zip(codes, boxes(still.plane["paths"]), strict=True), key=lambda pair: pair[0] != marked)
    for code, edges in placed:
        if edges is None:
            continue
        x = ((edges[0] + edges[2]) / 2 - view[0]) * scale
        y = ((edges[1] + edges[3]) / 2 - view[1]) * scale
        name = still.layer["names"][codes.index(code)]
        half = text_width(name, NAME_TEXT) / 2
        inside = half < x < view[2] * scale - half and 26 < y < view[3] * scale - 34
        free = all(abs(y - at) > NAME_TEXT or abs(x - there) > half + wide for there, at, wide in written)
        if inside and free and 2 * half < (edges[2] - edges[0]) * scale * 1.15:
            written.append((x, y, half))
            canvas.text(x, y + 3, name, NAME_TEXT, text_anchor="middle", **HALO)


def _areas(canvas: Canvas, still: MapStill, scale: float) -> None:
    plane, marks = still.plane, still.frame["marks"]
    stroke = (0.55 if len(marks) < MANY_AREAS else 0.25) / scale
    canvas.add(pattern_definitions(still.document, scale, "-map"))
    canvas.add(f'<g stroke="{AREA_STROKE}" stroke-width="{stroke:.3f}" stroke-linejoin="round">')
    for index, (code, path, mark) in enumerate(zip(plane["codes"], plane["paths"], marks, strict=True)):
        fill = still.fill(mark).replace(")", "-map)")
        label = escape(still.described(index), quote=False)
        canvas.add(
            f'<path data-code="{escape(code)}" data-class="{mark}" fill="{fill}" d="{path}">'
            f"<title>{label}</title></path>"
        )
    _estimated(canvas, still, scale)
    canvas.add("</g>")
    if still.address.area and still.address.area.code in plane["codes"]:
        path = plane["paths"][plane["codes"].index(still.address.area.code)]
        canvas.add(
            f'<path class="marked" d="{path}" fill="none" stroke="{ACCENT}" '
            f'stroke-width="{2.6 / scale:.3f}"/>'
        )


def _estimated(canvas: Canvas, still: MapStill, scale: float) -> None:
    """Draw a dashed outline around every area whose figure is an estimate."""
    estimates = still.frame["estimates"]
    if not estimates:
        return
    dashes = " ".join(f"{float(length) / scale:.3f}" for length in ESTIMATE_DASHES.split())
    paths = "".join(still.plane["paths"][index] for index in estimates["areas"])
    canvas.add(
        f'<path class="estimated" d="{paths}" fill="none" stroke="{INK}" '
        f'stroke-width="{1.1 / scale:.3f}" stroke-dasharray="{dashes}"/>'
    )


def _scale_bar(canvas: Canvas, still: MapStill, box: Box, scale: float, view: Box) -> None:
    """Draw a bar that holds at the middle of the map, as long as a quarter of the map's width allows."""
    x, y, width, height = box
    (_, west), (north, east) = still.plane["bounds"]
    per_degree = still.plane["size"][0] / (east - west)
    ordinate = mercator(north) - (view[1] + view[3] / 2) / per_degree
    middle = 2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2
    pixels_per_km = per_degree * scale / (EARTH_DEGREE_KM * math.cos(middle))
    fitting = [length for length in BAR_LENGTHS_KM if length * pixels_per_km <= width * 0.3]
    length = fitting[-1] if fitting else BAR_LENGTHS_KM[0]
    long, left, low = length * pixels_per_km, x + 12, y + height - 12
    canvas.add(
        f'<path d="M{left:.1f} {low - 5:.1f}v5h{long:.1f}v-5" fill="none" stroke="{INK}" stroke-width="1.2"/>'
    )
    canvas.text(left, low - 9, f"{still.words.number(length)} km", 11, fill=QUIET)


def _north(canvas: Canvas, still: MapStill, x: float, y: float) -> None:
    canvas.add(f'<path d="M{x:.1f} {y - 8:.1f}l5 15l-5 -3.5l-5 3.5z" fill="{QUIET}"/>')
    canvas.text(x, y - 12, still.words("take_away.north"), 11, fill=QUIET, text_anchor="middle")


def _boundary_note(canvas: Canvas, still: MapStill, box: Box) -> None:
    x, y, width, _ = box
    note = still.layer["note"]
    if note:
        canvas.paragraph(x + 10, y + 8, note, 12, width - 60, bold=True, data_note="boundaries", **HALO)


def draw_insets(canvas: Canvas, still: MapStill, box: Box) -> float:
    """Draw both archipelagos side by side, labelled, in their province's colour; return the lower edge."""
    x, y, width, height = box
    each = (width - 10) / 2
    for number, island in enumerate(still.plane["islands"]):
        _inset(canvas, still, island, (x + number * (each + 10), y, each, height))
    return y + height


def _inset(canvas: Canvas, still: MapStill, island: Mapping[str, Any], box: Box) -> None:
    x, y, width, height = box
    name = still.document["archipelagos"][island["archipelago"]]
    mark = still.mark_of(island["code"])
    fill = "none" if mark is None else still.colour(mark) if mark.isdigit() else NO_DATA
    across, down = (side + 2 * INSET_GRID for side in island["size"])
    size = INSET_TEXT if width >= WIDE_INSET else SMALL_INSET_TEXT
    lines = wrapped(name, size, width - 8)
    drawn = height - 4 - len(lines) * size * LINE
    scale = min(width / across, drawn / down)
    canvas.rect(x, y, width, height, fill="#ffffff", stroke="#9aa8b4")
    left, top = x + (width - across * scale) / 2, y + (drawn - down * scale) / 2
    canvas.add(
        f'<g class="inset" data-archipelago="{island["archipelago"]}" '
        f'transform="translate({left:.2f} {top:.2f}) scale({scale:.5f}) '
        f'translate({INSET_GRID} {INSET_GRID})">'
        f'<path d="{"".join(island["paths"])}" fill="{fill}" stroke="{ISLAND_STROKE}" '
        f'stroke-width="{1.2 / scale:.2f}"/></g>'
    )
    for number, line in enumerate(reversed(lines)):
        base = y + height - 6 - number * size * LINE
        canvas.text(x + width / 2, base, line, size, text_anchor="middle")
