"""The figures of a chart, each by what it is of: what its code is made from, and what names a changed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.editions import Edition
from ui.text.figures import name_of, text_in
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

# Columns that say what the figures of a row are of, alike in every language.
KEYS = (
    *("indicator_code", "measure_code", "vintage", "area_code", "project_code", "fund", "stage", "item_code"),
    *("from_code", "to_code", "breakdown", "deprivation", "group", "answer", "verdict", "cause"),
    *("activity_vi", "with_carried_over", "period_from", "period_to", "year", "as_of", "low", "high"),
)
# Numbers that are no figures, or follow from others of their row.
NOT_FIGURES = {"decimals", "areas", "reports", "change", "change_vnd", "expected_pct", "since", "until"}
WHOLE, ENDS = "amount_vnd", ("amount_min_vnd", "amount_max_vnd")
COLUMN, ROW = "#", "row"
DIGITS = 6
ONE_COLUMN = "value"
PARTS = ("contribution", "censored")
LEVELS = ("province", "district", "commune", "region", "nation")


def exhibit_figures(data: pd.DataFrame | None) -> dict[str, str]:
    """Return the numbers of a chart's data as bare text, by label: ``area_code=02&year=2016#value``.

    A label has the codes of the row and the column, alike in every language and in any order of the
    rows; rows with the same codes are numbered.
    """
    return {label: text for label, text, _ in _told(data)}


def _told(data: pd.DataFrame | None) -> list[tuple[str, str, Row]]:
    """Return each number with its label and its row."""
    if data is None:
        return []
    keys = [name for name in KEYS if name in data]
    columns = [name for name in data.columns if name not in KEYS and name not in NOT_FIGURES]
    seen: dict[str, int] = {}
    found: list[tuple[str, str, Row]] = []
    for row in data.to_dict("records"):
        known = urlencode({name: _plain(row[name]) for name in keys if not pd.isna(row[name])})
        seen[known] = seen.get(known, 0) + 1
        label = known if seen[known] == 1 else f"{known}&{ROW}={seen[known]}"
        numbers = {name: row[name] for name in columns if _is_number(row[name]) and not _is_end(name, row)}
        found += [(f"{label}{COLUMN}{name}", _plain(number), row) for name, number in numbers.items()]
    return found


def _is_end(name: str, row: Row) -> bool:
    """Say whether a number is an end of an amount without a range: an exact amount is one figure."""
    return name in ENDS and _is_number(row.get(WHOLE)) and row[name] == row[WHOLE]


def _plain(value: object) -> str:
    """Return a number without the digits that only arithmetic gave it, anything else as it is."""
    if isinstance(value, float):
        return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
    return str(value)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and value == value


def figure_names(edition: Edition, data: pd.DataFrame | None, words: Words) -> Callable[[str], str]:
    """Return a function that names a label of ``exhibit_figures``: place, thing, year, column.

    The column is named where the data have several.
    """
    parted = [(*label.rpartition(COLUMN)[::2], row) for label, _, row in _told(data)]
    rows = {known: row for known, _, row in parted}
    columns = {column for _, column, _ in parted}
    has_indicators = data is not None and _differs(data, "indicator_code")

    def name(label: str) -> str:
        known, _, column = label.rpartition(COLUMN)
        text = _row_name(edition, dict(parse_qsl(known)), rows.get(known), has_indicators, words)
        if column == ONE_COLUMN or columns <= {column}:
            return text
        return f"{text} ({_column(edition, column, words)})".strip()

    return name


def _row_name(
    edition: Edition, codes: Mapping[str, str], row: Row | None, has_indicators: bool, words: Words
) -> str:
    """Return what a row is of in words: thing, place, stage, time; ``row`` is None for one that is gone."""
    names = _row_names(row, words) if row is not None else _names_of_codes(edition, codes, words)
    if has_indicators:
        names.insert(0, _indicator(edition, codes.get("indicator_code", ""), words))
    if "stage" in codes:
        names.append(words(f"stage.{codes['stage']}"))
    named = ", ".join(dict.fromkeys(name for name in names if name))
    when = _when(codes, words)
    return " ".join(part for part in (named, when if when not in names else "") if part)


def _differs(data: pd.DataFrame, name: str) -> bool:
    return name in data and data[name].nunique() > 1


def _row_names(row: Row, words: Words) -> list[str]:
    """Return the names of a row as a file of the chart has them."""
    own = [f"name_{words.language}", "series", f"activity_{words.language}", "from_name", "to_name", "label"]
    return [name for column in own if (name := text_in(row, column) if column in row else "")]


def _names_of_codes(edition: Edition, codes: Mapping[str, str], words: Words) -> list[str]:
    """Return the names of a row that is gone: an area's and a deprivation's by code, else the codes."""
    timed = ("vintage", "stage", "with_carried_over", "period_from", "period_to", "year", "as_of", ROW)
    makers = {
        "area_code": lambda code: _area(edition, codes.get("vintage", ""), code, words),
        "indicator_code": lambda code: _indicator(edition, code, words),
        "deprivation": lambda code: words(f"deprivation.{code}"),
    }
    return [makers.get(name, str)(code) for name, code in codes.items() if name not in timed]


def _area(edition: Edition, vintage: str, code: str, words: Words) -> str:
    for level in LEVELS:
        for known in (vintage,) if vintage else (OLD, NEW):
            name = name_of(area_frames.areas(edition, level, known), code, words)
            if name != code:
                return name
    return code


def _indicator(edition: Edition, code: str, words: Words) -> str:
    return name_of(figure_frames.indicators(edition), code, words)


def _when(codes: Mapping[str, str], words: Words) -> str:
    """Return the year, day or period of a row; "" for one without."""
    if "as_of" in codes:
        return words.date(codes["as_of"])
    if "year" in codes:
        return codes["year"]
    years = [codes[name] for name in ("period_from", "period_to") if name in codes]
    return "–".join(dict.fromkeys(years))


def _column(edition: Edition, column: str, words: Words) -> str:
    """Return what a column holds, in words."""
    part, _, deprivation = column.partition("_")
    if part in PARTS and deprivation in DEPRIVATIONS:
        return words(f"column.{part}", name=words(f"deprivation.{deprivation}"))
    name = _indicator(edition, column, words)
    return name if name != column else words(f"column.{column}")
