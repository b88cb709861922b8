"""The choropleth inside Streamlit: sends a wish, takes back what the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ui.text.place_key import PlaceKey
from vocabulary.vintages import OLD

DEFAULT_VINTAGE = OLD


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose in the picture; ``event`` counts up with every choice."""

    area: str | None
    vintage: str
    year: int | None
    event: int


def chosen_in(returned: Any) -> Chosen | None:
    """Return the choice in the component's value, None when it holds none that can be understood."""
    drawing = returned.get("last_active_drawing") if isinstance(returned, dict) else None
    properties = drawing.get("properties") if isinstance(drawing, dict) else None
    if not isinstance(properties, dict):
        return None
    match properties:
        case {"code": str() | None as area, "vintage": str(vintage), "year": int(year), "event": int(event)}:
            return Chosen(area=area, vintage=vintage, year=year, event=event)
    return None


def area_parameter(vintage: str, code: str) -> str:
    """Return an area as the address writes it: its code, with the vintage where that is not the first."""
    return code if vintage == DEFAULT_VINTAGE else f"{vintage}.{code}"


def area_in(parameter: str, level: str) -> PlaceKey:
    """Return the area that an address names at a level, whether or not there is such an area."""
    vintage, dot, code = parameter.rpartition(".")
    return PlaceKey(vintage if dot else DEFAULT_VINTAGE, level, code)
