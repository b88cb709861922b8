"""What every chart of the explorer says about itself: place, period, unit, sources."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ui.cached import stores
from ui.controls.current_visit import Visit
from ui.explore.choices import Exploration
from ui.maps.document import source_citation
from ui.maps.map_reading import indicator_row, loaded_on, place_row
from ui.text.figures import Row
from ui.text.place_key import place_key

SOURCES_NAMED = 3
# Okabe and Ito's colours, told apart by colour-blind people, the darkest first; yellow is too light.
SERIES_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8c510a", "#e69f00", "#3b3b3b")


def source_line(visit: Visit, figures: pd.DataFrame) -> str:
    """Return the sources that figures rest on, the newest figures' first, and the date of the load."""
    sources = stores.sources(visit.edition).set_index("code", drop=False)
    codes = list(dict.fromkeys(figures.sort_values("year", ascending=False)["source_code"]))
    named = "; ".join(source_citation(sources.loc[code], visit.words) for code in codes[:SOURCES_NAMED])
    loaded = visit.words.date(loaded_on(visit.edition))
    return visit.words("explore.source", sources=named, loaded_on=loaded)


def subtitle(visit: Visit, chosen: Exploration, period: str, indicator: Row) -> str:
    """Return place, period and unit, and how figures of earlier units are treated."""
    words, picture = visit.words, chosen.picture
    place = place_row(visit.edition, place_key(picture.within))
    name = words.of(place, "full_name") if place is not None else words("map.nation")
    look = "" if picture.look == "reported" else words(f"look.{picture.look}_subtitle")
    return " · ".join(part for part in (name, period, words.of(indicator, "unit"), look) if part)


def span(years: Iterable[int]) -> str:
    """Return a period: "2016–2024", or the one year."""
    known = sorted({int(year) for year in years})
    if not known:
        return ""
    return str(known[0]) if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def chosen_indicator(visit: Visit, chosen: Exploration) -> Row:
    """Return the row of the chosen indicator."""
    return indicator_row(visit.edition, chosen.picture.indicator)
