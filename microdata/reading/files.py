"""The files of a register, CSV or Parquet, with the declared columns and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from data_access.text.folding import folded
from data_access.workbooks.reading.privacy import HEADER, WHOLE_HEADER
from microdata.engines import Engine
from microdata.errors import RegisterRefused
from microdata.schema import COLUMNS, FLAG, WHOLE, missing_columns

CSV, PARQUET = ".csv", ".parquet"
# Names of columns that hold who somebody is, beside those that workbooks are refused for.
IDENTIFYING = re.compile(
    r"\b(name|ten|ho ten|cccd|cmnd|id|id no|phone|dien thoai|address|dia chi|dob|birth|birthday|ngay sinh"
    r"|email|gps|latitude|longitude|card|passport|ho so|so nha)\b"
)


def files_in(path: Path) -> list[Path]:
    """Return the files of a register by name; RegisterRefused (``no_file``) for none or both kinds."""
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    kept = [one for one in found if one.suffix.lower() in (CSV, PARQUET) and one.is_file()]
    if not kept or len({one.suffix.lower() for one in kept}) > 1:
        raise RegisterRefused(reason="no_file", file=path.name)
    return kept


def open_register(engine: Engine, path: Path) -> dict[str, str]:
    """Open the files of a register; return its columns and how each is written: flag, text or whole.

    Raises RegisterRefused for a column that may say who somebody is, that is not of the schema, that is
    missing, or whose values are of another type. No value of the file is in the error.
    """
    paths = files_in(path)
    is_text = paths[0].suffix.lower() == CSV
    columns = engine.open_files(paths, as_text=is_text)
    _refuse_columns(columns)
    if not is_text:
        _refuse_types(columns)
    return columns


def _refuse_columns(names: Iterable[str]) -> None:
    others = [name for name in names if name not in COLUMNS]
    for reason, found in (
        ("identifying_columns", [name for name in others if may_identify(name)]),
        ("unknown_columns", others),
        ("missing_columns", missing_columns(names)),
    ):
        if found:
            raise RegisterRefused(reason=reason, columns=", ".join(found))


def may_identify(name: str) -> bool:
    """Whether the name of a column is that of a name, a number or an address of a person."""
    bare = folded(re.sub(r"[_\W]+", " ", name)).strip()
    return bool(IDENTIFYING.search(bare) or HEADER.search(bare) or WHOLE_HEADER.fullmatch(bare))


def _refuse_types(columns: dict[str, str]) -> None:
    for name, written in columns.items():
        wanted = {FLAG: "flag", WHOLE: "whole"}.get(COLUMNS[name].kind, "text")
        if written != wanted:
            raise RegisterRefused(reason="column_type", column=name, kind=wanted)
