"""The commands that make files to take away.

Exit codes: 0 done, 2 wrong options, 3 nothing of that name, 4 the store failed, 5 the file cannot be written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from data_access.store.errors import StoreError, UnknownArea, UnknownIndicator
from exports.drawing.rendering import pdf, pdf_of_sheets
from exports.maps.files import MAP_FORMATS
from exports.maps.sheet import SIZES
from exports.places.files import (
    BRIEF_FORMATS,
    CHART_FORMATS,
    Maker,
    briefs,
    parts_with_briefs,
    place_in_address,
    zipped,
)
from exports.slides.deck import deck
from geo.layers import UnknownLayer
from ui.cached import area_frames, editions
from ui.cached.figure_frames import UnknownPicture
from ui.charts.slides import SlidesMisread, slides_in_json
from ui.controls.place_links import key_of
from ui.text.failures import failure_sentence
from ui.text.place_key import place_key
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

UNKNOWN, STORE_FAILED, NOT_WRITTEN = 3, 4, 5
HERE = "http://localhost:8501"

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Files to take away.")
screen = Console(stderr=True)

Indicator = Annotated[str, typer.Option(help="code of an indicator, as in a map's address")]
Year = Annotated[int | None, typer.Option(help="the newest with figures if left out")]
Level = Annotated[str, typer.Option(help="province, district or commune")]
Look = Annotated[str, typer.Option(help="reported, today or district")]
Within = Annotated[str, typer.Option(help=f"key of the place whose parts alone are shown: {NEW}.province.15")]
Area = Annotated[str, typer.Option(help=f"key of a place ({OLD}.district.157) or its name")]
Lang = Annotated[str, typer.Option(help="vi or en")]
Store = Annotated[str, typer.Option(help="published or demo")]
Format = Annotated[str, typer.Option("--format")]
Out = Annotated[Path, typer.Option(help="the file to write")]
Site = Annotated[str, typer.Option(help="address of the dashboard that the printed square opens")]
Time = Annotated[bool, typer.Option("--time", help="say how long it took and how large the file is")]


@app.command("map")
def map_command(
    indicator: Indicator,
    out: Out,
    year: Year = None,
    level: Level = "province",
    look: Look = "",
    within: Within = "",
    area: Annotated[str, typer.Option(help="code of the area to mark, as in a map's address")] = "",
    view: Annotated[str, typer.Option(help="of the explorer: change, bivariate, leading or years")] = "",
    second: Annotated[str, typer.Option(help="code of the second indicator, for bivariate")] = "",
    since: Annotated[int | None, typer.Option(help="year that changes are counted from")] = None,
    lang: Lang = DEFAULT_LANGUAGE,
    store: Store = editions.PUBLISHED,
    kind: Format = "pdf",
    paper: Annotated[str, typer.Option(help="a4 or wide (16:9)")] = "a4",
    site: Site = HERE,
    timed: Time = False,
) -> None:
    """Make a map: pdf, png, svg, csv, xlsx, geojson, gpkg or html."""
    query = {
        "indicator": indicator,
        "year": str(year or ""),
        "level": level,
        "look": look,
        "within": within,
        "area": area,
        "view": view,
        "second": second,
        "since": str(since or ""),
        "lang": lang,
        "store": store,
        "paper": paper,
    }
    with told(lang, out, timed):
        out.write_bytes(_maker(MAP_FORMATS, kind)(query, site).content)


@app.command("chart")
def chart_command(
    area: Area,
    out: Out,
    lang: Lang = DEFAULT_LANGUAGE,
    store: Store = editions.PUBLISHED,
    kind: Format = "pdf",
    site: Site = HERE,
    timed: Time = False,
) -> None:
    """Make the chart of a place's main series: pdf, png or svg."""
    with told(lang, out, timed):
        query = {"place": place_named(area, store), "lang": lang, "store": store}
        out.write_bytes(_maker(CHART_FORMATS, kind)(query, site).content)


