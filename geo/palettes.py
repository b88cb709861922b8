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
NO_DATA_COLOUR = "#d9d9d9"


@cache
def colours(direction: Direction, count: int) -> tuple[str, ...]:
    """Return ``count`` colours from light (low values) to dark (high values)."""
    if count <= 0:
        return ()
    if count < 3:
        return colours(direction, 5)[1::2][:count]
    return tuple(color_brewer(PALETTE_OF_DIRECTION[direction], count))
