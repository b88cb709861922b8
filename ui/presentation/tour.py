"""A tour of five minutes: one step at a time, each with its picture and a way to the real page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import streamlit as st

from ui.controls import address, notices
from ui.controls.current_visit import current_visit
from ui.controls.site import page_of

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
    Step("place", "area", {"place": "v2008.province.02"}),
    Step("money", "funding"),
    Step("outcomes", "targets"),
    Step("show", "present"),
    Step("sources", "sources"),
)


def tour_page() -> None:
    """Draw the step in the address."""
    visit = current_visit()
    words = visit.words
    known = [str(number) for number in range(1, len(STEPS) + 1)]
    requested, bad_parameter = address.choose(PARAMETER, known, known[0])
    notices.bad_parameters([bad_parameter], words)
    number, step = int(requested), STEPS[int(requested) - 1]
    st.html(
        f"<p class='quiet'>{escape(words('tour.progress', number=number, count=len(STEPS)))}</p>"
        f"<h1 class='headline'>{escape(words(f'tour.{step.key}_title'))}</h1>"
    )
    text, picture = st.columns((0.36, 0.64), gap="large")
    with text:
        st.markdown(words(f"tour.{step.key}_text"))
        query = {**step.query, "lang": words.language}
        st.page_link(
            page_of(step.page, words),
            label=words("tour.try", page=words(f"page.{step.page}")),
            icon=":material/open_in_new:",
            query_params=query,
        )
        with st.container(horizontal=True, key="tour-steps"):
            _move("back", number - 1, words("tour.back"), possible=number > 1)
            _move("next", number + 1, words("tour.next"), possible=number < len(STEPS))
    with picture, st.container(key="tour-picture"):
        st.image(step.picture(words.language), width="stretch", alt=words(f"tour.{step.key}_title"))


def _move(key: str, number: int, label: str, *, possible: bool) -> None:
    st.button(
        label,
        key=f"tour.{key}",
        type="primary" if key == "next" else "secondary",
        disabled=not possible,
        on_click=address.write,
        args=({PARAMETER: number},),
    )
