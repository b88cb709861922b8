"""Rates of households whose implied number of households something else contradicts."""

from __future__ import annotations

from dataclasses import replace

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import checked
from vocabulary.words import Words


def denominators_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return each rate with the households it implies, and what its parts, the total or the census say."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    found = quality_frames.contradicting_denominators(visit.edition, reviewed.vintage, reviewed.year)
    names = ("indicator", "rate", "implied", "held_against", "households", "difference")
    headers = [words("table.area"), *(words(f"quality.{name}") for name in names)]
    cells = [
        [words.of(row), words.of(indicators[row["indicator_code"]]), *_cells(row, words)]
        for row in found.to_dict("records")
    ]
    told = (
        words("quality.denominators_count", count=len(found)),
        words("quality.denominators_rule"),
        words("quality.denominators_none"),
    )
    made = checked(visit, "denominators", told, headers, cells)
    return replace(made, numeric=(2, 3, 5, 6), data=found)


def _cells(row: Row, words: Words) -> list[str]:
    difference = 100 * (row["said"] - row["expected"]) / row["expected"]
    sign = "−" if difference < 0 else "+"
    return [
        words.with_unit(words.number(row["rate"], int(row["rate_decimals"])), "%"),
        words.number(round(row["said"])),
        words(f"quality.held_{row['kind']}"),
        words.number(round(row["expected"])),
        words.with_unit(f"{sign}{words.number(abs(difference), 1)}", "%"),
    ]
