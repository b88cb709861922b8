"""The kept average population of places in a year: whom the plans of all programmes together are for."""

from __future__ import annotations

import pandas as pd

from data_access.money.need import THOUSAND
from ui.cached import figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_frame

AVERAGE_POPULATION = "average_population"


@shared_frame(FRAMES_KEPT)
def average_population(edition: Edition, level: str, vintage: str, year: int) -> pd.DataFrame:
    """Return the average population of every area of a level that has it in a year, by code.

    ``area_code``, ``persons`` (Int64) and ``source_code``. Empty where the store has none.
    """
    nothing = pd.DataFrame({"area_code": [], "persons": [], "source_code": []})
    if AVERAGE_POPULATION not in set(figure_frames.indicators(edition)["code"]):
        return nothing.astype({"area_code": "str", "persons": "Int64", "source_code": "str"})
    years = (year, year)
    found = figure_frames.figures_by_area(edition, AVERAGE_POPULATION, level, (vintage,), years)
    found = found[found["value"].notna()]
    persons = (found["value"] * THOUSAND).round().astype("Int64")
    return found[["area_code", "source_code"]].assign(persons=persons).reset_index(drop=True)
