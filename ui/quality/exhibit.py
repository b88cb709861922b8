"""A check of the quality page as an exhibit: a table with what is checked, how many rows, and its files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_access.days import today
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.text.source_citation import SourceList

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
        # A check sets figures against each other or counts rows; each figure has its source on its own page.
        sources=SourceList(words("quality.own_source", date=words.date(str(today())))),
        chart=None,
        headers=headers,
        cells=cells[:ROWS_SHOWN],
        sentence=rule,
        silence=f"{rule} {none}".strip(),
        of_rows=len(cells),
    )


def without_small_cells(found: pd.DataFrame) -> pd.DataFrame:
    """Return what was found without the numbers of small cells, as a file may have it."""
    if HIDDEN not in found:
        return found
    kept = found.astype({name: object for name in OF_SMALL if name in found})
    kept.loc[found[HIDDEN].astype(bool), [name for name in OF_SMALL if name in found]] = None
    return kept
