"""What the browser runs and shows of a pack: the map's own program, the hall's chart, letters, pages."""

from __future__ import annotations

import gzip
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from exports.maps.one_file import drawing_with_fonts
from exports.pack.folder import PackFolder
from geo.assets import leaflet_script
from vocabulary.words import Words

STATIC = Path(__file__).parent / "static"
HALL_CHART = Path(__file__).parents[2] / "ui" / "assets" / "show_chart.js"
# Both open the same page; one name is for people, one for programs.
START_PAGES = ("Mở.html", "index.html")


def write_program(folder: PackFolder, words: Words) -> None:
    """Write scripts, styles and the page that opens; ``words`` is the language that it opens in."""
    folder.add("program/leaflet.js", gzip.decompress(leaflet_script().content))
    folder.add("program/map.js", drawing_with_fonts().encode())
    folder.add("program/chart.js", HALL_CHART.read_bytes())
    for name in ("pack.js", "search.js", "place.js", "pack.css"):
        folder.add(f"program/{name}", _static(name).encode())
    page = Template(_static("index.html")).substitute(
        language=words.language,
        title=escape(words("site.name")),
        unpack=escape(words("pack.not_unpacked")),
    )
    for name in START_PAGES:
        folder.add(name, page.encode())


@cache
def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
