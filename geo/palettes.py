"""Colours of the classes.

Sequential palettes of ColorBrewer (Cynthia A. Brewer, Pennsylvania State University), as folium's
branca carries them: they survive colour blindness and a weak projector. Colour says the direction
of good: warm where a high value is bad, cool where it is good, violet where it is neither.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from branca.utilities import color_brewer

Direction = Literal["lower", "higher", "context"]

PALETTE_OF_DIRECTION: dict[Direction, str] = {"lower": "YlOrBr", "higher": "YlGnBu", "context": "BuPu"}
# Diverging, for changes only: blue-green where things got better, brown where they got worse.
CHANGE_PALETTES: dict[Direction, str] = {"lower": "BrBG", "higher": "BrBG", "context": "PuOr"}
# Orange to the right times blue upwards, multiplied: colour-blind people distinguish the nine too.
BIVARIATE = (
    *("#f0f0f0", "#f3c08a", "#e8862d"),
    *("#9ec5e3", "#96947b", "#8f6728"),
    *("#3b82bd", "#385e66", "#2b3220"),
)
# Okabe and Ito's colours, lightened where dark lines lie over them; each has a texture of its own besides.
LEADING = (
    *("#e69f00", "#56b4e9", "#3fbf9a", "#f0e442", "#7fa7d8", "#e88a4d", "#d99cc0", "#c9c9c9", "#ffffff"),
)
# A texture is the path of lines in a tile of ten by ten; "" for none. Slanting lines go on beyond the
# corners, so that tiles join without a notch.
RISING, FALLING = "M-2 12L12 -2M-2 2L2 -2M8 12L12 8", "M-2 -2L12 12M8 -2L12 2M-2 8L2 12"
TEXTURES = (
    *("", RISING, "M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0", FALLING, "M5 0V10", "M0 5H10"),
    *("M5 0V10M0 5H10", RISING + FALLING, "M4 5H6"),
)
TILE = 10
# Of offices, colour and texture by how one stands: blue where the report is there, grey where nobody knows
# when it came, white where it is not due yet, orange where it is not there.
STANDING_FILLS = {
    "in_time": ("#3b82bd", ""),
    "late": ("#9ec5e3", RISING),
    "recorded": ("#c9c9c9", ""),
    "not_due": ("#ffffff", ""),
    "overdue": ("#e8862d", FALLING),
    "absent": ("#f6d3a8", "M4 5H6"),
}
NO_CHANGE_COLOUR = "#f5f5f5"


@cache
def change_colours(direction: Direction) -> tuple[str, ...]:
    """Return seven colours from the largest fall to the largest rise, the middle one for no change."""
    eight = color_brewer(CHANGE_PALETTES[direction], 8)
    # Without the two lightest, which nobody with protanopia distinguishes from the middle.
    palette = (*eight[:3], NO_CHANGE_COLOUR, *eight[5:])
    return palette[::-1] if direction == "lower" else palette


@cache
def colours(direction: Direction, count: int) -> tuple[str, ...]:
    """Return ``count`` colours from light (low values) to dark (high values)."""
    if count <= 0:
        return ()
    if count < 3:
        return colours(direction, 5)[1::2][:count]
    return tuple(color_brewer(PALETTE_OF_DIRECTION[direction], count))
