"""The layouts that are known by their columns."""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from geo.importing.areas import KNOWN, Target
from geo.importing.layouts import Columns, Layout
from geo.importing.names import folded_key
from vocabulary.vintages import NEW, OLD

NUMBERED: Mapping[int, tuple[Target, ...]] = {
    0: (),
    1: (("province", NEW), ("province", OLD)),
    2: (("district", OLD), ("commune", NEW)),
    3: (("commune", OLD),),
}
"""What the first, second and third administrative level can be; the district tier ended in 2025."""


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


def _old_gadm(rows: pd.DataFrame, columns: Mapping[str, str]) -> Layout | None:
    """GADM to version 2.8: ``ID_n`` are running numbers, and n does not always mean the same level."""
    deepest = _deepest(columns, r"id_(\d)")
    if deepest < 0 or f"name_{deepest}" not in columns:
        return None
    units = [
        Columns(
            names=_present(columns, f"name_{number}", f"varname_{number}"),
            kind=_first(columns, f"type_{number}"),
        )
        for number in range(deepest, 0, -1)
    ]
    own = units[0] if units else Columns()
    targets = KNOWN if units else ()
    return Layout("GADM 2.8", own, tuple(units[1:]), targets, non_commercial=True)


RECOGNISERS: tuple[Callable[[pd.DataFrame, Mapping[str, str]], Layout | None], ...] = (
    _cod_2025,
    _cod_2020,
    _gadm,
    _old_gadm,
    _geoboundaries,
    _dvhcvn,
    _thanglequoc,
)


def _numbered(name: str, number: int, units: Sequence[Columns], *, non_commercial: bool = False) -> Layout:
    own = units[0] if units else Columns()
    targets = NUMBERED.get(number, ())
    return Layout(name, own, tuple(units[1:]), targets, non_commercial)


KIND_COLUMNS = {"type", "level", "kind", "loai", "cap", "admin_level", "adm_level", "unit_type", "division"}
LEVEL_WORDS = {
    "province": {"province", "tinh", "municipality"},
    "district": {"district", "urbandistrict", "ruraldistrict", "huyen", "quan", "provincialcity"},
    "commune": {"commune", "ward", "township", "xa", "phuong", "thitran", "dackhu", "specialzone"},
}
"""Words that only one level has."""

SHARED_WORDS = {
    "province": {"city", "thanhpho", "thanhphotrunguong", "tp"},
    "district": {"city", "town", "thanhpho", "thixa", "tp", "tx"},
    "commune": {"town"},
}
STATED_SHARE = 0.95


def stated_level(rows: pd.DataFrame) -> str | None:
    """Return the level that a column of kinds says of nearly every row; None where none does."""
    for column in rows.columns:
        if folded_key(str(column))[0] in {folded_key(name)[0] for name in KIND_COLUMNS}:
            words = [folded_key(str(value))[0] for value in rows[column] if value]
            for level, own in LEVEL_WORDS.items():
                fitting = sum(word in own | SHARED_WORDS[level] for word in words)
                if own & set(words) and fitting >= STATED_SHARE * len(rows):
                    return level
    return None
