"""Options of the commands that make files, and what is said where a file cannot be made."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
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
from exports.pack.making import PackRequest
from terminal.answers import say, say_failure
from terminal.options import Lang, known_language
from ui.cached.looks import LAYERS, LOOKS
from ui.charts.slides import slides_in_json
from ui.controls.downloads import NO_HXL
from ui.files.names import marked_name
from ui.server.route_failures import NOT_THERE
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.vintages import NEW
from vocabulary.words import Words

HERE = "http://localhost:8501"
BOTH = "both"


class Exit(IntEnum):
    """What a command's exit code says; 2 is a command line that cannot be read."""

    DONE = 0
    UNKNOWN = 3
    STORE_FAILED = 4
    NOT_WRITTEN = 5


def _known_languages(language: str) -> str:
    """Return a language that there is, or both."""
    return language if language == BOTH else str(known_language(language))


def fail(sentence: str, code: Exit) -> NoReturn:
    """Say why there is no file, and end the command with an exit code."""
    say_failure(sentence)
    raise typer.Exit(int(code))


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
    hxl: Annotated[bool, typer.Option(help="a line of HXL tags in tables")] = True

    def query(self) -> dict[str, str]:
        """Return the parameters of the page's address."""
        given = vars(self) | {"look": self.look or self._first_look(), "hxl": "" if self.hxl else NO_HXL}
        return {name: str(value) for name, value in given.items() if value}

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

    out: Annotated[Path, typer.Option(help="the file to write; its ending says of which kind it is")]
    kind: Annotated[str, typer.Option("--format", help="kind of file, where the ending does not say it")] = ""
    site: Annotated[str, typer.Option(help="address of the dashboard that the printed square opens")] = HERE
    timed: Annotated[bool, typer.Option("--time", help="say how long it took and how large the file is")] = (
        False
    )

    def kind_of(self, kinds: Collection[str], words: Words) -> str:
        """Return the kind of file, told by --format or else by the ending of the file's name.

        Raises BadParameter, with the kinds that there are, where neither says one of them, and where the two
        contradict each other.
        """
        ending, known = self.out.suffix.lower().removeprefix("."), ", ".join(kinds)
        if self.kind and self.kind not in kinds:
            raise typer.BadParameter(known, param_hint="--format")
        if self.kind and ending in kinds and ending != self.kind:
            told = words("command.two_kinds", file=self.out.name, kind=self.kind)
            raise typer.BadParameter(told, param_hint="--format")
        if not self.kind and ending not in kinds:
            key = "command.unknown_ending" if ending else "command.no_ending"
            raise typer.BadParameter(words(key, file=self.out.name, known=known), param_hint="--out")
        return self.kind or ending

    @contextmanager
    def written(self, words: Words, store: str, unknown: Callable[[], str] = str) -> Iterator[Path]:
        """Yield the path to write to, whose name has the mark of simulated figures, and say what was written.

        What can go wrong becomes a sentence and an exit code; ``unknown`` returns what is said where there is
        nothing of the names that were given, "" for the usual sentence.
        """
        started, path = time.perf_counter(), self.out.with_name(marked_name(store, self.out.name))
        try:
            yield path
        except NOT_THERE:
            fail(unknown() or words("command.unknown"), Exit.UNKNOWN)
        except StoreError as error:
            fail(failure_sentence(error, words), Exit.STORE_FAILED)
        except OSError as error:
            reason = error.strerror or str(error)
            fail(words("command.not_written", file=str(path), reason=reason), Exit.NOT_WRITTEN)
        say(words("command.written", file=str(path)))
        if self.timed:
            seconds = words.number(time.perf_counter() - started, 2)
            say(words("command.timed", seconds=seconds, bytes=words.number(path.stat().st_size)))


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
