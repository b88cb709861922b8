"""What a place consists of and lies in, what it was made of, and what it became, each with a link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.controls.place_links import map_link, place_link, row_key
from ui.text.figures import text_in
from vocabulary.vintages import FORMER_DISTRICTS, FORMER_PROVINCES
from vocabulary.words import Words

SHOWN_LINKS = 12


def above_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the way up: the units above the place, each with a link; nothing for a province."""
    words = visit.words
    if facts.above:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(words("area.above"), width="content")
            for row in facts.above:
                place_link(visit, row_key(row), words.of(row, "full_name"))


def parts_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the units that the place consists of, each with a link, and the way to their map."""
    words = visit.words
    map_link(visit, facts.place)
    parts = area_frames.children(visit.edition, facts.place)
    if parts.empty:
        return
    with st.expander(words("area.parts", count=len(parts))), st.container(horizontal=True):
        for row in parts.to_dict("records"):
            place_link(visit, row_key(row), words.of(row, "full_name"))


def lineage_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw what the place was made of and what it became, each with a link."""
    words = visit.words
    for direction, rows in (("successors", facts.successors()), ("predecessors", facts.predecessors())):
        if not rows:
            continue
        st.subheader(_lineage_title(direction, rows, words), anchor=False)
        if direction == "successors" and any(row["moved"] != "all" for row in rows):
            divided = any(row["moved"] in ("part", "people", "all_land") for row in rows)
            st.caption(words("area.not_exact" if divided else "area.people_exact"))
        with st.container(horizontal=True):
            for row in rows[:SHOWN_LINKS]:
                place_link(visit, row_key(row), _lineage_label(row, facts, words))
        if len(rows) > SHOWN_LINKS:
            with st.expander(words("area.more", count=len(rows) - SHOWN_LINKS)):
                for row in rows[SHOWN_LINKS:]:
                    place_link(visit, row_key(row), _lineage_label(row, facts, words))


def _lineage_title(direction: str, rows: Sequence[Row], words: Words) -> str:
    """Return how many units a place became, or of how many it was made and whether they were merged whole."""
    if direction == "successors":
        return words("area.successors", count=len(rows))
    if len(rows) == 1:
        return words("area.former")
    level = str(rows[0]["level"])
    # Provinces alone are called so; with a city among them, provinces and cities.
    kinds = {str(row["full_name_vi"]).split()[0] for row in rows}
    alike = level == "province" and len(kinds) == 1
    name = words("level.province_short").lower() if alike else words(f"level.{level}")
    merged = all(row["moved"] == "all" for row in rows)
    return words("area.predecessors" if merged else "area.formed", count=len(rows), level=name)


def _lineage_label(row: Row, facts: AreaFacts, words: Words) -> str:
    """Return the name of a unit, with what moved where not all of it went over, or what it became."""
    name = words.of(row, "full_name")
    province = text_in(row, f"province_{words.language}")
    label = f"{name} ({province})" if province and row["level"] == "commune" else name
    moved = row["moved"]
    if row["vintage"] in (FORMER_PROVINCES, FORMER_DISTRICTS):
        label = words("search.became", name=name, became=words.of(facts.area, "full_name"))
    if moved == "all":
        return label
    return f"{label} – {words('area.part' if moved == 'part' else f'area.moved_{moved}')}"
