"""The layouts files come in: which columns hold code, names, kind and parent, and what the file is of."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from geo.importing.areas import KNOWN, PARENT_LEVELS, Target, all_keys, areas, code_in
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.names import folded_key
from geo.importing.options import ImportOptions
from vocabulary.vintages import NEW, OLD

NUMBERED: Mapping[int, tuple[Target, ...]] = {
    0: (),
    1: (("province", NEW), ("province", OLD)),
    2: (("district", OLD), ("commune", NEW)),
    3: (("commune", OLD),),
}
"""What the first, second and third administrative level can be; the district tier ended in 2025."""

LEAST_SHARE = 0.5
"""So much of a column must be codes or names of areas for it to be taken for one."""


@dataclass(frozen=True)
class Columns:
    """Where a unit's code, names and kind stand; the kind is written in front of the first name."""

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
    ambiguous: tuple[str, ...] = field(default=())


def recognised(rows: pd.DataFrame) -> Layout | None:
    """Return the layout whose columns a table has, None if it is none of those known."""
    columns = {str(column).casefold(): str(column) for column in rows.columns}
    for recogniser in RECOGNISERS:
        if layout := recogniser(rows, columns):
            return layout
    return None


def _deepest(columns: Mapping[str, str], pattern: str) -> int:
    numbers = [int(found[1]) for column in columns if (found := re.fullmatch(pattern, column))]
    return max(numbers, default=-1)


def _present(columns: Mapping[str, str], *wanted: str) -> tuple[str, ...]:
    return tuple(columns[name] for name in wanted if name in columns)


def _first(columns: Mapping[str, str], *wanted: str) -> str | None:
    return next(iter(_present(columns, *wanted)), None)


def _cod_2025(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    deepest = _deepest(columns, r"adm(\d)_pcode")
    if deepest < 0 or f"adm{deepest}_name" not in columns:
        return None
    units = [
        Columns(
            columns[f"adm{number}_pcode"],
            _present(columns, f"adm{number}_name1", f"adm{number}_name", f"adm{number}_name2"),
        )
        for number in range(deepest, 0, -1)
        if f"adm{number}_pcode" in columns
    ]
    return _numbered("COD-AB 2025", deepest, units)


def _cod_2020(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    deepest = _deepest(columns, r"adm(\d)_pcode")
    if deepest < 0 or not _present(columns, f"adm{deepest}_en", f"adm{deepest}_vi"):
        return None
    units = [
        Columns(columns[f"adm{number}_pcode"], _present(columns, f"adm{number}_vi", f"adm{number}_en"))
        for number in range(deepest, 0, -1)
        if f"adm{number}_pcode" in columns
    ]
    return _numbered("COD-AB 2020", deepest, units)


def _gadm(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    deepest = _deepest(columns, r"gid_(\d)")
    if deepest < 0:
        return None
    units = [
        Columns(
            _first(columns, f"cc_{number}"),
            _present(columns, f"name_{number}", f"varname_{number}", f"nl_name_{number}"),
            _first(columns, f"type_{number}"),
        )
        for number in range(deepest, 0, -1)
    ]
    return _numbered("GADM 4.1", deepest, units, non_commercial=True)


def _geoboundaries(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    if "shapename" not in columns or "shapetype" not in columns:
        return None
    kinds = rows[columns["shapetype"]].dropna().astype(str).str.extract(r"ADM(\d)")[0].dropna()
    number = int(kinds.mode().iloc[0]) if len(kinds) else 1
    # shapeISO has the numbers of ISO 3166-2, which are other numbers than the statistics office's.
    return _numbered("geoBoundaries", number, [Columns(names=(columns["shapename"],))])


def _thanglequoc(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    code_name = _first(columns, "codename", "code_name")
    if code_name is None or "code" not in columns:
        return None
    names = _present(
        columns, "fullname", "full_name", "name", "nameen", "name_en", "fullnameen", "full_name_en"
    )
    parent = Columns(
        _first(columns, "provincecode", "province_code", "parentcode", "parent_code"),
        _present(columns, "provincename", "province_name", "provincefullname", "province_full_name"),
    )
    widths = rows[columns["code"]].dropna().astype(str).str.len()
    number = 2 if len(widths) and widths.median() > 2 else 1
    targets: tuple[Target, ...] = (("commune" if number == 2 else "province", NEW),)
    return Layout("thanglequoc GeoJSON", Columns(columns["code"], names), (parent,), targets)


def _dvhcvn(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    deepest = _deepest(columns, r"level(\d)_id")
    if deepest < 0 or f"level{deepest}_name" not in columns:
        return None
    units = [
        Columns(columns[f"level{number}_id"], _present(columns, f"level{number}_name"))
        for number in range(deepest, 0, -1)
        if f"level{number}_id" in columns
    ]
    return _numbered("dvhcvn JSON", deepest, units)


RECOGNISERS: tuple[Callable[[pd.DataFrame, Mapping[str, str]], Layout | None], ...] = (
    _cod_2025,
    _cod_2020,
    _gadm,
    _geoboundaries,
    _dvhcvn,
    _thanglequoc,
)


def _numbered(name: str, number: int, units: Sequence[Columns], *, non_commercial: bool = False) -> Layout:
    own = units[0] if units else Columns()
    targets = NUMBERED.get(number, ())
    return Layout(name, own, tuple(units[1:]), targets, non_commercial)


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


def guessed(rows: pd.DataFrame, targets: Sequence[Target]) -> Layout | None:
    """Return a layout of the columns whose contents look most like codes and names; None if none does."""
    best: tuple[float, Layout] | None = None
    for target in targets:
        shares = {str(column): column_shares(rows[column], target) for column in rows.columns}
        codes = max(shares, key=lambda column: shares[column][0], default="")
        names = sorted(shares, key=lambda column: -shares[column][1])[:2]
        named = tuple(name for name in names if shares[name][1] >= LEAST_SHARE)
        coded = codes if codes and shares[codes][0] >= LEAST_SHARE else None
        score = sum(max((share[place] for share in shares.values()), default=0) for place in (0, 1))
        if (coded or named) and (best is None or score > best[0]):
            around = _guessed_parent(rows, target, {coded, *named})
            best = score, Layout("other", Columns(coded, named), around, (target,))
    return best[1] if best else None


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
    # Each area has its own code: a column of one value over and over is none of codes.
    codes = len({code_in(text, target) for text in texts} - {None})
    names = sum(folded_key(text) in all_keys(target) for text in texts)
    return codes / len(values), names / len(values)


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
