"""The choropleth as folium sees it: a base map that never changes and a layer that only names what to show.

streamlit-folium rebuilds its frame whenever the map's script changes, so the map's script is
constant. A change travels as a feature group of a few codes: the address of the picture's
document, the year and the chosen area.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import folium
from jinja2 import Template

from geo.assets import choropleth_script, leaflet_script

INITIAL_VIEW = ((16.2, 106.3), 6)


def map_options(*, zoom_by_wheel: bool) -> dict[str, Any]:
    """Return Leaflet's options of the base map, by the names that folium gives them."""
    return {
        "zoom_snap": 0.1,
        "zoom_delta": 0.5,
        "max_zoom": 13,
        "min_zoom": 4,
        "scroll_wheel_zoom": zoom_by_wheel,
        "attribution_control": True,
        "inertia": False,
    }


def leaflet_options(*, zoom_by_wheel: bool) -> dict[str, Any]:
    """Return the base map's options by Leaflet's own names, for a map that folium does not make."""
    location, zoom = INITIAL_VIEW
    options = {"center": location, "zoom": zoom}
    for name, value in map_options(zoom_by_wheel=zoom_by_wheel).items():
        first, *rest = name.split("_")
        options[first + "".join(part.title() for part in rest)] = value
    return options


class BaseMap(folium.Map):
    """An empty map without tiles, whose files all come from the app's own addresses."""

    def __init__(self, *, zoom_by_wheel: bool) -> None:
        location, zoom = INITIAL_VIEW
        super().__init__(
            location=location,
            zoom_start=zoom,
            tiles=None,
            **map_options(zoom_by_wheel=zoom_by_wheel),
        )
        self.default_js = [(script.stem, script.url) for script in (leaflet_script(), choropleth_script())]
        self.default_css = []


@dataclass(frozen=True)
class MapRequest:
    """What the picture is to show.

    ``document`` is the address of the picture's document, ``selected`` an area's code in ``vintage``, and
    ``answered`` the number of the last event of the picture that this request already knows of:
    an older request does not take back what the visitor did meanwhile. ``unreachable`` is the sentence to
    show when the server does not answer. A ``compact`` picture has neither ranking nor years; one that has
    its texts ``beside`` it is as high as its frame. ``share`` is where the handle over the merger stands, in
    percent of the map's width; None for the middle of what is shown.
    """

    document: str
    year: int | None
    selected: str | None
    vintage: str
    answered: int
    unreachable: str
    compact: bool = False
    beside: bool = False
    share: int | None = None


class ChoroplethLayer(folium.FeatureGroup):
    """The layer that carries a request to the picture."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} =
                Choropleth.show({{ this._parent.get_name() }}, {{ this.map_request }});
        {% endmacro %}
        """
    )

    def __init__(self, map_request: MapRequest) -> None:
        super().__init__(name="choropleth")
        self.map_request = script_literal(asdict(map_request))


def script_literal(value: Any) -> str:
    """Return ``value`` as a JavaScript literal that no text in it can break out of."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escape)
    return text
