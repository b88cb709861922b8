"""The links that take a view home: plain addresses, nothing is made before one is opened."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ui.language import Words
from ui.map_address import MapAddress
from ui.visit import Visit

ROUTE = "/take-away"
Files = Mapping[str, tuple[str, Mapping[str, str]]]
# Kind of file → its address, what is added to the query. From the top: for reading, for a hall, for work.
MAP_FILES: Files = {
    "map_pdf": ("map.pdf", {}),
    "map_png": ("map.png", {}),
    "map_png_wide": ("map.png", {"paper": "wide"}),
    "map_html": ("map.html", {}),
    "map_xlsx": ("map.xlsx", {}),
    "map_csv": ("map.csv", {}),
    "map_gpkg": ("map.gpkg", {}),
    "map_geojson": ("map.geojson", {}),
    "map_svg": ("map.svg", {}),
}


def map_menu(visit: Visit, address: MapAddress) -> None:
    """Draw the menu that takes a map away in every form."""
    with st.popover(visit.words("take_away.title")):
        _links(MAP_FILES, address.query(), visit.words)


def _links(files: Files, query: Mapping[str, str], words: Words) -> None:
    items = "".join(
        f"<li><a href='{escape(file_url(name, {**query, **added}))}' download>"
        f"{escape(words(f'take_away.{kind}'))}</a></li>"
        for kind, (name, added) in files.items()
    )
    st.html(f"<ul class='take-away'>{items}</ul>")


def file_url(name: str, query: Mapping[str, str]) -> str:
    """Return the address of a file."""
    return f"{ROUTE}/{name}?{urlencode(query)}"
