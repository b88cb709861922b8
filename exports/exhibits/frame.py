"""A chart as a page of its own for a frame in another site: a drawing in the page, no script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from data_access.door import Reader
from exports.exhibits.found import FoundExhibit, exhibit_in_address
from exports.maps.files import MadeFile
from geo.assets import letters_style
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import FONT
from ui.charts.view_codes import EXHIBIT
from ui.files.exhibit_files import bare_svg
from ui.files.names import exhibit_name

PAGE = Template(Path(__file__).with_name("frame.html").read_text(encoding="utf-8"))
# The drawing is as wide as the frame: its size in pixels is left out, its proportions stay.
SIZE = re.compile(r'^(<svg[^>]*?) width="[\d.]+" height="[\d.]+"')


def exhibit_html(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the page with the chart that an address names; UnknownPicture where there is none."""
    found = exhibit_in_address(reader, query)
    name = exhibit_name(found.visit.edition.store, found.exhibit, found.view, "html")
    return MadeFile(name, "text/html; charset=utf-8", _page(found).encode())


def _page(found: FoundExhibit) -> str:
    words, exhibit = found.visit.words, found.exhibit
    view = {name: value for name, value in found.view.items() if name != EXHIBIT}
    return PAGE.substitute(
        language=words.language,
        title=escape(exhibit.title),
        letters=letters_style(),
        font=FONT,
        head=_head(found),
        drawing=_drawing(exhibit),
        foot=_foot(found),
        address=escape(f"{found.path}?{urlencode(view)}"),
        opens=escape(words("embed.open")),
    )


def _head(found: FoundExhibit) -> str:
    """Return the mark of simulated or past figures, title, place and period, and the sentence."""
    exhibit = found.exhibit
    lines = (("mark", found.visit.mark), ("quiet", exhibit.subtitle), ("sentence", exhibit.sentence))
    said = "".join(f'<p class="{name}">{escape(text)}</p>' for name, text in lines if text)
    return f"<h1>{escape(exhibit.title)}</h1>{said}"


def _drawing(exhibit: Exhibit) -> str:
    assert exhibit.chart is not None
    named = f' role="img" aria-label="{escape(exhibit.title)}"'
    return SIZE.sub(lambda found: found[1] + named, bare_svg(exhibit.chart), count=1)


def _foot(found: FoundExhibit) -> str:
    """Return why points are not joined, what has to be said, and the sources: in a line, then in full."""
    exhibit, words = found.exhibit, found.visit.words
    reasons = [] if exhibit.lines is None else list(dict.fromkeys(exhibit.lines[1]["reason"]))
    said = [*(f"┆ {reason}" for reason in reasons), exhibit.note, exhibit.sources.line]
    lines = "".join(f'<p class="quiet">{escape(text)}</p>' for text in said if text)
    if not exhibit.sources.every:
        return lines
    listed = "".join(f"<li>{escape(str(source))}</li>" for source in exhibit.sources.every)
    heading = escape(words("take_away.all_sources", count=len(exhibit.sources.every)))
    return f"{lines}<details><summary>{heading}</summary><ul>{listed}</ul></details>"
