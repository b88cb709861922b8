"""What areas are filled with besides plain colours: hatches for gaps, textures for classes that have one."""

from __future__ import annotations

from exports.canvas import Canvas
from exports.map_still import MapStill
from geo.palettes import TILE

NO_DATA, NO_DATA_LINE = "#e4e4e4", "#8a8a8a"
# Name → distance of its lines, and their angle.
HATCHES = {"hatch": (4.5, 45), "hatch-wide": (7.0, -45)}
TEXTURE_LINE = "rgb(0,0,0)"
TEXTURE_STRENGTH, TEXTURE_WIDTH = 0.6, 1.5


def patterns(canvas: Canvas, still: MapStill | None, scale: float = 1.0, suffix: str = "") -> None:
    """Define the fills of a still; inside a scaled drawing ``scale`` is taken back.

    Without a still there are only the hatches.
    """
    defined = [_hatch(name, scale, suffix) for name in HATCHES]
    if still is not None:
        textured = enumerate(still.document["textures"])
        defined += [_texture(still, number, path, scale, suffix) for number, path in textured if path]
    canvas.add(f"<defs>{''.join(defined)}</defs>")


def _hatch(name: str, scale: float, suffix: str) -> str:
    spacing, angle = HATCHES[name]
    return (
        f'<pattern id="{name}{suffix}" width="{spacing}" height="{spacing}" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({1 / scale:.5f}) rotate({angle})">'
        f'<rect width="{spacing}" height="{spacing}" fill="{NO_DATA}"/>'
        f'<line x1="0" y1="0" x2="0" y2="{spacing}" stroke="{NO_DATA_LINE}" stroke-width="1.6"/></pattern>'
    )


def _texture(still: MapStill, number: int, path: str, scale: float, suffix: str) -> str:
    return (
        f'<pattern id="texture-{number}{suffix}" width="{TILE}" height="{TILE}" '
        f'patternUnits="userSpaceOnUse" patternTransform="scale({1 / scale:.5f})">'
        f'<rect width="{TILE}" height="{TILE}" fill="{still.colour(str(number))}"/>'
        f'<path d="{path}" fill="none" stroke="{TEXTURE_LINE}" stroke-opacity="{TEXTURE_STRENGTH}" '
        f'stroke-width="{TEXTURE_WIDTH}"/></pattern>'
    )
