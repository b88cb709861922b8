"""Figures that do not balance: rules between indicators that are broken, and parts that miss their total."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access.quality.checks import RULES
from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import checked, sources_of_figures, with_sources, without_small_cells
from vocabulary.words import Words

COMPARED = ("said", "expected")


def rules_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return the places whose figures break a rule between indicators."""
    words, found = visit.words, quality_frames.broken_rules(visit.edition, *reviewed)
    counted = words("quality.rules_count", count=len(found))
    told = (counted, words("quality.rules_rule"), words("quality.rules_none"))
    return with_sources(
        visit, _compared(visit, "rules", found, told), _sources_of_rules(visit, reviewed, found)
    )


def _sources_of_rules(visit: Visit, reviewed: ReviewedAreas, found: pd.DataFrame) -> list[str]:
    """Return the codes of the sources of every figure that a broken rule is about."""
    codes = list[str]()
    for rule in RULES:
        rows = found[(found["kind"] == rule.kind) & (found["indicator_code"] == rule.of)]
        if len(rows):
            codes += sources_of_figures(visit, reviewed, rows["code"], rule.codes, reviewed.year)
    return codes


def parts_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return the places whose figure is not the sum of their parts."""
    words = visit.words
    found = quality_frames.parts_and_totals(visit.edition, reviewed.vintage, reviewed.year)
    counted = words("quality.parts_count", count=len(found))
    return _compared(visit, "parts", found, (counted, "", words("quality.parts_none")))


def _compared(visit: Visit, key: str, found: pd.DataFrame, told: tuple[str, str, str]) -> Exhibit:
    """Return places whose figure is not the expected one; small cells are hidden."""
    words = visit.words
    headers = [words("table.area"), *(words(f"quality.{name}") for name in ("indicator", *COMPARED))]
    cells = [
        [words.of(row), _indicator(visit, str(row["indicator_code"])), *_numbers(row, words)]
        for row in found.to_dict("records")
    ]
    return replace(checked(visit, key, told, headers, cells), numeric=(2, 3), data=without_small_cells(found))


def _indicator(visit: Visit, code: str) -> str:
    """Return the name of an indicator; its code where the catalogue has none."""
    row = indicator_rows(visit.edition).get(code)
    return code if row is None else visit.words.of(row)


def _numbers(row: Row, words: Words) -> list[str]:
    """Return the figure and the expected one, or its bound; twice "hidden" for a small cell."""
    if row.get("hidden"):
        return [words("quality.hidden")] * 2
    figure, expected = (words.number(float(row[name])) for name in COMPARED)
    if row.get("kind") in ("at_most", "at_least"):
        expected = words(f"quality.{row['kind']}", number=expected)
    return [figure, expected]
