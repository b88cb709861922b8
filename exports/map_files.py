"""A map as each kind of file, from the parameters of its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exports.citing import cited_map
from exports.map_sheet import PAPERS, SIZES, Paper, map_sheet
from exports.map_still import MapStill, map_still
from exports.rendering import pdf, png
from ui.map_address import map_address


@dataclass(frozen=True)
class MadeFile:
    """A finished file."""

    filename: str
    media_type: str
    content: bytes


def map_svg(query: Mapping[str, str], site: str) -> MadeFile:
    """Return the map's sheet as SVG."""
    still, sheet, _ = _sheet(query, site)
    return MadeFile(still_name(still, "svg"), "image/svg+xml", sheet.encode())


def map_png(query: Mapping[str, str], site: str) -> MadeFile:
    """Return the map's sheet as a picture of 300 dots an inch."""
    still, sheet, _ = _sheet(query, site)
    return MadeFile(still_name(still, "png"), "image/png", png(sheet))


def map_pdf(query: Mapping[str, str], site: str) -> MadeFile:
    """Return the map's sheet as a document."""
    still, sheet, paper = _sheet(query, site)
    title = f"{still.document['title']}. {still.frame['subtitle']}"
    document = pdf(sheet, *SIZES[paper], title=title, language=still.words.language)
    return MadeFile(still_name(still, "pdf"), "application/pdf", document)


def _sheet(query: Mapping[str, str], site: str) -> tuple[MapStill, str, Paper]:
    still = map_still(map_address(query))
    paper: Paper = next((known for known in PAPERS if known == query.get("paper")), "a4")
    return still, map_sheet(still, cited_map(still.address, still.edition, site), paper), paper


def still_name(still: MapStill, suffix: str) -> str:
    """Return the name of a file of a map: indicator, place, year; with the mark of simulated figures."""
    picture = still.address.picture
    parts = ["simulated" if still.document["banner"] else "", picture.indicator, picture.level]
    parts += [picture.within.replace(".", "-"), str(still.frame["year"])]
    return "-".join(part for part in parts if part) + f".{suffix}"


MAP_FORMATS: Mapping[str, Callable[[Mapping[str, str], str], MadeFile]] = {
    "svg": map_svg,
    "png": map_png,
    "pdf": map_pdf,
}
