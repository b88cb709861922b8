"""The links that take a view home: plain addresses, nothing is made before one is opened."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from data_access.store_codes import parameters_of
from ui.cached.visit import Visit
from ui.charts.slides import LEFT_OUT, Slide, written_plainly
from ui.controls.embedding import EmbedSettings, embed_code
from ui.files.file_links import Files, file_links, file_url
from ui.maps.map_address import MapAddress
from ui.maps.map_reading import pictured_row
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

# A nation's would be ten thousand sheets.
WITH_PARTS = ("province", "district")
# The parameter that leaves the line of HXL tags out of a table.
HXL, NO_HXL = "hxl", "0"
BARE = {HXL: NO_HXL}
# Kind of file → its address, what is added to the query. From the top: for reading, for a hall, for work.
MAP_FILES: Files = {
    "map_pdf": ("map.pdf", {}),
    "map_png": ("map.png", {}),
    "map_png_wide": ("map.png", {"paper": "wide"}),
    "map_html": ("map.html", {}),
    "map_xlsx": ("map.xlsx", {}),
    "map_xlsx_bare": ("map.xlsx", BARE),
    "map_csv": ("map.csv", {}),
    "map_csv_bare": ("map.csv", BARE),
    "map_gpkg": ("map.gpkg", {}),
    "map_geojson": ("map.geojson", {}),
    "map_svg": ("map.svg", {}),
}


# Every year as small maps.
YEARS_FILES: Files = {
    "map_pdf": ("map.pdf", {}),
    "map_pdf_wide": ("map.pdf", {"paper": "wide"}),
    "map_png": ("map.png", {}),
    "map_png_wide": ("map.png", {"paper": "wide"}),
    "map_svg": ("map.svg", {}),
    "map_svg_wide": ("map.svg", {"paper": "wide"}),
    "map_xlsx": ("map.xlsx", {}),
    "map_xlsx_bare": ("map.xlsx", BARE),
    "years_csv": ("map.csv", {}),
    "years_csv_bare": ("map.csv", BARE),
}

PLACE_FILES: Files = {
    "brief_pdf": ("brief.pdf", {}),
    "brief_png": ("brief.png", {}),
    "chart_pdf": ("chart.pdf", {}),
    "chart_png": ("chart.png", {}),
    "chart_svg": ("chart.svg", {}),
}
SLIDE_FILE: Files = {"slide_pptx": ("slides.pptx", {})}
# A page with a bar that moves, since a province has a hundred briefs.
PARTS_PAGE = "briefs"
# Also a page with a bar: a folder with the pages of a place and of all in it, for a machine without network.
PACK_PAGE = "pack"
# Everything public in one archive.
BULK_FILE = "bulk.zip"
WITH_PACK = ("nation", "region", "province", "district")


def map_menu(visit: Visit, address: MapAddress) -> None:
    """Draw the menu that takes a map away in every form."""
    with st.popover(visit.words("take_away.title"), icon=":material/download:", type="tertiary"):
        _links(YEARS_FILES if address.side_by_side else MAP_FILES, address.query(), visit.words)
        _links(SLIDE_FILE, _as_slide(visit, address), visit.words)
        _embed_line(visit, address)


def _embed_line(visit: Visit, address: MapAddress) -> None:
    """Draw the line that shows the map in a page of another site, where a setting lets any."""
    if not EmbedSettings().hosts or address.side_by_side:
        return
    here = urlsplit(st.context.url or "")
    title = visit.words.of(pictured_row(visit.edition, address.picture))
    st.caption(visit.words("embed.code"))
    st.code(
        embed_code(f"{here.scheme}://{here.netloc}", address.query(), title), language="html", wrap_lines=True
    )


def _as_slide(visit: Visit, address: MapAddress) -> dict[str, str]:
    """Return the parameters of a presentation that holds the map alone.

    Not compressed: a page sends it again with each change of year, and so only what differs.
    """
    view = {name: value for name, value in address.query().items() if name not in LEFT_OUT}
    alone = written_plainly([Slide("", address.path.strip("/"), view)])
    return {"slides": alone, "lang": visit.words.language, **parameters_of(visit.edition.store)}


def place_menu(visit: Visit, place: PlaceKey) -> None:
    """Draw the menu that takes a place away: its brief, its chart, the briefs of all places in it."""
    query = {"place": str(place), "lang": visit.words.language, **parameters_of(visit.edition.store)}
    with st.popover(visit.words("take_away.title"), icon=":material/download:", type="tertiary"):
        _links(PLACE_FILES, query, visit.words)
        if place.level in WITH_PARTS:
            _page_link(PARTS_PAGE, query, visit.words("take_away.briefs_pdf"))
        if place.level in WITH_PACK:
            _page_link(PACK_PAGE, query, visit.words("take_away.pack"))


def _page_link(name: str, query: Mapping[str, str], label: str) -> None:
    """Draw a link to a page that makes a file while it shows how far it is."""
    address = escape(file_url(name, query))
    st.html(f"<ul class='take-away'><li><a href='{address}' target='_blank'>{escape(label)}</a></li></ul>")


def slides_link(visit: Visit, slides: str) -> None:
    """Draw the link that takes a presentation, packed as in an address, away as slides."""
    query = {"slides": slides, "lang": visit.words.language, **parameters_of(visit.edition.store)}
    st.link_button(
        visit.words("take_away.slides_pptx"), file_url("slides.pptx", query), icon=":material/download:"
    )


def _links(files: Files, query: Mapping[str, str], words: Words) -> None:
    st.html(file_links(files, query, words))