@app.command("brief")
def brief_command(
    area: Area,
    out: Out,
    lang: Lang = DEFAULT_LANGUAGE,
    store: Store = editions.PUBLISHED,
    kind: Format = "pdf",
    parts: Annotated[bool, typer.Option("--parts", help="also of every place in it; pdf or zip")] = False,
    site: Site = HERE,
    timed: Time = False,
) -> None:
    """Make the brief of a place (pdf, png or svg), or with --parts of all places in it (pdf or zip)."""
    with told(lang, out, timed):
        query = {"place": place_named(area, store), "lang": lang, "store": store}
        if parts:
            out.write_bytes(_all_briefs(query, kind, site))
        else:
            out.write_bytes(_maker(BRIEF_FORMATS, kind)(query, site).content)


@app.command("slides")
def slides_command(
    slides: Annotated[Path, typer.Option(help="a presentation as saved from the page: slides.json")],
    out: Out,
    lang: Lang = DEFAULT_LANGUAGE,
    store: Store = editions.PUBLISHED,
    site: Site = HERE,
    timed: Time = False,
) -> None:
    """Make the slides of a presentation (pptx)."""
    with told(lang, out, timed):
        words = Words(lang)
        listed = slides_in_json(slides.read_text(encoding="utf-8-sig"))
        with bar(words("command.slides"), len(listed)) as step:
            out.write_bytes(deck(listed, words, store, site, step))


def _maker(makers: Mapping[str, Maker], kind: str) -> Maker:
    if kind not in makers:
        raise typer.BadParameter(", ".join(makers), param_hint="--format")
    return makers[kind]


def _all_briefs(query: Mapping[str, str], kind: str, site: str) -> bytes:
    """Return the briefs of a place and of all places in it, a bar moving on the way."""
    if kind not in ("pdf", "zip"):
        raise typer.BadParameter("pdf, zip", param_hint="--format")
    visit, place = place_in_address(query)
    places = parts_with_briefs(visit, place)
    sheets = []
    with bar(visit.words("command.briefs"), len(places)) as step:
        for sheet in briefs(visit, places, site):
            sheets.append(sheet)
            step()
    language = visit.words.language
    if kind == "zip":
        made = [pdf(svg, *SIZES["a4"], title=name, language=language) for name, svg in sheets]
        names = [f"{str(key).replace('.', '-')}.pdf" for key in places]
        return zipped(list(zip(names, made, strict=True)))
    title = visit.words("brief.all_of", place=sheets[0][0])
    return pdf_of_sheets(sheets, *SIZES["a4"], title=title, language=language)


def place_named(text: str, store: str) -> str:
    """Return the key of a place given as key or name; UnknownPicture when nobody bears that name."""
    if place_key(text) is not None:
        return text
    hits = area_frames.search_places(editions.newest(store), text, 1)
    if not hits:
        raise UnknownPicture(text)
    return str(key_of(hits[0]))


@contextmanager
def bar(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar of so many steps; yield what moves it by one."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)


@contextmanager
def told(language: str, out: Path, timed: bool) -> Iterator[None]:
    """Turn what can go wrong into a sentence and an exit code; say what was written."""
    if language not in LANGUAGES:
        raise typer.BadParameter(", ".join(LANGUAGES), param_hint="--lang")
    words, started = Words(language), time.perf_counter()
    try:
        yield
    except (UnknownPicture, UnknownLayer, UnknownIndicator, UnknownArea, SlidesMisread):
        _fail(words("command.unknown"), UNKNOWN)
    except StoreError as error:
        _fail(failure_sentence(error, words), STORE_FAILED)
    except OSError as error:
        _fail(words("command.not_written", file=str(out), reason=error.strerror or str(error)), NOT_WRITTEN)
    screen.print(words("command.written", file=str(out)), highlight=False, soft_wrap=True)
    if timed:
        seconds = words.number(time.perf_counter() - started, 2)
        size = words.number(out.stat().st_size)
        screen.print(words("command.timed", seconds=seconds, bytes=size), highlight=False, soft_wrap=True)


def _fail(sentence: str, code: int) -> None:
    screen.print(sentence, style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(code)
