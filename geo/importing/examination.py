"""A boundary file examined: what it is, which row is which area, what is wrong; nothing is changed."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely

from geo.importing.agreement import Compared
from geo.importing.areas import Target, areas
from geo.importing.assembling import Flaw, NewLayer, flaws, new_layer
from geo.importing.choosing import choose, rows_of
from geo.importing.files.reading import members
from geo.importing.matching import Match
from geo.importing.options import ImportOptions, Progress, silent
from geo.importing.placing import Note
from geo.importing.readings import Reading, decided, joined_shapes
from geo.importing.table import Table, for_level, read_table


@dataclass(frozen=True)
class Tried:
    """One reading that was tried: level and vintage, how many rows matched, and the mean agreement."""

    level: str
    vintage: str
    matched: int
    agreement: float


@dataclass(frozen=True)
class Dissolved:
    """A row of an area that ended: its name, its last day (ISO) and the names of what it went into.

    ``is_split`` where its ground belongs to several, so that the row cannot be used.
    """

    name: str
    ended: str
    successors: tuple[str, ...]
    is_split: bool


@dataclass(frozen=True)
class Examination:
    """What an import would do. ``shapes`` are the new layer's polygons by code, ready to be written.

    ``matches`` say by what each row was matched; ``unmatched_rows`` are names (or row numbers) of the file,
    ``left_out`` those of rows without a polygon, ``unmatched_areas`` codes and names of ours. ``joined`` are
    names of areas with their number of rows where that is more than one. ``filled`` are the areas that keep
    their present shape, for the file lacks them, ``without_shape`` those that would have none. ``overlaps``
    and ``gaps`` are those of the file, before they were mended. ``agreement`` is the mean of ``compared``.
    ``lacks_journal``: the file was copied while a program had it open, and areas are missing.
    """

    source_name: str
    source_sha256: str
    kind: str
    layout: str
    member: str
    level: str
    vintage: str
    crs: str
    notes: tuple[Note, ...]
    non_commercial: bool
    row_count: int
    vertices_read: int
    vertices_kept: int
    mended: int
    matches: tuple[Match, ...]
    row_names: tuple[str, ...]
    unmatched_rows: tuple[str, ...]
    left_out: tuple[str, ...]
    joined: tuple[tuple[str, int], ...]
    dissolved: tuple[Dissolved, ...]
    unmatched_areas: tuple[tuple[str, str], ...]
    filled: tuple[str, ...]
    without_shape: tuple[tuple[str, str], ...]
    overlaps: tuple[Flaw, ...]
    gaps: tuple[Flaw, ...]
    agreement: float
    compared: tuple[Compared, ...]
    tried: tuple[Tried, ...]
    lacks_journal: bool
    shapes: dict[str, shapely.Geometry]
    archipelagos: dict[str, shapely.Geometry]

    def matched_by(self, how: str) -> int:
        """Return how many rows were matched by code, name, predecessor, place or archipelago."""
        return sum(found.how == how for found in self.matches)


def examine(path: Path, options: ImportOptions | None = None, progress: Progress = silent) -> Examination:
    """Return what importing a file would do; nothing is changed.

    ``progress`` is called with the share done and the code of each step. Raises BoundaryFileUnusable with the
    code of a sentence for any file that cannot become a layer.
    """
    options = options or ImportOptions()
    progress(0.0, "unpack")
    with tempfile.TemporaryDirectory(prefix="boundaries-") as folder:
        choices = choose(members(path, Path(folder), options), options)
        progress(0.15, "read")
        names = [row.name or row.code for row in rows_of(choices[0])]
        levels = {choice.target[0] for choice in choices}
        table = read_table(choices[0].member, names, sorted(levels), options, progress)
    progress(0.65, "match")
    reading, tried = decided(choices, table)
    found = _examined(path, reading, table, progress)
    progress(1.0, "examined")
    return replace(found, tried=tuple(map(_tried, tried)))


def _examined(path: Path, reading: Reading, table: Table, progress: Progress) -> Examination:
    choice = reading.choice
    shapes, tolerance = for_level(table, choice.target[0])
    if shapes is not table.shapes:
        reading = replace(reading, shapes=joined_shapes(reading.matching, shapes, choice.target))
    progress(0.8, "check")
    overlaps, gaps = flaws(reading, shapes)
    progress(0.85, "fit")
    made = new_layer(reading, shapes, tolerance)
    progress(0.95, "compare")
    return Examination(
        source_name=path.name,
        source_sha256=_digest(path),
        row_count=len(choice.member.rows),
        overlaps=overlaps,
        gaps=gaps,
        tried=(),
        **_of_reading(reading),
        **_of_table(reading, table),
        **_of_layer(made, choice.target),
        **_of_rows(reading, table),
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tried(reading: Reading) -> Tried:
    return Tried(*reading.target, len(reading.matching.matches), reading.agreement)


def _of_reading(reading: Reading) -> dict[str, Any]:
    choice, matching = reading.choice, reading.matching
    missing = matching.unmatched_areas(choice.target)
    return {
        "kind": choice.member.kind,
        "layout": choice.layout.name,
        "member": choice.member.name,
        "level": choice.target[0],
        "vintage": choice.target[1],
        "non_commercial": choice.layout.non_commercial,
        "unmatched_areas": tuple((area.code, area.name_vi) for area in missing),
        "agreement": reading.agreement,
        "compared": reading.compared,
        "lacks_journal": choice.member.lacks_journal and bool(missing),
    }


def _of_table(reading: Reading, table: Table) -> dict[str, Any]:
    return {
        "crs": table.crs,
        "notes": (*table.notes, *(["codes_ignored"] if reading.matching.codes_ignored else [])),
        "vertices_read": table.vertices,
        "mended": table.mended,
    }


def _of_layer(made: NewLayer, target: Target) -> dict[str, Any]:
    known = areas(target)
    return {
        "shapes": made.shapes,
        "filled": made.filled,
        "without_shape": tuple((code, known[code].name_vi) for code in made.without_shape),
        "archipelagos": made.archipelagos,
        "vertices_kept": made.vertices,
    }


def _of_rows(reading: Reading, table: Table) -> dict[str, Any]:
    """What the report says of the file's rows, each by its place in the file."""
    known, matching = areas(reading.target), reading.matching
    labels = [row.label for row in rows_of(reading.choice)]
    left = [row.number for row in matching.unmatched_rows(reading.rows) if row.number not in matching.split]
    times = Counter(found.code for found in matching.matches if found.code in known)
    several = [(known[code].name_vi, count) for code, count in sorted(times.items()) if count > 1]
    return {
        "matches": tuple(replace(found, row=table.kept[found.row]) for found in matching.matches),
        "row_names": tuple(row.name or row.code for row in rows_of(reading.choice)),
        "unmatched_rows": tuple(labels[table.kept[number]] for number in left),
        "left_out": tuple(labels[place] for place in table.left_out),
        "joined": tuple(several),
        "dissolved": tuple(_dissolved(reading)),
    }


def _dissolved(reading: Reading) -> Iterator[Dissolved]:
    known, rows, matching = areas(reading.target), reading.rows, reading.matching
    for number, earlier in sorted(matching.ended.items()):
        names = tuple(known[code].full_names[0] for code in earlier.successors)
        shown = names if number in matching.split else (known[earlier.successor].full_names[0],)
        yield Dissolved(rows[number].label, earlier.ended, shown, number in matching.split)
