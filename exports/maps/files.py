"""A map as each kind of file, from the parameters of its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from data_access.door import Reader
from exports.drawing.rendering import pdf_of_sheets, png
from exports.drawing.sources_sheets import sources_sheets
from exports.maps.figure_rows import figure_rows
from exports.maps.geodata import areas_geojson, areas_gpkg
from exports.maps.one_file import one_file
from exports.maps.sheet import PAPERS, SIZES, Paper, map_sheet
from exports.maps.still import MapStill, map_still
from exports.maps.workbook import figures_csv, figures_xlsx
from exports.maps.years_sheet import years_sheet
from exports.maps.years_still import same_in_every_year
from ui.charts.cited_views import cited_map
from ui.charts.printed_code import Cited
from ui.controls.downloads import HXL, NO_HXL
from ui.files.names import file_name, period_part, place_part
from ui.maps.requested_map import requested_map

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class MadeFile:
    """A finished file."""

    filename: str
    media_type: str
    content: bytes


def map_svg(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the map's sheet as SVG."""
    still, sheet, _ = _sheet(reader, query, site)
    return MadeFile(still_name(still, "svg"), "image/svg+xml", sheet.encode())


def map_png(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the map's sheet as a picture of 300 dots an inch."""
    still, sheet, _ = _sheet(reader, query, site)
    return MadeFile(still_name(still, "png"), "image/png", png(sheet))


def map_pdf(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the map's sheet as a document, its sources with their addresses behind it."""
    still, sheet, paper = _sheet(reader, query, site)
    title = f"{still.document['title']}. {still.frame['subtitle']}"
    sheets = [(title, sheet), *sources_sheets(still.sources, SIZES[paper], title, still.words)]
    document = pdf_of_sheets(sheets, *SIZES[paper], title=title, language=still.words.language)
    return MadeFile(still_name(still, "pdf"), "application/pdf", document)


def map_csv(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the year's figures as CSV; of years side by side those of every year."""
    still, cited = _still(reader, query, site)
    rows = figures_csv(figure_rows(still, cited), has_tags=has_tags(query))
    return MadeFile(still_name(still, "csv"), "text/csv; charset=utf-8", rows)


def map_xlsx(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the figures of every year as a workbook."""
    still, cited = _still(reader, query, site)
    book = figures_xlsx(figure_rows(still, cited), still.words, has_tags=has_tags(query))
    return MadeFile(still_name(still, "xlsx"), WORKBOOK, book)


def has_tags(query: Mapping[str, str]) -> bool:
    """Say whether a table has its line of HXL tags: not where the address says ``hxl=0``."""
    return query.get(HXL) != NO_HXL


def map_geojson(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the areas with the year's figures as GeoJSON."""
    still, cited = _still_of_year(reader, query, site)
    areas = areas_geojson(still, figure_rows(still, cited))
    return MadeFile(still_name(still, "geojson"), "application/geo+json", areas)


def map_gpkg(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the areas with their figures as GeoPackage."""
    still, cited = _still_of_year(reader, query, site)
    package = areas_gpkg(still, figure_rows(still, cited))
    return MadeFile(still_name(still, "gpkg"), "application/geopackage+sqlite3", package)


def map_html(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the interactive map, every year in it, as one file."""
    still, cited = _still_of_year(reader, query, site)
    return MadeFile(still_name(still, "html"), "text/html; charset=utf-8", one_file(still, cited))


def _still(reader: Reader, query: Mapping[str, str], site: str) -> tuple[MapStill, Cited]:
    still = map_still(reader, requested_map(reader, query))
    if still.address.side_by_side:
        still = same_in_every_year(still)
    return still, cited_map(still.address, still.edition, site)


def _still_of_year(reader: Reader, query: Mapping[str, str], site: str) -> tuple[MapStill, Cited]:
    """Return the still of one year, for files that have one set of areas, also of years side by side."""
    still = map_still(reader, replace(requested_map(reader, query), side_by_side=False))
    return still, cited_map(still.address, still.edition, site)


def _sheet(reader: Reader, query: Mapping[str, str], site: str) -> tuple[MapStill, str, Paper]:
    still, cited = _still(reader, query, site)
    paper: Paper = next((known for known in PAPERS if known == query.get("paper")), "a4")
    draw = years_sheet if still.address.side_by_side else map_sheet
    return still, draw(still, cited, paper), paper


def still_name(still: MapStill, suffix: str) -> str:
    """Return the name of a file of a map: a mark of simulated or past figures, indicator, level, place, year.

    Of years side by side it names the first and the last.
    """
    picture = still.address.picture
    kind = "years" if still.address.side_by_side else "" if picture.kind == "rates" else picture.kind
    what = [] if picture.kind == "leading" else [picture.indicator, picture.second]
    frames = still.document["frames"] if still.address.side_by_side else [still.frame]
    period = period_part(frame["year"] for frame in frames)
    return file_name(
        still.edition.store, (kind, *what, picture.level, place_part(picture.within), period), suffix
    )


MAP_FORMATS: Mapping[str, Callable[[Reader, Mapping[str, str], str], MadeFile]] = {
    "svg": map_svg,
    "png": map_png,
    "pdf": map_pdf,
    "csv": map_csv,
    "xlsx": map_xlsx,
    "geojson": map_geojson,
    "gpkg": map_gpkg,
    "html": map_html,
}
