"""The commands that make files to take away.

Exit codes: 0 done, 2 wrong options, 3 nothing of that name, 4 the store failed, 5 the file cannot be written.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store_codes import PUBLISHED
from data_access.text.failures import failure_sentence
from exports.bulk.archive import write_archive
from exports.command_options import Exit, FileOptions, MapOptions, PackOptions, ReadOptions, fail
from exports.maps.files import MAP_FORMATS
from exports.maps.what_there_is import maps_there_are
from exports.pack.making import make_pack
from exports.pack.refusals import PackRefused
from exports.places.all_briefs import FORMATS as ALL_BRIEFS
from exports.places.all_briefs import all_briefs
from exports.places.files import BRIEF_FORMATS, CHART_FORMATS
from exports.slides.deck import SLIDES_FORMATS, deck
from terminal.answers import say
from terminal.options import Lang, grouped
from terminal.progress import counted, progress
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.cached.figure_frames import UnknownPicture
from ui.cached.visit import Visit
from ui.charts.slides import SlidesMisread, slides_in_json
from ui.controls.place_links import key_of
from ui.files.names import marked_name, store_of_slides
from ui.text.place_key import place_key
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.vintages import OLD
from vocabulary.words import Words

MEGABYTE = 1_000_000

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Files to take away.")

Area = Annotated[str, typer.Option(help=f"key of a place ({OLD}.district.157) or its name")]
PackFolderOption = Annotated[Path, typer.Option("--out", help="the folder to make; empty or not there yet")]
Timed = Annotated[bool, typer.Option("--time", help="say how long it took and how large it is")]


@app.command("map")
@grouped
def map_command(shown: MapOptions, read: ReadOptions, file: FileOptions) -> None:
    """Make a map: pdf, png, svg, csv, xlsx, geojson, gpkg or html."""
    shown.check()
    kind, query = file.kind_of(MAP_FORMATS, read.words), shown.query() | read.query()
    with file.written(read.words, read.store, lambda: maps_there_are(PUBLIC, query)) as path:
        path.write_bytes(MAP_FORMATS[kind](PUBLIC, query, file.site).content)


@app.command("chart")
@grouped
def chart_command(area: Area, read: ReadOptions, file: FileOptions) -> None:
    """Make the chart of a place's main series: pdf, png or svg."""
    kind = file.kind_of(CHART_FORMATS, read.words)
    with file.written(read.words, read.store) as path:
        path.write_bytes(CHART_FORMATS[kind](PUBLIC, _place_query(area, read), file.site).content)


@app.command("brief")
@grouped
def brief_command(
    area: Area,
    read: ReadOptions,
    file: FileOptions,
    parts: Annotated[bool, typer.Option("--parts", help="also of every place in it; pdf or zip")] = False,
) -> None:
    """Make the brief of a place (pdf, png or svg), or with --parts of all places in it (pdf or zip)."""
    kind = file.kind_of(ALL_BRIEFS if parts else BRIEF_FORMATS, read.words)
    with file.written(read.words, read.store) as path:
        query = _place_query(area, read)
        if parts:
            path.write_bytes(all_briefs(PUBLIC, query, kind, file.site))
        else:
            path.write_bytes(BRIEF_FORMATS[kind](PUBLIC, query, file.site).content)


@app.command("slides")
@grouped
def slides_command(
    slides: Annotated[Path, typer.Option(help="a presentation as saved from the page: slides.json")],
    read: ReadOptions,
    file: FileOptions,
) -> None:
    """Make the slides of a presentation (pptx)."""
    file.kind_of(SLIDES_FORMATS, read.words)
    try:
        listed = slides_in_json(slides.read_text(encoding="utf-8-sig"))
    except SlidesMisread:
        fail(read.words("command.unknown"), Exit.UNKNOWN)
    with file.written(read.words, store_of_slides(listed, read.store)) as path:
        with counted(read.words("command.slides"), len(listed)) as step:
            visit = Visit(read.words, newest(PUBLIC, read.store))
            made = deck(visit, listed, file.site, step)
        path.write_bytes(made)


@app.command("pack")
@grouped
def pack_command(what: PackOptions, out: PackFolderOption, timed: Timed = False) -> None:
    """Make a folder that opens by a double click, without network: a place and every place in it."""
    words, folder = what.words, out.with_name(marked_name(what.store, out.name))
    started = time.perf_counter()
    try:
        with progress(lambda step: words(f"pack.step_{step}"), lines=False) as report:
            made = make_pack(what.request(), folder, report)
    except PackRefused as refusal:
        fail(refusal.sentence(words), Exit.NOT_WRITTEN if refusal.of_disk else Exit.UNKNOWN)
    except SlidesMisread:
        fail(words("command.unknown"), Exit.UNKNOWN)
    except StoreError as error:
        fail(failure_sentence(error, words), Exit.STORE_FAILED)
    pages, size = words.number(made.pages), words.number(made.size / MEGABYTE, 1)
    say(words("pack.done", place=f"{made.name} [{made.place}]", folder=str(folder), pages=pages, size=size))
    if timed:
        seconds = words.number(time.perf_counter() - started, 2)
        say(words("command.timed", seconds=seconds, bytes=words.number(made.size)))


@app.command("bulk")
@grouped
def bulk_command(file: FileOptions, lang: Lang = DEFAULT_LANGUAGE) -> None:
    """Make the archive of everything public: tables as CSV and Parquet, licences, checksums (zip)."""
    words = Words(lang)
    file.kind_of(("zip",), words)
    with file.written(words, PUBLISHED) as path, progress(lambda _: words("command.bulk")) as report:
        write_archive(newest(PUBLIC, PUBLISHED), path, lambda share: report(share, ""))


def _place_query(area: str, read: ReadOptions) -> dict[str, str]:
    return {"place": place_named(area, read.store), **read.query()}


def place_named(text: str, store: str) -> str:
    """Return the key of a place given as key or name; UnknownPicture when nobody bears that name."""
    if place_key(text) is not None:
        return text
    hits = area_frames.search_places(newest(PUBLIC, store), text, 1)
    if not hits:
        raise UnknownPicture(text)
    return str(key_of(hits[0]))
