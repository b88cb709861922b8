"""The steps of the tour, each with its picture and a way to the real page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.site import page_of
from vocabulary.vintages import OLD
from vocabulary.words import Words

PARAMETER = "step"
PICTURES = Path(__file__).parents[1] / "assets" / "tour"


@dataclass(frozen=True)
class Step:
    """One step: its key in the catalogues and of its picture, the page it speaks of and the view on it."""

    key: str
    page: str
    query: Mapping[str, str] = field(default_factory=dict)

    def picture(self, language: str) -> Path:
        """Return the file of its picture, made by ``uv run python -m benchmarks.tour_pictures``."""
        return PICTURES / f"{self.key}-{language}.webp"


STEPS = (
    Step("overview", "overview"),
    Step("map", "map", {"area": "11"}),
    Step("years", "map", {"indicator": "survey_income_poverty_rate", "year": "2010"}),
    Step("place", "area", {"place": f"{OLD}.province.02"}),
    Step("money", "funding"),
    Step("outcomes", "targets"),
    Step("show", "present"),
    Step("sources", "sources"),
)


def step_text(visit: Visit, step: Step) -> None:
    """Draw what a step says, and the link to the view it speaks of."""
    words = visit.words
    st.markdown(words(f"tour.{step.key}_text"))
    st.page_link(
        page_of(step.page, words),
        label=words("tour.try", page=words(f"page.{step.page}")),
        icon=":material/open_in_new:",
        query_params={**step.query, "lang": words.language},
    )


def step_buttons(number: int, words: Words) -> None:
    """Draw the ways to the step before and the step after."""
    with st.container(horizontal=True, key="tour-steps"):
        _move("back", number - 1, words("tour.back"), possible=number > 1)
        _move("next", number + 1, words("tour.next"), possible=number < len(STEPS))


def _move(key: str, number: int, label: str, *, possible: bool) -> None:
    st.button(
        label,
        key=f"tour.{key}",
        type="primary" if key == "next" else "secondary",
        disabled=not possible,
        on_click=address.write,
        args=({PARAMETER: number},),
    )
