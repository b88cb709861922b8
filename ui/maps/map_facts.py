"""What a choropleth picture is made from: the areas, the figures, and what is painted of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from data_access.comparing.like_for_like import OTHER_SOURCE_KIND, OTHER_STANDARD, OTHER_STATUS
from data_access.store.frames import Row, by_code
from geo.classification import Classes
from ui.text.figures import number_text
from vocabulary.words import Words

GAP_MARK = {
    "missing": "-",
    "not_applicable": "x",
    "suppressed": "s",
    "not_computable": "n",
    "not_comparable": "b",
    "spread": "r",
    OTHER_STANDARD: "o",
    OTHER_SOURCE_KIND: "k",
    OTHER_STATUS: "p",
    "unclear": "u",
}
STATE_OF_MARK = {mark: state for state, mark in GAP_MARK.items()}
OUTSIDE = "."
# Drawn over an area's class: its figure is an estimate.
ESTIMATE_MARK = "~"

Bounds = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class LayerFacts:
    """The areas one year's map draws: ``codes`` in drawing order, ``areas`` with their names.

    ``boundaries`` is open, schematic or imported; ``source_name`` names the file of an imported layer, "" for
    one that ships, and ``non_commercial`` says that its licence forbids commercial use. ``inside`` holds the
    codes that filters leave (None: all) and ``fit`` the corner coordinates of those, when the map should move
    to them.
    """

    vintage: str
    geometry_url: str
    codes: tuple[str, ...]
    areas: pd.DataFrame
    boundaries: str = "open"
    licence_note: str = ""
    non_commercial: bool = False
    source_name: str = ""
    inside: frozenset[str] | None = None
    fit: Bounds | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The codes that filters leave."""
        return self.codes if self.inside is None else tuple(c for c in self.codes if c in self.inside)


@dataclass(frozen=True)
class MapFacts:
    """What the store and the geometry say about one picture.

    ``layers`` by vintage; ``figures`` and ``national`` are figures of the indicator, one row per area
    and year, with what cannot stand beside the rest of the year set aside; ``sources`` and ``standards``
    are indexed by code; ``mark`` is what simulated or past figures bear; ``place`` is the row of the place
    shown alone; ``weight_sources`` are the codes of the sources that estimates rest on beside those of
    their figures; ``beside`` are the facts of the other side of the merger, which have the same classes.
    """

    indicator: Row
    layers: Mapping[str, LayerFacts]
    figures: pd.DataFrame
    national: pd.DataFrame
    sources: pd.DataFrame
    standards: pd.DataFrame
    mark: str = ""
    place: Row | None = None
    weight_sources: tuple[str, ...] = ()
    beside: MapFacts | None = None

    @cached_property
    def source_rows(self) -> Mapping[str, Row]:
        """The sources by code."""
        return by_code(self.sources)

    def layer_of_year(self, year: int) -> LayerFacts:
        """Return the layer whose units reported most figures of a year."""
        vintages = self.figures.loc[self.figures["year"] == year, "vintage"].value_counts()
        known = [vintage for vintage in vintages.index if vintage in self.layers]
        return self.layers[known[0]] if known else next(iter(self.layers.values()))


@dataclass(frozen=True)
class Painting:
    """What is painted where it is not the classes of the figures: changes, two indicators, the leading one.

    ``mark`` is the class of a row as one digit, ``legend`` the lines for the marks of a year,
    ``square`` the sides of a year's legend of two indicators with their bounds, ``text`` a row's value as
    written, ``sentence`` what is said of the rows drawn in a year; ``notes_are_told`` where an area's colour
    means what its note says, so that the note belongs to its label. What is not given is as for a plain map.
    """

    kind: str = "rates"
    title: str = ""
    colours: tuple[str, ...] = ()
    textures: tuple[str, ...] = ()
    classes: Classes | None = None
    mark: Callable[[Row], str] | None = None
    legend: Callable[[str, int], list[dict[str, Any]]] | None = None
    square: Callable[[int], Mapping[str, Any]] | None = None
    text: Callable[[Row, Words], str] = number_text
    sentence: Callable[[pd.DataFrame, int], str] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    lowest_first: bool = False
    notes_are_told: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the figures themselves are painted, by their classes."""
        return self.kind == "rates"
