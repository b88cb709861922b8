"""What every chart of the explorer says about itself: place, period, unit, sources."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_access.store.frames import Row
from ui.cached import source_frames
from ui.cached.area_frames import place_row
from ui.cached.figure_frames import weight_sources
from ui.cached.source_frames import loaded_on
from ui.cached.visit import Visit
from ui.maps.picture_address import PictureAddress
from ui.text.estimates import has_estimates
from ui.text.place_key import place_key
from ui.text.source_citation import SOURCES_NAMED, source_citation

# Okabe and Ito's colours, distinguishable by colour-blind people, the darkest first; yellow is too light.
SERIES_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8c510a", "#e69f00", "#3b3b3b")


def source_line(visit: Visit, codes: Iterable[str]) -> str:
    """Return sources in one line, how many more there are, and the date of the load."""
    words = visit.words
    sources = source_frames.sources(visit.edition).set_index("code", drop=False)
    wanted = list(dict.fromkeys(codes))
    named = [source_citation(sources.loc[code], words) for code in wanted[:SOURCES_NAMED]]
    more = len(wanted) - len(named)
    text = "; ".join(named) + (words("funding.more_sources", count=more) if more else "")
    return words("funding.sources", sources=text, loaded_on=words.date(loaded_on(visit.edition)))


def newest_sources(figures: pd.DataFrame) -> list[str]:
    """Return the codes of the sources that figures rest on, the newest figures' first."""
    return list(dict.fromkeys(figures.sort_values("year", ascending=False)["source_code"]))


def sources_of(visit: Visit, figures: pd.DataFrame) -> list[str]:
    """Return the sources of figures, the newest figures' first, and those of the weights of estimates."""
    weights = weight_sources(visit.edition) if has_estimates(figures) else ()
    return list(dict.fromkeys((*newest_sources(figures), *weights)))


def subtitle(visit: Visit, picture: PictureAddress, period: str, indicator: Row) -> str:
    """Return place, period and unit, and how figures of earlier units are treated."""
    words = visit.words
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
