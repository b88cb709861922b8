"""A check of the quality page as an exhibit: a table with what is checked, how many rows, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from data_access.days import today
from ui.cached import figure_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.quality.choices import ReviewedAreas
from ui.text.source_citation import SourceList, codes_in
from vocabulary.words import Words

ROWS_SHOWN = 50
# Numbers of places with so few households that they are hidden on the page are hidden in files too.
HIDDEN, OF_SMALL = "hidden", ("said", "expected")


def checked(
    visit: Visit, key: str, told: tuple[str, str, str], headers: Sequence[str], cells: Sequence[list[str]]
) -> Exhibit:
    """Return a check whose rows are ``cells``, of which the first are shown; ``found_in`` adds its data.

    ``told`` is how many there are or of when, the rule, and what is said where nothing was found.
    """
    words = visit.words
    counted, rule, none = told
    return Exhibit(
        key=key,
        title=words(f"quality.{key}"),
        subtitle=counted,
        # A check that counts rows has no other; one that sets figures beside each other: ``with_sources``.
        sources=own_source(words),
        chart=None,
        headers=headers,
        cells=cells[:ROWS_SHOWN],
        sentence=rule,
        silence=f"{rule} {none}".strip(),
        of_rows=len(cells),
    )


def with_sources(visit: Visit, exhibit: Exhibit, codes: Iterable[str]) -> Exhibit:
    """Return a check that names the sources of its figures; as it is where there are none."""
    named = list(dict.fromkeys(codes))
    return replace(exhibit, sources=named_sources(visit, named)) if named else exhibit


def sources_of_figures(
    visit: Visit, areas: ReviewedAreas, places: Iterable[str], indicators: Iterable[str], since: int
) -> list[str]:
    """Return the codes of the sources of what places report of indicators, from a year on."""
    codes, wanted = list[str](), set(places)
    for indicator in indicators:
        figures = figure_frames.figures_by_area(
            visit.edition, indicator, areas.level, (areas.vintage,), (since, areas.year)
        )
        codes += codes_in(figures[figures["area_code"].isin(wanted)])
    return codes


def own_source(words: Words) -> SourceList:
    """Return the source of a check, which sets figures against each other or counts rows of the store.

    Each figure has its source on its own page.
    """
    return SourceList(words("quality.own_source", date=words.date(str(today()))))


def without_small_cells(found: pd.DataFrame) -> pd.DataFrame:
    """Return what was found without the numbers of small cells, as a file may have it."""
    if HIDDEN not in found:
        return found
    kept = found.astype({name: object for name in OF_SMALL if name in found})
    kept.loc[found[HIDDEN].astype(bool), [name for name in OF_SMALL if name in found]] = None
    return kept
