"""The title of the targets page: how many targets there are, and how many have which status."""

from __future__ import annotations

import pandas as pd

from data_access.targets.status_rule import STANDINGS
from ui.cached.visit import Visit
from ui.controls.page_frame import headline


def title_section(visit: Visit, targets: pd.DataFrame) -> None:
    """Draw the headline; that there is no target where none fits."""
    words, counts = visit.words, targets["standing"].value_counts()
    parts = [
        words(f"standing.count_{standing}", count=int(counts[standing]))
        for standing in STANDINGS
        if counts.get(standing, 0)
    ]
    sentence = words("targets.headline", count=len(targets), parts=words.listed(parts))
    headline(sentence if parts else words("targets.none"))
