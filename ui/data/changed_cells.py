"""One line of what a change did, as words: what it is about, where, and its value before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from data_access.store.frames import Row
from ui.text.figures import PERCENT, is_known
from vocabulary.words import Words

# A number whose decimals nobody printed is written with as many as it has, up to these.
MOST_DECIMALS = 2


def cells_of(row: Row, titles: Mapping[str, str], words: Words) -> list[str]:
    """Return the cells of a line: what happened, the thing, the place, the period, before, after.

    ``titles`` are those of the sources by code; one that was withdrawn with its file is named by its code.
    """
    return [
        words(f"changed.what_{row['what']}"),
        thing_text(row, words),
        _named(row, "area", words),
        str(row["period"]) if is_known(row["period"]) else "",
        side_text(row, "before", titles, words),
        side_text(row, "after", titles, words),
    ]


def thing_text(row: Row, words: Words) -> str:
    """Return the name of what a line is about, and what distinguishes it from its neighbours."""
    name = _named(row, "name", words) or str(row["code"])
    parts = [_fact(field, value, words) for field, value in _facts(row["detail"]).items()]
    return f"{name} ({'; '.join(parts)})" if parts else name


def side_text(row: Row, side: str, titles: Mapping[str, str], words: Words) -> str:
    """Return what was shown on one side of a change, "–" where there was nothing."""
    parts = [_value(row, side, words)]
    parts += [
        f"{_label(field, words)}: {_written(field, titles.get(str(value), value), words)}"
        for field, value in _facts(row[f"rest_{side}"]).items()
    ]
    return "; ".join(part for part in parts if part) or "–"


def _value(row: Row, side: str, words: Words) -> str:
    state = row[f"state_{side}"]
    if is_known(state) and state != "reported":
        return words(f"state.{state}")
    value, low, high = (row[f"{name}_{side}"] for name in ("value", "low", "high"))
    if is_known(value):
        number = _number(value, row, words)
    elif is_known(low) and is_known(high):
        number = f"{_number(low, row, words)}–{_number(high, row, words)}"
    else:
        return ""
    return words.with_unit(number, _unit(row, words))


def _number(value: float, row: Row, words: Words) -> str:
    if is_known(row["decimals"]):
        return words.number(value, int(row["decimals"]))
    decimals = next((n for n in range(MOST_DECIMALS) if round(value, n) == value), MOST_DECIMALS)
    return words.number(value, decimals)


def _unit(row: Row, words: Words) -> str:
    if row["table"] == "money":
        return words("changed.dong")
    if row["unit"] == PERCENT:
        return "%"
    return _named(row, "unit", words) or (str(row["unit"]) if is_known(row["unit"]) else "")


def _named(row: Row, field: str, words: Words) -> str:
    name = row[f"{field}_{words.language}"]
    return name if isinstance(name, str) else ""


def _facts(written: Any) -> dict[str, Any]:
    return json.loads(written) if is_known(written) and written else {}


def _fact(field: str, value: Any, words: Words) -> str:
    """Return a part of a thing: a word of a list or a flag by itself, anything else with its name."""
    if value is True:
        return _label(field, words)
    if words.has(f"choice.{value}"):
        return words(f"choice.{value}")
    return f"{_label(field, words)}: {value}"


def _label(field: str, words: Words) -> str:
    return next((words(key) for key in (f"column.{field}", f"log.field_{field}") if words.has(key)), field)


def _written(field: str, value: Any, words: Words) -> str:
    if isinstance(value, bool):
        return words("choice.yes" if value else "choice.no")
    if isinstance(value, int | float) and field.endswith("_vnd"):
        return words.with_unit(words.number(value), words("changed.dong"))
    if words.has(f"choice.{value}"):
        return words(f"choice.{value}")
    return str(value)
