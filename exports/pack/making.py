"""Making a pack: every page, map and sheet of a place, in one language or both, into a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data_access.door import Reader
from exports.pack.extent import Shelf, shelves
from exports.pack.folder import PackFolder, new_folder, zip_folder
from exports.pack.language_part import LanguagePart, is_wide
from exports.pack.naming import named_place
from exports.pack.program import write_program
from exports.pack.refusals import NO_FIGURES, PackRefused
from geo.choropleth import leaflet_options, script_literal
from ui.cached import area_frames, figure_frames
from ui.cached.editions import newest
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.text.place_key import NATION, PlaceKey
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

# Called with the share that is done and the code of what is being done.
Step = Callable[[float, str], None]
# The code of each step of the work.
STARTING, PLACES, CLOSING, ZIPPING = "starting", "places", "closing", "zipping"
# How much of the time the pages take.
PAGES_SHARE = 0.95


@dataclass(frozen=True)
class PackRequest:
    """What is packed: a place as a person names it, for whom, from which store, in which languages.

    ``site`` is the address that the squares of briefs open; ``slides`` are shown in place of ours.
    """

    place: str
    reader: Reader
    store: str
    languages: tuple[str, ...]
    site: str
    slides: tuple[Slide, ...] = ()


@dataclass(frozen=True)
class MadePack:
    """A finished pack: its place, and how many pages in each language, files and bytes it has."""

    place: str
    name: str
    pages: int
    files: int
    size: int


def make_pack(request: PackRequest, out: Path, step: Step) -> MadePack:
    """Write a pack into ``out``, which must be empty or not there yet.

    Raises PackRefused, and StoreError when the store cannot be read; then nothing is left in ``out``.
    """
    step(0.0, STARTING)
    edition = newest(request.reader, request.store)
    visits = [Visit(Words(language), edition) for language in request.languages]
    place = named_place(visits[0], request.place)
    name = visits[0].words.of(area_frames.area_row(edition, place), "full_name")
    if figure_frames.figures_of_place(edition, place).empty:
        raise PackRefused(NO_FIGURES, place=name)
    with new_folder(out) as folder:
        pages = _write(request, visits, place, folder, step)
    return MadePack(str(place), name, pages, len(folder.digests) + 1, folder.size)


def _write(request: PackRequest, visits: list[Visit], place: PlaceKey, folder: PackFolder, step: Step) -> int:
    """Write everything; return how many places have a page."""
    write_program(folder, visits[0].words)
    parts = [LanguagePart(visit, place, folder, request.site) for visit in visits]
    extent = shelves(visits[0], place)
    count = _write_pages(parts, extent, place, step)
    step(PAGES_SHARE, CLOSING)
    for part in parts:
        part.finish(extent, request.slides)
    opening = {
        "place": str(place),
        "languages": {code: LANGUAGES[code] for code in request.languages},
        "options": leaflet_options(zoom_by_wheel=False),
    }
    folder.add("data/pack.js", f"Pack.open({script_literal(opening)});\n".encode())
    return count


def _write_pages(parts: list[LanguagePart], extent: list[Shelf], place: PlaceKey, step: Step) -> int:
    """Write the pages of all places; both languages of one place together, as they share its frames."""
    total, done = sum(len(shelf.places) for shelf in extent), 0
    for shelf in extent:
        for here in shelf.places:
            for part in parts:
                part.add_place(here, with_sheet=place != NATION or is_wide(here))
            done += 1
            step(PAGES_SHARE * done / total, PLACES)
        for part in parts:
            part.close_shelf(shelf)
    return total


def make_zip(request: PackRequest, to: Path, step: Step) -> MadePack:
    """Write a pack as one archive, in the folder of ``to`` alone. Raises as ``make_pack``."""
    with tempfile.TemporaryDirectory(dir=to.parent) as there:
        folder = Path(there) / "pack"
        made = make_pack(request, folder, step)
        step(PAGES_SHARE, ZIPPING)
        zip_folder(folder, to, pack_name(made.place))
    return made


def pack_name(place: str) -> str:
    """Return the name of a pack's folder and archive."""
    return f"giam-ngheo-{place.replace('.', '-')}"
