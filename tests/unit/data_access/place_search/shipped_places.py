"""The frame of places as it ships, laid out from ``data/`` without a database."""

from functools import cache
from typing import Any

import pandas as pd

from data_access.embedded.csv_lines import Line, lines
from data_access.place_search import PlaceIndex
from data_access.queries.places import LEVELS, DatedName, Unit, lay_out
from data_access.store.settings import ROOT
from vocabulary.vintages import vintage_above

DATA = ROOT / "data"


@cache
def shipped_places() -> pd.DataFrame:
    units = [_unit(line.cells) for line in lines(DATA, "area") if line.cells["level"] in LEVELS]
    names = [
        DatedName(_key(line), *(line.cells[field] for field in DatedName._fields[1:]))
        for line in lines(DATA, "area_name")
    ]
    ways = [(_key(line, "from_"), _key(line, "to_")) for line in lines(DATA, "crosswalk")]
    return lay_out(units, names, ways)


@cache
def shipped_index() -> PlaceIndex:
    return PlaceIndex(shipped_places())


def _unit(cells: dict[str, Any]) -> Unit:
    key = (cells["vintage"], cells["level"], cells["code"])
    # Districts that ended lie in the provinces of their time, as the store has them.
    parent = (vintage_above(cells["vintage"]), cells["parent_level"], cells["parent_code"])
    return Unit(key, parent, *(cells[field] for field in Unit._fields[2:]))


def _key(line: Line, prefix: str = "") -> tuple[str, str, str]:
    return line.cells[f"{prefix}vintage"], line.cells[f"{prefix}level"], line.cells[f"{prefix}code"]
