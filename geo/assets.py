"""Files the browser needs to draw a map, under addresses that change with their bytes.

Leaflet comes from the XStatic-Leaflet wheel, the drawing code from this package: no address leads
to another host, so a map appears with the network cable out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

STATIC = Path(__file__).with_name("static")
SCRIPTS = ("surface.js", "legend.js", "ranking.js", "timeline.js", "split.js", "picture.js", "alone.js")


@dataclass(frozen=True)
class Asset:
    """One file as it is sent: ``content`` is compressed with gzip."""

    stem: str
    suffix: str
    media_type: str
    content: bytes
    digest: str

    @property
    def filename(self) -> str:
        """The file name in the address."""
        return f"{self.stem}.{self.digest}.{self.suffix}"

    @property
    def url(self) -> str:
        """The address from which the browser fetches the file once and keeps it."""
        return f"/assets/{self.filename}"


@cache
def leaflet_script() -> Asset:
    """Return Leaflet."""
    return _asset("leaflet", "js", [_leaflet("leaflet.js").read_text()])


@cache
def choropleth_script() -> Asset:
    """Return the drawing code of the picture with its style sheets.

    The styles go along in the script: a style sheet of its own would arrive after the first drawing.
    """
    styles = _leaflet("leaflet.css").read_text() + letters_style() + (STATIC / "choropleth.css").read_text()
    adding = f"document.head.appendChild(document.createElement('style')).textContent = {json.dumps(styles)};"
    return _asset("choropleth", "js", [adding, *((STATIC / name).read_text() for name in SCRIPTS)])


def letters_style() -> str:
    """Return the style sheet that names the typeface's files and the letters that each of them holds."""
    return (STATIC / "letters.css").read_text()


def assets() -> tuple[Asset, ...]:
    """Return every file a map needs."""
    return (leaflet_script(), choropleth_script())


def _leaflet(name: str) -> Path:
    return Path(leaflet.BASE_DIR) / name


def _asset(stem: str, suffix: str, parts: Iterable[str]) -> Asset:
    text = "\n".join(parts).encode()
    return Asset(
        stem=stem,
        suffix=suffix,
        media_type="text/javascript",
        content=gzip.compress(text, compresslevel=9, mtime=0),
        digest=hashlib.sha256(text).hexdigest()[:16],
    )
