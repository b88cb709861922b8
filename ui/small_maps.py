"""The years of a picture as small maps beside each other: the same classes, one legend, one drawing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from geo.outlines import extent, outlines_by_filename
from ui.map_facts import UnknownPicture
from ui.pattern_fills import NO_DATA, fill_of, pattern_definitions

# Pixels: a small map with its year over it and the archipelagos beside it.
CELL, MAP_WIDTH, MAP_HEIGHT, HEAD = 196.0, 128.0, 264.0, 24.0
INSET_WIDTH, INSET_HEIGHT, INSET_GRID = 58.0, 60.0, 40
ROW, SWATCH, LEGEND_TEXT, NOTE_TEXT, INSET_TEXT = 22.0, 26.0, 13.0, 12.5, 8.5
# How wide a letter is, about, where nothing measures it.
LETTER = 0.56
COLUMNS = (6, 2)
FAMILY = "Inter, 'Segoe UI', 'Noto Sans', sans-serif"
INK, SEA, RULE, BREAK, MARK = "#16212c", "#eef3f7", "#d5dce2", "#b3261e", "#7a1f12"
AREA_STROKE, ISLAND_STROKE = "#8d8577", "#44525e"
Document = Mapping[str, Any]


def small_maps(document: Document, columns: int) -> tuple[str, float, float]:
    """Return the small maps as the inside of an SVG, and its width and height."""
    planes = [_plane(layer["geometry"]) for layer in document["layers"]]
    width = columns * CELL
    legend, y = _legend(document, width)
    parts = [*(_definitions(document, number, plane) for number, plane in enumerate(planes)), *legend]
    for number, frame in enumerate(document["frames"]):
        row, column = divmod(number, columns)
        corner = column * CELL, y + row * (HEAD + MAP_HEIGHT + 10)
        parts.append(_small_map(document, planes, frame, corner))
    y += -(-len(document["frames"]) // columns) * (HEAD + MAP_HEIGHT + 10)
    for reason in dict.fromkeys(frame["break"] for frame in document["frames"] if frame["break"]):
        lines = _lines(f"┆ {reason}", width)
        parts += [_text(0, y + (n + 1) * 17, line, NOTE_TEXT, fill=BREAK) for n, line in enumerate(lines)]
        y += len(lines) * 17
    return "".join(parts), width, y + 8


def small_maps_svg(document: Document, columns: int) -> str:
    """Return the small maps as a drawing of its own."""
    inside, width, height = small_maps(document, columns)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" font-family="{FAMILY}"><title>{escape(document["title"])}</title>{inside}</svg>'
    )


def _plane(geometry_url: str) -> dict[str, Any]:
    drawing = outlines_by_filename(geometry_url.rpartition("/")[2])
    if drawing is None:
        raise UnknownPicture(geometry_url)
    plane: dict[str, Any] = json.loads(gzip.decompress(drawing.compressed))
    return plane


def _view(plane: Mapping[str, Any], fit: Any) -> tuple[float, float, float]:
    """Return the left and top that a small map shows, and its pixels a step of the outlines."""
    left, top, right, bottom = extent(plane, fit)
    scale = min(MAP_WIDTH / (right - left), MAP_HEIGHT / (bottom - top)) * 0.97
    return (left + right - MAP_WIDTH / scale) / 2, (top + bottom - MAP_HEIGHT / scale) / 2, scale


def _definitions(document: Document, number: int, plane: Mapping[str, Any]) -> str:
    """Return the outlines of a layer, written once for all years, and the fills at their scale."""
    paths = "".join(f'<path id="a{number}-{n}" d="{path}"/>' for n, path in enumerate(plane["paths"]))
    scale = _view(plane, document["layers"][number]["fit"])[2]
    return f"<defs>{paths}</defs>{pattern_definitions(document, scale, f'-{number}')}"


def _small_map(
    document: Document, planes: Sequence[Any], frame: Mapping[str, Any], corner: tuple[float, float]
) -> str:
    x, y = corner
    number = frame["layer"]
    plane, layer = planes[number], document["layers"][number]
    left, top, scale = _view(plane, layer["fit"])
    moved = f"translate({-left * scale:.2f} {-top * scale:.2f}) scale({scale:.6f})"
    parts = [_text(x + 6, y + 16, frame["when"], 15, bold=True)]
    if frame["break"]:
        parts.append(
            f'<path d="M{x - 3:.1f} {y + 2:.1f}v{HEAD + MAP_HEIGHT - 4:.1f}" stroke="{BREAK}" '
            'stroke-dasharray="5 4" stroke-width="1.5"/>'
        )
    parts.append(
        f'<svg x="{x:.1f}" y="{y + HEAD:.1f}" width="{MAP_WIDTH}" height="{MAP_HEIGHT}" '
        f'data-year="{frame["year"]}"><rect width="100%" height="100%" fill="{SEA}"/>'
        f'<g transform="{moved}" stroke="{AREA_STROKE}" stroke-width="{0.4 / scale:.2f}">'
        f"{_areas(document, frame, number)}</g></svg>"
    )
    inset_x = x + MAP_WIDTH + 4
    for place, island in enumerate(plane["islands"]):
        at = inset_x, y + HEAD + 60 + place * (INSET_HEIGHT + 8)
        mark = (
            frame["marks"][plane["codes"].index(island["code"])] if island["code"] in plane["codes"] else ""
        )
        parts.append(_inset(document, island, mark, at))
    return "".join(parts)


def _areas(document: Document, frame: Mapping[str, Any], number: int) -> str:
    """Return the areas of a year, those of one fill together."""
    by_mark: dict[str, list[int]] = {}
    for index, mark in enumerate(frame["marks"]):
        by_mark.setdefault(mark, []).append(index)
    groups = []
    for mark, indexes in sorted(by_mark.items()):
        fill = fill_of(document, mark).replace(")", f"-{number})")
        uses = "".join(f'<use href="#a{number}-{index}"/>' for index in indexes)
        groups.append(f'<g data-class="{mark}" fill="{fill}">{uses}</g>')
    return "".join(groups)


def _inset(document: Document, island: Mapping[str, Any], mark: str, at: tuple[float, float]) -> str:
    """Return one archipelago in its province's colour under its name."""
    x, y = at
    fill = document["colours"][int(mark)] if mark.isdigit() else NO_DATA if mark else "none"
    across, down = (side + 2 * INSET_GRID for side in island["size"])
    lines = _lines(document["archipelagos"][island["archipelago"]], INSET_WIDTH - 4, INSET_TEXT)
    room = INSET_HEIGHT - len(lines) * INSET_TEXT * 1.25 - 4
    scale = min((INSET_WIDTH - 4) / across, room / down)
    left, top = x + (INSET_WIDTH - across * scale) / 2, y + (room - down * scale) / 2
    texts = "".join(
        _text(x + INSET_WIDTH / 2, y + room + (n + 1) * INSET_TEXT * 1.25, line, INSET_TEXT, middle=True)
        for n, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{INSET_WIDTH}" height="{INSET_HEIGHT}" fill="#ffffff" '
        f'stroke="#9aa8b4" stroke-width="0.7"/><g data-archipelago="{island["archipelago"]}" '
        f'transform="translate({left:.2f} {top:.2f}) scale({scale:.5f}) '
        f'translate({INSET_GRID} {INSET_GRID})">'
        f'<path d="{"".join(island["paths"])}" fill="{fill}" stroke="{ISLAND_STROKE}" '
        f'stroke-width="{0.8 / scale:.2f}"/></g>{texts}'
    )


