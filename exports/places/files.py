"""The files of a place: its brief, its main series as a chart, the briefs of all places in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence

from data_access.door import Reader
from data_access.store_codes import store_in
from exports.drawing.rendering import pdf_of_sheets, png
from exports.drawing.sources_sheets import sources_sheets
from exports.maps.files import MadeFile
from exports.maps.sheet import SIZES
from exports.places.brief_contents import PlaceStill, place_still
from exports.places.brief_sheet import BriefSheet, brief_sheet
from exports.places.chart_sheet import chart_sheet
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.cached.figure_frames import UnknownPicture
from ui.cached.visit import Visit
from ui.charts.cited_views import cited_place
from ui.charts.source_lines import figure_sources
from ui.files.names import file_name, period_part, place_part
from ui.text.place_key import PlaceKey, place_key
from ui.text.source_citation import NO_SOURCES, SourceList
from vocabulary.catalogues import language_in
from vocabulary.words import Words

# Their briefs are thousands of sheets: they are made by province, or all by the command.
WIDE = ("nation", "region")


class TooManyBriefs(Exception):
    """The briefs of all places in a nation or region are not made at once for one visitor."""


def place_in_address(reader: Reader, query: Mapping[str, str]) -> tuple[Visit, PlaceKey]:
    """Return who asks and for which place; UnknownPicture when there is no such place."""
    visit = Visit(Words(language_in(query)), newest(reader, store_in(query)))
    place = place_key(query.get("place", ""))
    if place is None or not area_frames.is_place(visit.edition, place):
        raise UnknownPicture(query.get("place", ""))
    return visit, place


def brief_pdf(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the brief of a place as a document."""
    still, sheet = _brief(*place_in_address(reader, query), site)
    title = sheet.name
    document = briefs_pdf_of([sheet], title, still.words)
    return MadeFile(_name(still, "brief", "pdf"), "application/pdf", document)


def brief_svg(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the brief of a place as SVG."""
    still, sheet = _brief(*place_in_address(reader, query), site)
    return MadeFile(_name(still, "brief", "svg"), "image/svg+xml", sheet.svg.encode())


def brief_png(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the brief of a place as a picture."""
    still, sheet = _brief(*place_in_address(reader, query), site)
    return MadeFile(_name(still, "brief", "png"), "image/png", png(sheet.svg))


def _brief(visit: Visit, place: PlaceKey, site: str) -> tuple[PlaceStill, BriefSheet]:
    still = place_still(visit, place)
    return still, brief_sheet(still, cited_place(visit, place, site))


def parts_with_briefs(visit: Visit, place: PlaceKey) -> list[PlaceKey]:
    """Return the place and all the places in it, down to the commune."""
    found = [place]
    for row in area_frames.children(visit.edition, place).to_dict("records"):
        found += parts_with_briefs(visit, PlaceKey(row["vintage"], row["level"], row["code"]))
    return found


def briefs(visit: Visit, places: Sequence[PlaceKey], site: str) -> Iterator[BriefSheet]:
    """Yield the sheet of each place."""
    for place in places:
        yield _brief(visit, place, site)[1]


def briefs_pdf_of(sheets: Sequence[BriefSheet], title: str, words: Words) -> bytes:
    """Return briefs as one document, a sheet a page, and behind them every source with its address.

    The numbers of the sources are those of the sheet where it is the only one.
    """
    every = {source.code: source for sheet in sheets for source in sheet.sources.every}
    sources = SourceList("", tuple(every.values()))
    pages = [(sheet.name, sheet.svg) for sheet in sheets]
    pages += sources_sheets(sources, SIZES["a4"], title, words)
    return pdf_of_sheets(pages, *SIZES["a4"], title=title, language=words.language)


def briefs_pdf(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the briefs of a place and of all the places in it as one document, a sheet a page."""
    *_, (_, _, made) = briefs_document(reader, query, site)
    assert made is not None
    return made


def briefs_document(
    reader: Reader, query: Mapping[str, str], site: str
) -> Iterator[tuple[int, int, MadeFile | None]]:
    """Yield how many briefs are drawn and of how many, from 0 on, and with the last of all their document.

    Raises TooManyBriefs for a nation or region, UnknownPicture when there is no such place.
    """
    visit, place = place_in_address(reader, query)
    if place.level in WIDE:
        raise TooManyBriefs(str(place))
    places, sheets = parts_with_briefs(visit, place), []
    yield 0, len(places), None
    for sheet in briefs(visit, places, site):
        sheets.append(sheet)
        yield len(sheets), len(places), None
    title = visit.words("brief.all_of", place=sheets[0].name)
    document = briefs_pdf_of(sheets, title, visit.words)
    name = file_name(visit.edition.store, ("briefs", place_part(str(place)), period_part([])), "pdf")
    made = MadeFile(name, "application/pdf", document)
    yield len(sheets), len(places), made


def chart_svg(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the main series of a place as SVG."""
    still, sheet = _chart(*place_in_address(reader, query), site)
    return MadeFile(_name(still, "chart", "svg"), "image/svg+xml", sheet.encode())


def chart_png(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the main series of a place as a picture."""
    still, sheet = _chart(*place_in_address(reader, query), site)
    return MadeFile(_name(still, "chart", "png"), "image/png", png(sheet))


def chart_pdf(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the main series of a place as a document."""
    still, sheet = _chart(*place_in_address(reader, query), site)
    title = still.words.of(still.facts.area, "full_name")
    sources = figure_sources(still.visit, *still.series.told) if still.series else NO_SOURCES
    sheets = [(title, sheet), *sources_sheets(sources, SIZES["wide"], title, still.words)]
    document = pdf_of_sheets(sheets, *SIZES["wide"], title=title, language=still.words.language)
    return MadeFile(_name(still, "chart", "pdf"), "application/pdf", document)


def _chart(visit: Visit, place: PlaceKey, site: str) -> tuple[PlaceStill, str]:
    still = place_still(visit, place)
    if still.series is None:
        raise UnknownPicture(str(place))
    return still, chart_sheet(still, cited_place(visit, place, site))


def _name(still: PlaceStill, what: str, kind: str) -> str:
    """Return the name of a file of a place: mark, what it is, place, and the years of its series."""
    years = [year for figures in (still.series.told if still.series else ()) for year in figures["year"]]
    place = place_part(str(still.facts.place))
    return file_name(still.visit.edition.store, (what, place, period_part(map(int, years))), kind)


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return files in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


Maker = Callable[[Reader, Mapping[str, str], str], MadeFile]
BRIEF_FORMATS: Mapping[str, Maker] = {"pdf": brief_pdf, "svg": brief_svg, "png": brief_png}
BRIEFS_FORMATS: Mapping[str, Maker] = {"pdf": briefs_pdf}
CHART_FORMATS: Mapping[str, Maker] = {"svg": chart_svg, "png": chart_png, "pdf": chart_pdf}
