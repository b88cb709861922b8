"""The choropleth inside Streamlit: sends a wish, takes back what the visitor chose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey
from vocabulary.vintages import OLD

DEFAULT_VINTAGE = OLD
# Where the handle over the merger stands, in percent of the map's width.
HANDLE, WHOLE = "handle", 100
PERCENT = re.compile("[0-9]{1,3}")


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose in the picture; ``event`` counts up with every choice.

    ``share`` is where the handle over the merger was left, in percent of the map's width; None where there is
    none, or where nobody moved it.
    """

    area: str | None
    vintage: str
    year: int | None
    event: int
    share: int | None = None


def chosen_in(returned: Any) -> Chosen | None:
    """Return the choice in the component's value, None when it holds none that can be understood."""
    drawing = returned.get("last_active_drawing") if isinstance(returned, dict) else None
    properties = drawing.get("properties") if isinstance(drawing, dict) else None
    if not isinstance(properties, dict):
        return None
    match properties:
        case {"code": str() | None as area, "vintage": str(vintage), "year": int(year), "event": int(event)}:
            share = properties.get("share")
            is_share = isinstance(share, int) and not isinstance(share, bool) and 0 <= share <= WHOLE
            return Chosen(area, vintage, year, event, share if is_share else None)
    return None


def area_parameter(vintage: str, code: str) -> str:
    """Return an area as the address writes it: its code, with the vintage where that is not the first."""
    return code if vintage == DEFAULT_VINTAGE else f"{vintage}.{code}"


def area_in(parameter: str, level: str) -> PlaceKey:
    """Return the area that an address names at a level, whether or not there is such an area."""
    vintage, dot, code = parameter.rpartition(".")
    return PlaceKey(vintage if dot else DEFAULT_VINTAGE, level, code)


def handle_in(query: Mapping[str, str]) -> tuple[int | None, BadParameter | None]:
    """Return where the handle over the merger stands, in percent of the map's width; None for the middle."""
    value = query.get(HANDLE)
    if not value:
        return None, None
    if PERCENT.fullmatch(value) and int(value) <= WHOLE:
        return int(value), None
    return None, BadParameter.of(HANDLE, value)
