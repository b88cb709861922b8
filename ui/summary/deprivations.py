"""What the poor households of a place lack, as shares of them."""

from __future__ import annotations

import pandas as pd

from ui.cached.place_facts import AreaFacts
from ui.text.figures import is_known, value_text
from vocabulary.words import Words

DEPRIVATION = "deprivation"


def profile_rows(figures: pd.DataFrame, facts: AreaFacts, name: str, words: Words) -> pd.DataFrame:
    """Return the shares of poor households deprived, one row an indicator and year."""
    rows = [
        {
            "indicator_code": row["indicator_code"],
            "vintage": row["vintage"],
            "area_code": row["area_code"],
            "series": name,
            "label": words.of(facts.indicators[row["indicator_code"]]),
            "year": row["year"],
            "value": row["value"],
            "text": value_text(row, facts.indicators[row["indicator_code"]], words),
            "source_code": row["source_code"],
        }
        for row in figures.to_dict("records")
        if facts.indicators[row["indicator_code"]]["group"] == DEPRIVATION
        and facts.indicators[row["indicator_code"]]["unit"] == "percent"
        and is_known(row["value"])
    ]
    codes = ["indicator_code", "vintage", "area_code"]
    return pd.DataFrame(rows, columns=[*codes, "series", "label", "year", "value", "text", "source_code"])
