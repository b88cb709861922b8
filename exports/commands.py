"""The commands that make files to take away.

Exit codes: 0 done, 2 wrong options, 3 nothing of that name, 4 the store failed, 5 the file cannot be written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store_codes import PUBLISHED
from data_access.text.failures import failure_sentence
from exports.maps.files import MAP_FORMATS
from exports.pack.making import PackRequest, make_pack
from exports.pack.refusals import PackRefused
from exports.places.all_briefs import FORMATS as ALL_BRIEFS
from exports.places.all_briefs import all_briefs
from exports.places.files import BRIEF_FORMATS, CHART_FORMATS, Maker
from exports.slides.deck import deck
from terminal.answers import say, say_failure
from terminal.options import Lang, grouped, known_language
from terminal.progress import counted, progress
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.cached.figure_frames import UnknownPicture
from ui.cached.looks import LAYERS, LOOKS
from ui.cached.visit import Visit
from ui.charts.slides import SlidesMisread, slides_in_json
from ui.controls.place_links import key_of
from ui.server.route_failures import NOT_THERE
from ui.text.place_key import place_key
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

HERE = "http://localhost:8501"
BOTH = "both"
MEGABYTE = 1_000_000


class Exit(IntEnum):
    """What a command's exit code says; 2 is a command line that cannot be read."""

    DONE = 0
    UNKNOWN = 3
    STORE_FAILED = 4
    NOT_WRITTEN = 5


app = typer.Typer(add_completion=False, no_args_is_help=True, help="Files to take away.")

Area = Annotated[str, typer.Option(help=f"key of a place ({OLD}.district.157) or its name")]
Format = Annotated[str, typer.Option("--format", help="kind of file")]


def _known_languages(language: str) -> str:
    """Return a language that there is, or both."""
    return language if language == BOTH else str(known_language(language))


PackFolderOption = Annotated[Path, typer.Option("--out", help="the folder to make; empty or not there yet")]
Timed = Annotated[bool, typer.Option("--time", help="say how long it took and how large it is")]


@dataclass(frozen=True)
class MapOptions:
    """What a map shows, as in the address of its page."""

    indicator: Annotated[str, typer.Option(help="code of an indicator")]
    year: Annotated[int | None, typer.Option(help="the newest with figures if left out")] = None
    level: Annotated[str, typer.Option(help="province, district or commune; the first of the look")] = ""
    look: Annotated[str, typer.Option(help="reported, today or district")] = ""
    within: Annotated[str, typer.Option(help=f"key of a place, to show its parts: {NEW}.province.15")] = ""
    area: Annotated[str, typer.Option(help="code of the area to mark")] = ""
    view: Annotated[str, typer.Option(help="of the explorer: change, bivariate, leading or years")] = ""
    second: Annotated[str, typer.Option(help="code of the second indicator, for bivariate")] = ""
    since: Annotated[int | None, typer.Option(help="year that changes are counted from")] = None
    paper: Annotated[str, typer.Option(help="a4 or wide (16:9)")] = "a4"

    def query(self) -> dict[str, str]:
        """Return the parameters of the page's address."""
        look = self.look or self._first_look()
        return {name: str(value) for name, value in (vars(self) | {"look": look}).items() if value}

    def _first_look(self) -> str:
        """Return the first way to look that draws the level; "" where none is needed or none does."""
        fitting = [look for look, level in LAYERS if level == self.level]
        return "" if LOOKS[0] in fitting else next(iter(fitting), "")

    def check(self) -> None:
        """Raise BadParameter for a level that no map draws, or one that the way to look does not."""
        levels = list(dict.fromkeys(level for _, level in LAYERS))
        if self.level and self.level not in levels:
            raise typer.BadParameter(", ".join(levels), param_hint="--level")
        fitting = [look for look, level in LAYERS if level == self.level]
        if self.level and self.look and self.look not in fitting:
            raise typer.BadParameter(f"--level {self.level}: {', '.join(fitting)}", param_hint="--look")


@dataclass(frozen=True)
class ReadOptions:
    """In which language, and from which store."""

    lang: Lang = DEFAULT_LANGUAGE
    store: Annotated[str, typer.Option(help="published or demo")] = PUBLISHED

    @property
    def words(self) -> Words:
        """The language of the file."""
        return Words(self.lang)

    def query(self) -> dict[str, str]:
        """Return the parameters of an address."""
        return {"lang": self.lang, "store": self.store}


@dataclass(frozen=True)
class FileOptions:
    """Which file is written, and what is said of it."""

    out: Annotated[Path, typer.Option(help="the file to write")]
    site: Annotated[str, typer.Option(help="address of the dashboard that the printed square opens")] = HERE
    timed: Annotated[bool, typer.Option("--time", help="say how long it took and how large the file is")] = (
        False
    )

    @contextmanager
    def written(self, words: Words) -> Iterator[None]:
        """Turn what can go wrong into a sentence and an exit code; say what was written."""
        started = time.perf_counter()
        try:
            yield
        except NOT_THERE:
            _fail(words("command.unknown"), Exit.UNKNOWN)
        except StoreError as error:
            _fail(failure_sentence(error, words), Exit.STORE_FAILED)
        except OSError as error:
            reason = error.strerror or str(error)
            _fail(words("command.not_written", file=str(self.out), reason=reason), Exit.NOT_WRITTEN)
        say(words("command.written", file=str(self.out)))
        if self.timed:
            seconds = words.number(time.perf_counter() - started, 2)
            size = words.number(self.out.stat().st_size)
            say(words("command.timed", seconds=seconds, bytes=size))


