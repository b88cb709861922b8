"""What every chart of the explorer says about itself: place, period, unit, sources."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_access.store.frames import Row
from ui.cached.area_frames import place_row
from ui.cached.figure_frames import weight_sources
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.maps.picture_address import PictureAddress
from ui.text.estimates import has_estimates
from ui.text.place_key import place_key
from ui.text.prices import unit_with_prices
from ui.text.source_citation import SourceList, codes_in, day_of, source_list

# Okabe and Ito's colours, distinguishable by colour-blind people, the darkest first; yellow is too light.
SERIES_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8c510a", "#e69f00", "#3b3b3b")


def named_sources(visit: Visit, codes: Iterable[str], figures: pd.DataFrame | None = None) -> SourceList:
    """Return sources by their codes, as a line names them and in full, with the day that figures are of."""
    day = "" if figures is None else day_of(figures, visit.words)
    return source_list(codes, source_rows(visit.edition), visit.words, day)


def figure_sources(visit: Visit, *figures: pd.DataFrame) -> SourceList:
    """Return the sources of frames of figures in their order, and the day that the figures are of."""
    whole = pd.concat(figures, ignore_index=True) if len(figures) > 1 else figures[0]
    codes = [code for frame in figures for code in sources_of(visit, frame)]
    return named_sources(visit, codes, whole)


def newest_sources(figures: pd.DataFrame) -> list[str]:
    """Return the codes of the sources that figures rest on, the newest figures' first."""
    return codes_in(figures.sort_values("year", ascending=False))


def sources_of(visit: Visit, figures: pd.DataFrame) -> list[str]:
    """Return the sources of figures, the newest figures' first, and those of the weights of estimates."""
    return list(dict.fromkeys((*newest_sources(figures), *weights_of(visit, figures))))


def weights_of(visit: Visit, figures: pd.DataFrame) -> tuple[str, ...]:
    """Return the codes of the sources of the weights of estimates, none for figures without estimates."""
    return weight_sources(visit.edition) if has_estimates(figures) else ()


def subtitle(visit: Visit, picture: PictureAddress, period: str, indicator: Row) -> str:
    """Return place, period and unit, and how figures of earlier units are treated."""
    words = visit.words
    place = place_row(visit.edition, place_key(picture.within))
    name = words.of(place, "full_name") if place is not None else words("map.nation")
    look = "" if picture.look == "reported" else words(f"look.{picture.look}_subtitle")
    return " · ".join(part for part in (name, period, unit_with_prices(indicator, words), look) if part)


def span(years: Iterable[int]) -> str:
    """Return a period: "2016–2024", or the one year."""
    known = sorted({int(year) for year in years})
    if not known:
        return ""
    return str(known[0]) if known[0] == known[-1] else f"{known[0]}–{known[-1]}"
