"""The slides that are offered to a visitor who has prepared none."""

from __future__ import annotations

from dataclasses import replace

from data_access.store_codes import parameters_of
from ui.charts.slides import Slide

STARTER = (
    Slide("", "overview", {"part": "nation"}),
    Slide("", "map", {}),
    Slide("", "overview", {"part": "regions"}),
    Slide("", "overview", {"part": "poorest"}),
)


def starter_slides(store: str) -> tuple[Slide, ...]:
    """Return the ready slides as views of a store: published, of a past day, or the demonstration."""
    named = parameters_of(store)
    return tuple(replace(slide, query={**slide.query, **named}) for slide in STARTER)