def _legend(document: Document, width: float) -> tuple[list[str], float]:
    """Return one legend for all years, without counts, which differ by year; and its lower edge."""
    frames = document["frames"]
    classes: list[dict[str, Any]] = max((frame["legend"] for frame in frames), key=len, default=[])
    gaps = {gap["mark"]: gap for frame in frames for gap in frame["gaps"]}
    head = " · ".join(part for part in (document["banner"], document["words"]["unit"]) if part)
    fill = MARK if document["banner"] else INK
    parts = [pattern_definitions(document), _text(0, 14, head, LEGEND_TEXT, bold=True, fill=fill)]
    x, y = 0.0, 22.0
    for line in [*reversed(classes), *gaps.values()]:
        wide = SWATCH + 12 + len(line["label"]) * LEGEND_TEXT * LETTER + 14
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        fill = fill_of(document, line["mark"])
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{SWATCH}" height="15" fill="{fill}" stroke="{RULE}"/>'
        )
        parts.append(_text(x + SWATCH + 8, y + 12, line["label"], LEGEND_TEXT))
        x += wide
    return parts, y + ROW + 12


def _lines(text: str, width: float, size: float = NOTE_TEXT) -> list[str]:
    """Return a text in lines of about a width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * size * LETTER <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _text(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    middle: bool = False,
    fill: str = INK,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    place = f'x="{x:.1f}" y="{y:.1f}"'
    return f'<text {place} font-size="{size:g}" fill="{fill}"{weight}{anchor}>{escape(text)}</text>'
