"""The tables of a boundary file, those that come in a file for each area made one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.importing import placing
from geo.importing.files import formats

Shapes = tuple[np.ndarray, str | None]
"""Geometries in the rows' order, None where a row has none, and the CRS as text if the file states one."""


@dataclass(frozen=True)
class Member:
    """One table of a file: its rows as text, empty where nothing is given, and how to read its shapes.

    ``may_hold_polygons`` is false for a table of points, lines or no shapes. ``lacks_journal`` is true for a
    table of a GeoPackage whose newest changes are in a journal beside it that did not come along.
    """

    name: str
    kind: str
    rows: pd.DataFrame
    read_shapes: Callable[[], Shapes]
    may_hold_polygons: bool = True
    lacks_journal: bool = False


def joined(found: Sequence[Member]) -> list[Member]:
    """Return the tables, those that belong together as one.

    They are the equal levels of dvhcvn, which comes in a file for each province, and tables of one row and
    equal columns, a file for each area.
    """
    groups: dict[tuple[object, ...], list[Member]] = {}
    for number, member in enumerate(found):
        groups.setdefault(_group(member, number), []).append(member)
    return [parts[0] if len(parts) == 1 else _one(parts) for parts in groups.values()]


def _group(member: Member, number: int) -> tuple[object, ...]:
    if member.kind == formats.NESTED_JSON:
        return member.kind, member.name
    if len(member.rows) == 1:
        return member.kind, *sorted(member.rows.columns)
    return member.kind, number


def _one(parts: Sequence[Member]) -> Member:
    rows = pd.concat([part.rows for part in parts], ignore_index=True)
    name = parts[0].name if parts[0].kind == formats.NESTED_JSON else f"{parts[0].name} … {parts[-1].name}"
    polygons = any(part.may_hold_polygons for part in parts)
    lacks_journal = any(part.lacks_journal for part in parts)
    return Member(name, parts[0].kind, rows, _reader(parts), polygons, lacks_journal)


def _reader(parts: Sequence[Member]) -> Callable[[], Shapes]:
    def read_shapes() -> Shapes:
        read = [part.read_shapes() for part in parts]
        systems = {crs for _, crs in read}
        if len(systems) == 1:
            return np.concatenate([shapes for shapes, _ in read]), systems.pop()
        in_degrees = [placing.in_degrees(shapes, crs or placing.DEGREES) for shapes, crs in read]
        return np.concatenate(in_degrees), placing.DEGREES

    return read_shapes
