"""The quality page on money: where more was paid out than assigned and carried over."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import checked
from ui.text.amounts import amount_text
from ui.text.place_key import NATION
from vocabulary.words import Words


def overspending_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return the purses of the areas and of the nation from which more was paid out than they had."""
    words = visit.words
    places = dict.fromkeys(((NATION.vintage, NATION.level), (reviewed.vintage, reviewed.level)))
    found = pd.concat(
        [quality_frames.overspent(visit.edition, *areas, reviewed.year) for areas in places],
        ignore_index=True,
    )
    headers = [words("table.area"), *(words(f"quality.{name}") for name in ("purse", "disbursed", "allowed"))]
    told = (
        words("quality.overspent_count", count=len(found)),
        words("quality.overspent_rule"),
        words("quality.overspent_none", year=str(reviewed.year)),
    )
    cells = [_cells(row, words) for row in found.to_dict("records")]
    return replace(checked(visit, "overspent", told, headers, cells), numeric=(2, 3), data=found)


def _cells(row: Row, words: Words) -> list[str]:
    scope = words(f"choice.{row['scope']}")
    purpose = row[f"purpose_{words.language}"]
    parts = [purpose if isinstance(purpose, str) else scope, words(f"choice.{row['fund']}")]
    if row["period_from"] != row["period_to"]:
        parts.append(f"{row['period_from']}–{row['period_to']}")
    amounts = [amount_text(int(row[f"{name}_vnd"]), words) for name in ("disbursed", "allowed")]
    return [words.of(row), "; ".join(parts), *amounts]
