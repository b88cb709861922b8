"""The rows of each table in full, piece by piece, so that a store of millions of figures fits into memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import pandas as pd

from data_access import door
from data_access.exporting import HEADER, every_figure
from data_access.models.area import LEVELS
from exports.open_data import listed_columns
from exports.open_data.columns import Column, of_columns
from exports.open_data.every_table import TABLES
from exports.open_data.marks import marked, with_licences
from exports.open_data.questions import OfPlaces
from ui.cached.editions import Edition
from ui.text.source_citation import codes_by_row
from vocabulary.vintages import EARLIEST, NEW, OLD

AT_ONCE = 20_000
# What only an answer about one map says: which figures stand together, and what was carried over.
OF_A_MAP = {"gap", "set_aside", "restated", "reason", "weight", "source_codes"}
FIGURES: tuple[Column, ...] = tuple(one for one in listed_columns.FIGURES if one.name not in OF_A_MAP)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    name: FIGURES if name == "figures" else table.columns for name, table in TABLES.items()
}
WAYS = [(level, *way) for level in ("province", "commune") for way in ((EARLIEST, OLD), (OLD, NEW))]


def rows_of(edition: Edition, name: str) -> Iterator[pd.DataFrame]:
    """Yield all rows of a table in its own order, with its columns of ``COLUMNS``."""
    if name == "figures":
        yield from _figures(edition)
        return
    table = TABLES[name]
    if name == "crosswalk":
        for level, before, now in WAYS:
            yield table.rows(
                edition,
                table.question.model_validate({"level": level, "from_vintage": before, "to_vintage": now}),
            )
    elif issubclass(table.question, OfPlaces) and name != "targets":
        for level in LEVELS:
            yield table.rows(edition, table.question.model_validate({"level": level}))
    else:
        yield table.rows(edition, table.question())


def _figures(edition: Edition) -> Iterator[pd.DataFrame]:
    """Yield the figures that are shown, so many at a time: of several reports the preferred one."""
    with door.session(edition.reader, edition.store, load=edition.mark) as session:
        found = every_figure(session)
        while piece := list(islice(found, AT_ONCE)):
            rows = pd.DataFrame(piece, columns=list(HEADER))
            licensed = with_licences(rows, edition, codes_by_row(rows[["source_code"]]))
            yield of_columns(marked(licensed, edition), FIGURES)
