"""The commands ``import``, ``undo`` and ``layers`` of ``python -m geo``."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from geo.importing import pointer
from geo.importing.areas import CODE_WIDTHS
from geo.importing.errors import BoundaryFileUnusable, refusal_text
from geo.importing.options import MEGABYTE, ImportOptions, Progress
from geo.layers import Layer, layers
from terminal.answers import say, say_failure, write_json
from terminal.progress import progress
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

DONE, UNUSABLE, DECLINED = 0, 1, 3
VINTAGES = (OLD, NEW)


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three commands to the parser of ``python -m geo``; ``run`` of each takes its options."""
    importing = commands.add_parser("import", help="import official boundaries / nạp ranh giới chính thức")
    importing.add_argument("file", help="a file, or the address of one (http, https)")
    importing.add_argument(
        "--licence", default="", help="licence note, shown wherever the layer is (required)"
    )
    importing.add_argument("--non-commercial", action="store_true", help="the licence forbids commercial use")
    for column in ("code", "name", "parent"):
        importing.add_argument(f"--{column}-column")
    importing.add_argument("--crs", help="such as EPSG:3405; overrules the file's own")
    importing.add_argument("--member", help="one layer of a file that holds several")
    importing.add_argument(
        "--max-seconds", type=float, help="how long fetching from an address may take (300)"
    )
    importing.add_argument("--max-mb", type=int, help="largest file to read, in megabytes")
    importing.add_argument(
        "--incomplete", action="store_true", help="take a GeoPackage that was copied while it was open"
    )
    importing.add_argument("--yes", action="store_true", help="replace the layer without asking")
    importing.set_defaults(run=run_import)
    undoing = commands.add_parser("undo", help="bring back the layer before the last import")
    undoing.set_defaults(run=run_undo)
    listing = commands.add_parser("layers", help="list the layers and their licence notes")
    listing.set_defaults(run=run_layers)
    for command in (importing, undoing):
        command.add_argument("--level", choices=tuple(CODE_WIDTHS))
        command.add_argument("--vintage", choices=VINTAGES)
    for command in (importing, undoing, listing):
        command.add_argument("--json", action="store_true", help="answer in JSON")
        command.add_argument("--lang", choices=tuple(LANGUAGES), default=DEFAULT_LANGUAGE)


def run_import(options: argparse.Namespace) -> int:
    """Examine a file, show the report, ask, and replace the layer; return the exit code."""
    # Imported here: the other commands need no geometry library.
    from geo.importing.examination import examine
    from geo.importing.replacing import accept
    from geo.importing.report import report_lines, report_values

    if not options.licence.strip():
        raise BoundaryFileUnusable("licence_missing")
    words, wanted = Words(options.lang), _import_options(options)
    with (
        progress(lambda step: words(f"boundary.step.{step}"), lines=False) as report,
        _file(options, wanted, report) as path,
    ):
        examination = examine(path, wanted, report)
    values: dict[str, Any] = {"report": report_values(examination)}
    if not options.json:
        say(report_lines(examination, words))
    agreed = options.yes or (not options.json and _agrees(words))
    if agreed:
        values["layer"] = _layer_values(
            accept(examination, options.licence, options.non_commercial, options.incomplete)
        )
    if options.json:
        write_json(values)
    else:
        say(words(f"boundary.command.{'replaced' if agreed else 'declined'}"))
    return DONE if agreed or options.json else DECLINED


@contextmanager
def _file(options: argparse.Namespace, wanted: ImportOptions, report: Progress) -> Iterator[Path]:
    """Yield the path of the file, fetched first where an address is given."""
    # Imported here: the other commands fetch nothing.
    from geo.importing.files.fetching import SECONDS, Fetching, fetched, is_address

    if not is_address(options.file):
        yield Path(options.file)
        return
    with tempfile.TemporaryDirectory(prefix="fetched-") as folder:
        fetching = Fetching(wanted, options.max_seconds or SECONDS)
        yield fetched(options.file, Path(folder), fetching, report)


def _import_options(options: argparse.Namespace) -> ImportOptions:
    limit = {"max_bytes": options.max_mb * MEGABYTE} if options.max_mb else {}
    return ImportOptions(
        level=options.level,
        vintage=options.vintage,
        code_column=options.code_column,
        name_column=options.name_column,
        parent_column=options.parent_column,
        crs=options.crs,
        member=options.member,
        **limit,
    )


def _agrees(words: Words) -> bool:
    if not sys.stdin.isatty():
        return False
    answer = Console().input(words("boundary.command.ask") + " ")
    return answer.strip().casefold() in {"y", "yes", "c", "có", "co"}


def run_undo(options: argparse.Namespace) -> int:
    """Bring back the layer before the last import, of any level or of the one named."""
    from geo.importing.replacing import last_imported, undo

    named = (options.level, options.vintage)
    level, vintage = named if all(named) else last_imported()
    layer = undo(level, vintage)
    if options.json:
        write_json({"level": level, "vintage": vintage, "layer": _layer_values(layer) if layer else None})
        return DONE
    words = Words(options.lang)
    where = {
        "level": words(f"boundary.level.{level}"),
        "vintage": words(f"boundary.vintage.{vintage}"),
    }
    say(words("boundary.command.undone", **where))
    return DONE


def run_layers(options: argparse.Namespace) -> int:
    """List every layer with its areas, what its boundaries are, and its licence note."""
    if options.json:
        write_json({"layers": [_layer_values(known) for known in layers()]})
        return DONE
    words = Words(options.lang)
    say([_layer_line(known, words) for known in layers()])
    return DONE


def _layer_line(known: Layer, words: Words) -> str:
    line = words(
        "boundary.command.layer",
        level=words(f"boundary.level.{known.level}"),
        vintage=words(f"boundary.vintage.{known.vintage}"),
        areas=len(known.codes),
        boundaries=words(f"boundary.boundaries.{known.boundaries}"),
        licence=known.licence_note,
    )
    return f"{line} {words('boundary.note.non_commercial')}" if known.non_commercial else line


def _layer_values(known: Layer) -> dict[str, Any]:
    return {
        "level": known.level,
        "vintage": known.vintage,
        "areas": len(known.codes),
        "boundaries": known.boundaries,
        "licence_note": known.licence_note,
        "non_commercial": known.non_commercial,
        "digest": known.digest,
        "imports_kept": len(pointer.history(known.level, known.vintage)),
    }


def say_unusable(error: BoundaryFileUnusable, options: argparse.Namespace) -> int:
    """Say why nothing was changed, in the language of the command, and return the exit code."""
    text = refusal_text(error, Words(options.lang))
    facts = {"error": error.code, "facts": error.facts, "sentence": text}
    say_failure(text, facts if options.json else None)
    return UNUSABLE
