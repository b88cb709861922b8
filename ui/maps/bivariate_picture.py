"""The map of two indicators at once: three classes of each, nine colours, a square legend with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.store.frames import Row
from geo.classification import Classes, classify
from geo.palettes import BIVARIATE
from ui.cached.editions import Edition
from ui.cached.figure_frames import indicator_row
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import map_facts
from ui.maps.paired_figures import pairs, second_figure
from ui.maps.picture_address import PictureAddress
from ui.text.figures import is_known, number_text
from ui.text.map_sentences import FEWEST_AREAS
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

SIDE = 3


NAMED = 5


HIGH_IN_BOTH, LOW_IN_BOTH = "8", "0"


def bivariate_parts(edition: Edition, wanted: PictureAddress) -> tuple[MapFacts, Painting]:
    """Return the facts and the painting of each year in which both indicators have figures.

    The figures are those of ``pairs``.
    """
    facts, words = map_facts(edition, wanted), Words(wanted.language)
    second = indicator_row(edition, wanted.second)
    rows = pairs(edition, wanted)
    facts = replace(facts, figures=rows)
    sides = sides_by_year(facts)
    names = [words.of(facts.indicator), words.of(second)]

    def mark(row: Row) -> str:
        across, up = sides[int(row["year"])]
        return str(SIDE * up.of(row["second_value"]) + across.of(row["value"]))

    def text(row: Row, words: Words) -> str:
        if not is_known(row["value"]):
            return words(f"state.{row['state']}")
        other = second_figure(row)
        return f"{number_text(row, words)} · {number_text(other, words)}"

    painting = Painting(
        kind="bivariate",
        title=words("explore.two_title", first=names[0], second=names[1]),
        colours=BIVARIATE,
        mark=mark,
        legend=lambda marks, year: _legend(marks, sides[year], names, words),
        square=lambda year: {"x": names[0], "y": names[1]} | _bounds_of(sides[year], words),
        text=text,
        sentence=lambda here, year: corner_sentence(here, mark, wanted.level, year, words),
        words={"unit": "", "unit_joint": "", "ranking": words("explore.two_ranking", first=names[0])},
    )
    units = {f"unit_{code}": _both_units(facts.indicator, second, Words(code)) for code in LANGUAGES}
    indicator = dict(facts.indicator) | units
    return replace(facts, indicator=indicator, national=facts.national.head(0)), painting


def _both_units(first: Row, second: Row, words: Words) -> str:
    """Return the units of both indicators, in their order; one that both have is said once."""
    return "; ".join(dict.fromkeys(words.of(row, "unit") for row in (first, second)))


def sides_by_year(facts: MapFacts) -> dict[int, tuple[Classes, Classes]]:
    """Return three classes of either indicator in each year, of the areas that are drawn in it.

    Those of one year know nothing of the others: prices change, and so do standards.
    """
    found = {}
    for key, rows in facts.figures.groupby("year"):
        year = int(str(key))
        drawn = rows[(rows["vintage"] == facts.layer_of_year(year).vintage) & rows["value"].notna()]
        found[year] = thirds(drawn, "value"), thirds(drawn, "second_value")
    return found


def thirds(rows: pd.DataFrame, column: str) -> Classes:
    """Return three classes of one of the two indicators, with about as many areas in each."""
    decimals = rows["decimals" if column == "value" else "second_decimals"].max()
    printed = int(decimals) if is_known(decimals) else 0
    return classify(list(rows[column]), "quantile", SIDE, decimals=printed)


def _legend(marks: str, sides: Sequence[Classes], names: Sequence[str], words: Words) -> list[dict[str, Any]]:
    """Return the nine lines, from the low corner to the high one; of fewer classes those that there are."""
    lines = []
    for up in range(len(sides[1])):
        for right in range(len(sides[0])):
            mark = str(SIDE * up + right)
            low, high = sides[0].bounds(right)
            texts = [_bounds(sides[0], right, words), _bounds(sides[1], up, words)]
            label = f"{names[0]}: {texts[0]}; {names[1]}: {texts[1]}"
            count = marks.count(mark)
            line = {"mark": mark, "label": label, "count": count, "low": low, "high": high}
            lines.append(line | {"meaning": words("legend.meaning", bounds=label, count=count)})
    return lines


def _bounds_of(sides: Sequence[Classes], words: Words) -> dict[str, list[str]]:
    """Return the bounds along each side of the square, for a print that nothing can be pointed at."""
    named = zip(("x_bounds", "y_bounds"), sides, strict=True)
    return {name: [_bounds(side, number, words) for number in range(len(side))] for name, side in named}


def _bounds(classes: Classes, number: int, words: Words) -> str:
    low, high = (words.number(value, classes.decimals) for value in classes.bounds(number))
    return low if low == high else f"{low} – {high}"


def corner_sentence(here: pd.DataFrame, mark: Any, level: str, year: int, words: Words) -> str:
    """Return how many areas are in the high class of both and in the low class of both."""
    here = here[here["value"].notna()]
    level_name = words(f"level.{level}")
    if len(here) < FEWEST_AREAS:
        return words("headline.too_few", count=len(here), level=level_name, year=str(year))
    rows = here.to_dict("records")
    marks = [mark(row) for row in rows]
    high = [row for row, found in zip(rows, marks, strict=True) if found == HIGH_IN_BOTH]
    counts = {"count": len(high), "known": len(here), "level": level_name, "low": marks.count(LOW_IN_BOTH)}
    if not high:
        return words("explore.both_high_none", year=str(year), **counts)
    if len(high) > NAMED:
        return words("explore.both_high_many", year=str(year), **counts)
    names = words.listed([words.of(row) for row in high])
    return words("explore.both_high", year=str(year), names=names, **counts)
