"""The slides that are offered to a visitor who has prepared none."""

from __future__ import annotations

from ui.charts.slides import Slide

STARTER = (
    Slide("", "overview", {"part": "nation"}),
    Slide("", "map", {}),
    Slide("", "overview", {"part": "regions"}),
    Slide("", "overview", {"part": "poorest"}),
)
