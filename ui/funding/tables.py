"""Tables of money as it was reported: who, for what, which document, which source."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from data_access.models.money import PLANS_TOGETHER
from data_access.store.frames import Row
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.text.amounts import in_kind_text, money_text, period_text, stage_name
from ui.text.figures import is_known, text_in
from ui.text.source_citation import named_source
from ui.text.tables import Cell, SourcesCell
from vocabulary.words import Words

Reported = Mapping[Hashable, Any]
# What a reader of a file needs; how rows are counted within the store is left out.
INTERNAL = ("preference", "in_wider_fund", "beneath", "beneath_in_fund")
HEADERS = ("period", "stage", "line", "fund_column", "amount", "document", "source")


def for_readers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of money as a file of them has them: without how they are counted within the store."""
    return rows.drop(columns=list(INTERNAL))


def reported_headers(words: Words) -> list[str]:
    """Return the headers of rows of money as they were reported."""
    return [words(f"funding.{name}") for name in HEADERS]


def reported_cells(visit: Visit, rows: pd.DataFrame) -> list[list[Cell]]:
    """Return rows of money as cells, each with the document that decided it and its source."""
    words, sources = visit.words, source_rows(visit.edition)
    return [
        [period_text(row), stage_name(row, words), *_what(row, words), _source(row, sources, words)]
        for row in rows.to_dict("records")
    ]


def listed_headers(rows: pd.DataFrame, words: Words) -> list[str]:
    """Return the headers of rows of one stage and period; the source is one where there are several."""
    names = [name for name in HEADERS[2:] if has_several_sources(rows) or name != "source"]
    return [words("table.area"), *(words(f"funding.{name}") for name in names)]


def listed_cells(visit: Visit, rows: pd.DataFrame, *, with_source: bool) -> list[list[Cell]]:
    """Return rows of one stage and period: which place, what for, how much, by which document."""
    words, sources = visit.words, source_rows(visit.edition)
    return [
        [words.of(row), *_what(row, words), *([_source(row, sources, words)] if with_source else [])]
        for row in rows.to_dict("records")
    ]


def has_several_sources(rows: pd.DataFrame) -> bool:
    """Say whether rows come from more than one source."""
    return rows["source_code"].nunique() > 1


def _what(row: Reported, words: Words) -> list[str]:
    fund = words(f"fund.{row['fund']}")
    return [purpose(row, words), fund, amount_or_things(row, words), document(row, words)]


def _source(row: Reported, sources: Mapping[str, Row], words: Words) -> SourcesCell:
    note = text_in(row, f"note_{words.language}")
    return SourcesCell([("", named_source(sources[str(row["source_code"])], words))], note)


def purpose(row: Reported, words: Words) -> str:
    """Return what money is for: project and item, or the programme, or programmes, as a whole."""
    if row["scope"] in PLANS_TOGETHER and not text_in(row, "item_code"):
        return words(f"programme.{row['scope']}")
    item = text_in(row, f"item_{words.language}")
    project = text_in(row, "project_code")
    return ": ".join(part for part in (project, item) if part) or words("funding.whole_programme")


def amount_or_things(row: Reported, words: Words) -> str:
    """Return the amount; what is in kind in its own unit, with its value where one is reported."""
    if not is_known(row["quantity"]):
        return money_text(row, words)
    things = in_kind_text(row, words)
    valued = is_known(row["amount_vnd"]) or is_known(row["amount_min_vnd"])
    return f"{things} ({money_text(row, words)})" if valued else things


def document(row: Reported, words: Words) -> str:
    """Return the deciding document with its date; "" where the source names none."""
    name, day = text_in(row, "document"), text_in(row, "decided_on")
    return ", ".join(part for part in (name, words.date(day) if day else "") if part)
