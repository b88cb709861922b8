"""What areas are filled with besides plain colours: hatches for gaps, textures for classes that have one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.palettes import TILE
from ui.maps.map_facts import OUTSIDE

OUTSIDE_COLOUR = "#f7f9fa"
# A change that the survey cannot see: known, and neither for better nor for worse.
UNCLEAR_COLOUR = "#d3d6d9"
NO_DATA, NO_DATA_LINE = "#e4e4e4", "#8a8a8a"
# Name → distance of its lines, and their angle.
HATCHES = {"hatch": (4.5, 45), "hatch-wide": (7.0, -45)}
TEXTURE_LINE = "rgb(0,0,0)"
TEXTURE_STRENGTH, TEXTURE_WIDTH = 0.6, 1.5
HATCH, WIDE_HATCH = "url(#hatch)", "url(#hatch-wide)"
GAP_FILL = {"-": HATCH, "x": HATCH, "s": HATCH, OUTSIDE: OUTSIDE_COLOUR, "u": UNCLEAR_COLOUR}
GAP_FILL |= dict.fromkeys("nbrokp", WIDE_HATCH)


def fill_of(document: Mapping[str, Any], mark: str) -> str:
    """Return the colour, texture or hatch of a mark: a class or a kind of gap."""
    if mark in GAP_FILL:
        return GAP_FILL[mark]
    textured = document["textures"][int(mark)]
    return f"url(#texture-{mark})" if textured else str(document["colours"][int(mark)])


def pattern_definitions(document: Mapping[str, Any] | None, scale: float = 1.0, suffix: str = "") -> str:
    """Return the definitions of a picture's fills; inside a scaled drawing ``scale`` is taken back.

    Without a document there are only the hatches.
    """
    defined = [_hatch(name, scale, suffix) for name in HATCHES]
    if document is not None:
        pairs = zip(document["textures"], document["colours"], strict=True)
        defined += [
            _texture(number, path, colour, scale, suffix)
            for number, (path, colour) in enumerate(pairs)
            if path
        ]
    return f"<defs>{''.join(defined)}</defs>"


def _hatch(name: str, scale: float, suffix: str) -> str:
    spacing, angle = HATCHES[name]
    return (
        f'<pattern id="{name}{suffix}" width="{spacing}" height="{spacing}" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({1 / scale:.5f}) rotate({angle})">'
        f'<rect width="{spacing}" height="{spacing}" fill="{NO_DATA}"/>'
        f'<line x1="0" y1="0" x2="0" y2="{spacing}" stroke="{NO_DATA_LINE}" stroke-width="1.6"/></pattern>'
    )


def _texture(number: int, path: str, colour: str, scale: float, suffix: str) -> str:
    return (
        f'<pattern id="texture-{number}{suffix}" width="{TILE}" height="{TILE}" '
        f'patternUnits="userSpaceOnUse" patternTransform="scale({1 / scale:.5f})">'
        f'<rect width="{TILE}" height="{TILE}" fill="{colour}"/>'
        f'<path d="{path}" fill="none" stroke="{TEXTURE_LINE}" stroke-opacity="{TEXTURE_STRENGTH}" '
        f'stroke-width="{TEXTURE_WIDTH}"/></pattern>'
    )
