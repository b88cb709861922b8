"""How a table is laid out: which columns hold code, names, kind and parent, named by the user or guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.importing.areas import KNOWN, PARENT_LEVELS, Target, all_keys, areas, code_in
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.names import folded_key
from geo.importing.options import ImportOptions

LEAST_SHARE = 0.5
"""So much of a column must be codes or names of areas for it to be taken for one."""


@dataclass(frozen=True)
class Columns:
    """Where a unit's code, names and kind are; the kind is written in front of the first name."""

    code: str | None = None
    names: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True)
class Layout:
    """How one file is laid out; ``around`` are the columns of the parent, then of its parent."""

    name: str
    own: Columns
    around: tuple[Columns, ...] = ()
    targets: tuple[Target, ...] = KNOWN
    non_commercial: bool = False


def named_by_user(rows: pd.DataFrame, options: ImportOptions, found: Layout | None) -> Layout | None:
    """Return the layout with the columns the user named; ``found`` unchanged if none was named.

    Raises BoundaryFileUnusable (``no_such_column``) for a column the file does not have.
    """
    wanted = (options.code_column, options.name_column, options.parent_column)
    if not any(wanted):
        return found
    for column in wanted:
        if column and column not in rows.columns:
            raise BoundaryFileUnusable("no_such_column", {"column": column, "columns": listed(rows)})
    names = (options.name_column,) if options.name_column else ()
    # One column may hold the parents' codes or their names; both readings are tried.
    parent = options.parent_column
    around = (Columns(parent, (parent,)),) if parent else ()
    licence = found is not None and found.non_commercial
    return Layout("columns", Columns(options.code_column, names), around, KNOWN, licence)


def listed(rows: pd.DataFrame) -> str:
    """Return the columns of a table as text, for a sentence."""
    return ", ".join(map(str, rows.columns)) or "–"


def guesses(rows: pd.DataFrame, targets: Sequence[Target]) -> list[Layout]:
    """Return for each level and vintage the columns that look most like its codes and names, if any do."""
    return [layout for target in targets if (layout := _guessed(rows, target))]


def _guessed(rows: pd.DataFrame, target: Target) -> Layout | None:
    shares = {str(column): column_shares(rows[column], target) for column in rows.columns}
    codes = max(shares, key=lambda column: shares[column][0], default="")
    names = sorted(shares, key=lambda column: -shares[column][1])[:2]
    named = tuple(name for name in names if shares[name][1] >= LEAST_SHARE)
    coded = codes if codes and shares[codes][0] >= LEAST_SHARE else None
    if not coded and not named:
        return None
    return Layout("other", Columns(coded, named), _guessed_parent(rows, target, {coded, *named}), (target,))


def _guessed_parent(rows: pd.DataFrame, target: Target, taken: set[str | None]) -> tuple[Columns, ...]:
    parent_level = PARENT_LEVELS.get(target)
    if not parent_level:
        return ()
    for column in rows.columns:
        values = rows[column].drop_duplicates()
        if column not in taken and max(column_shares(values, (parent_level, target[1]))) > LEAST_SHARE:
            return (Columns(str(column), (str(column),)),)
    return ()


def column_shares(values: pd.Series, target: Target) -> tuple[float, float]:
    """Return which share of a column's values are codes of areas, and which are names."""
    texts = [text for text in values if text]
    if not texts:
        return 0.0, 0.0
    codes = len({code_in(text, target) for text in texts} - {None})
    names = sum(folded_key(text) in all_keys(target) for text in texts)
    # Each area has its own code: a column of one value over and over is none of codes. Several rows may
    # share one where the column has the codes of most areas.
    distinct, covered = len(set(values)), codes / len(areas(target))
    return max(codes / len(values), covered * codes / distinct), names / len(values)


def fit(rows: pd.DataFrame, layout: Layout, target: Target) -> tuple[float, float]:
    """Return which share of the rows a target knows, and how well both sides cover each other."""
    own = layout.own
    columns = [*([own.code] if own.code else []), *own.names]
    if not columns or not len(rows):
        return 0.0, 0.0
    known = [
        any(
            _is_known(text, target, is_code=column == own.code)
            for column, text in zip(columns, texts, strict=True)
        )
        for texts in rows[columns].itertuples(index=False)
    ]
    return sum(known) / len(rows), 2 * sum(known) / (len(rows) + len(areas(target)))


def _is_known(text: str, target: Target, *, is_code: bool) -> bool:
    if not text:
        return False
    return code_in(text, target) is not None if is_code else folded_key(text) in all_keys(target)
