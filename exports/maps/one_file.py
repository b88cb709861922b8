"""The interactive map as one HTML file that needs no server, no network and no installed program."""

from __future__ import annotations

import base64
import gzip
import re
from dataclasses import asdict
from functools import cache
from html import escape
from string import Template
from typing import Any

from exports.maps.still import MapStill
from geo.assets import choropleth_script, leaflet_script
from geo.choropleth import INITIAL_VIEW, MapRequest, script_literal
from ui.cached.source_frames import source_rows
from ui.charts.printed_code import Cited
from ui.maps.drawn_outlines import outlines_of
from ui.server.routes import FONTS
from ui.text.source_citation import SourceList, source_list

DOCUMENT = "document"
PAGE = Template("""<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline';
 style-src 'unsafe-inline'; font-src data:; img-src data:">
<title>$title</title>
</head>
<body>
<div id="map" class="folium-map"></div>
<script>$embedded</script>
<script>$leaflet</script>
<script>$drawing</script>
<script>$opening</script>
</body>
</html>
""")
# What the page's frame does on its own: answers from within, a map like the page's, a line about the file.
OPENING = Template("""
const answers = window.EMBEDDED.answers;
window.fetch = (address) => Promise.resolve({ ok: true, json: () => Promise.resolve(answers[address]) });
window.Streamlit = { setComponentValue: () => {} };
const map = L.map("map", Object.assign({ center: $center, zoom: $zoom }, {
  zoomSnap: 0.1, zoomDelta: 0.5, maxZoom: 13, minZoom: 4, inertia: false,
}));
Choropleth.show(map, window.EMBEDDED.wish);
const line = document.createElement("p");
line.className = "picture-source";
line.style.margin = "0";
line.textContent = window.EMBEDDED.line;
document.querySelector(".picture").appendChild(line);
const all = document.createElement("details");
all.className = "picture-source";
all.appendChild(document.createElement("summary")).textContent = window.EMBEDDED.heading;
const list = all.appendChild(document.createElement("ol"));
for (const source of window.EMBEDDED.sources) {
  const item = list.appendChild(document.createElement("li"));
  item.append(source.text + ". ");
  if (/^https?:/.test(source.address)) {
    const link = item.appendChild(document.createElement("a"));
    link.href = link.textContent = source.address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  item.append(" " + source.about);
}
document.querySelector(".picture").appendChild(all);
document.querySelector(".picture").style.padding = "12px 16px";
""")


def one_file(still: MapStill, cited: Cited) -> bytes:
    """Return the file: every year of the picture, opened at the still's year and marked area."""
    page = PAGE.substitute(
        language=still.words.language,
        title=escape(f"{still.document['title']}. {still.frame['subtitle']}"),
        embedded=f"window.EMBEDDED = {script_literal(_embedded(still, cited))};",
        leaflet=in_script(gzip.decompress(leaflet_script().content).decode()),
        drawing=in_script(drawing_with_fonts()),
        opening=OPENING.substitute(center=list(INITIAL_VIEW[0]), zoom=INITIAL_VIEW[1]),
    )
    return page.encode()


def _embedded(still: MapStill, cited: Cited) -> dict[str, Any]:
    answers: dict[str, Any] = {DOCUMENT: still.document, **outlines_of(still.document)}
    area = still.address.area
    map_request = MapRequest(
        document=DOCUMENT,
        year=still.frame["year"],
        selected=area.code if area else None,
        vintage=area.vintage if area else "",
        answered=0,
        unreachable="",
    )
    listed = [source._asdict() for source in _every_source(still).every]
    return {
        "answers": answers,
        "wish": asdict(map_request),
        "line": f"{cited.line} · {cited.url}",
        "heading": still.words("take_away.all_sources", count=len(listed)),
        "sources": listed,
    }


def _every_source(still: MapStill) -> SourceList:
    """Return the sources of every year in the file, those of its own year first."""
    others = (code for frame in still.document["frames"] for code in frame["sources"])
    codes = [*still.frame["sources"], *others]
    return source_list(codes, source_rows(still.edition), still.words)


@cache
def drawing_with_fonts() -> str:
    """Return the drawing code, its type face within it and nothing in it that leads elsewhere."""
    return with_fonts(gzip.decompress(choropleth_script().content).decode())


def with_fonts(script: str) -> str:
    """Return a text with the type face's files in it, and without the addresses of Leaflet's pictures."""
    for path in sorted(FONTS.glob("*.woff2")):
        address = f"/assets/{path.name.replace('-wght-normal', '')}"
        data = base64.b64encode(path.read_bytes()).decode()
        script = script.replace(address, f"data:font/woff2;base64,{data}")
    return re.sub(r"url\(images/[\w.-]+\)", "none", script)


def in_script(code: str) -> str:
    """Return code that is safe between script tags: no text in it ends the element."""
    return code.replace("</", "<\\/").replace("<!--", "<\\!--")