@dataclass(frozen=True)
class PackOptions:
    """What a pack holds."""

    place: Annotated[str, typer.Option(help=f"vn, a key ({NEW}.province.25), a code or a name")]
    lang: Annotated[str, typer.Option(help="vi, en or both", callback=_known_languages)] = BOTH
    store: Annotated[str, typer.Option(help="published or demo")] = PUBLISHED
    slides: Annotated[Path | None, typer.Option(help="a presentation to show: slides.json")] = None
    site: Annotated[str, typer.Option(help="address of the dashboard that the printed squares open")] = HERE

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pack."""
        return tuple(LANGUAGES) if self.lang == BOTH else (self.lang,)

    @property
    def words(self) -> Words:
        """The language of what the command says."""
        return Words(self.languages[0])

    def request(self) -> PackRequest:
        """Return what is to be made; SlidesMisread for a file that is no presentation."""
        listed = slides_in_json(self.slides.read_text(encoding="utf-8-sig")) if self.slides else ()
        return PackRequest(self.place, PUBLIC, self.store, self.languages, self.site, listed)


def _fail(sentence: str, code: Exit) -> NoReturn:
    say_failure(sentence)
    raise typer.Exit(int(code))


@app.command("map")
@grouped
def map_command(shown: MapOptions, read: ReadOptions, file: FileOptions, kind: Format = "pdf") -> None:
    """Make a map: pdf, png, svg, csv, xlsx, geojson, gpkg or html."""
    shown.check()
    with file.written(read.words):
        make = _maker(MAP_FORMATS, kind)
        file.out.write_bytes(make(PUBLIC, shown.query() | read.query(), file.site).content)


@app.command("chart")
@grouped
def chart_command(area: Area, read: ReadOptions, file: FileOptions, kind: Format = "pdf") -> None:
    """Make the chart of a place's main series: pdf, png or svg."""
    with file.written(read.words):
        make = _maker(CHART_FORMATS, kind)
        file.out.write_bytes(make(PUBLIC, _place_query(area, read), file.site).content)


@app.command("brief")
@grouped
def brief_command(
    area: Area,
    read: ReadOptions,
    file: FileOptions,
    kind: Format = "pdf",
    parts: Annotated[bool, typer.Option("--parts", help="also of every place in it; pdf or zip")] = False,
) -> None:
    """Make the brief of a place (pdf, png or svg), or with --parts of all places in it (pdf or zip)."""
    with file.written(read.words):
        if parts and kind not in ALL_BRIEFS:
            raise typer.BadParameter(", ".join(ALL_BRIEFS), param_hint="--format")
        query = _place_query(area, read)
        if parts:
            file.out.write_bytes(all_briefs(PUBLIC, query, kind, file.site))
        else:
            file.out.write_bytes(_maker(BRIEF_FORMATS, kind)(PUBLIC, query, file.site).content)


@app.command("slides")
@grouped
def slides_command(
    slides: Annotated[Path, typer.Option(help="a presentation as saved from the page: slides.json")],
    read: ReadOptions,
    file: FileOptions,
) -> None:
    """Make the slides of a presentation (pptx)."""
    with file.written(read.words):
        listed = slides_in_json(slides.read_text(encoding="utf-8-sig"))
        with counted(read.words("command.slides"), len(listed)) as step:
            visit = Visit(read.words, newest(PUBLIC, read.store))
            made = deck(visit, listed, file.site, step)
        file.out.write_bytes(made)


@app.command("pack")
@grouped
def pack_command(what: PackOptions, out: PackFolderOption, timed: Timed = False) -> None:
    """Make a folder that opens by a double click, without network: a place and every place in it."""
    words = what.words
    started = time.perf_counter()
    try:
        with progress(lambda step: words(f"pack.step_{step}"), lines=False) as report:
            made = make_pack(what.request(), out, report)
    except PackRefused as refusal:
        _fail(refusal.sentence(words), Exit.NOT_WRITTEN if refusal.of_disk else Exit.UNKNOWN)
    except SlidesMisread:
        _fail(words("command.unknown"), Exit.UNKNOWN)
    except StoreError as error:
        _fail(failure_sentence(error, words), Exit.STORE_FAILED)
    pages, size = words.number(made.pages), words.number(made.size / MEGABYTE, 1)
    say(words("pack.done", place=f"{made.name} [{made.place}]", folder=str(out), pages=pages, size=size))
    if timed:
        seconds = words.number(time.perf_counter() - started, 2)
        say(words("command.timed", seconds=seconds, bytes=words.number(made.size)))


def _maker(makers: Mapping[str, Maker], kind: str) -> Maker:
    if kind not in makers:
        raise typer.BadParameter(", ".join(makers), param_hint="--format")
    return makers[kind]


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
