"""What a place consists of and lies in, what it was made of, and what it became, each with a link."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.place_facts import AreaFacts
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.place_links import map_link, place_link, row_key
from ui.text.figures import text_in
from vocabulary.vintages import FORMER_DISTRICTS, FORMER_PROVINCES
from vocabulary.words import Words

SHOWN_LINKS = 12
# What says which units there are, and which went into which.
UNIT_SOURCES = ("administrative-units-2025", "commune-conversion-2025-07", "vietnamadminunits")
DATA_COLUMNS = (
    "vintage",
    "level",
    "area_code",
    "name_vi",
    "name_en",
    "full_name_vi",
    "full_name_en",
    "moved",
)


def above_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the way up: the units above the place, each with a link; nothing for a province."""
    words = visit.words
    if facts.above:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(words("area.above"), width="content")
            for row in facts.above:
                place_link(visit, row_key(row), words.of(row, "full_name"))


def territory_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the way to the map, its parts, what it was made of and what it became."""
    map_link(visit, facts.place)
    for make in territory_makers(visit, facts).values():
        show(visit, make())


def territory_makers(visit: Visit, facts: AreaFacts) -> dict[str, partial[Exhibit]]:
    """Return the lists of units that a place has, by key: its parts, its successors, its predecessors."""
    made: dict[str, partial[Exhibit]] = {}
    parts = area_frames.children(visit.edition, facts.place)
    if not parts.empty:
        made["parts"] = partial(_parts, visit, facts, parts)
    for key, rows in (("successors", facts.successors()), ("predecessors", facts.predecessors())):
        if rows:
            made[key] = partial(_lineage, visit, facts, key, rows)
    return made


def _parts(visit: Visit, facts: AreaFacts, parts: pd.DataFrame) -> Exhibit:
    title = visit.words("area.parts", count=len(parts))
    rows = parts.to_dict("records")
    return _units(visit, facts, "parts", title, rows, [visit.words.of(row, "full_name") for row in rows])


def _lineage(visit: Visit, facts: AreaFacts, key: str, rows: Sequence[Row]) -> Exhibit:
    """Return what the place was made of or became, with what moved where not all of it went over."""
    words = visit.words
    labels = [_lineage_label(row, facts, words) for row in rows]
    told = _units(visit, facts, key, _lineage_title(key, rows, words), rows, labels)
    if key != "successors" or all(row["moved"] == "all" for row in rows):
        return told
    divided = any(row["moved"] in ("part", "people", "all_land") for row in rows)
    return replace(told, sentence=words("area.not_exact" if divided else "area.people_exact"))


def _units(
    visit: Visit, facts: AreaFacts, key: str, title: str, rows: Sequence[Row], labels: Sequence[str]
) -> Exhibit:
    """Return units as an exhibit: links on the page, on a slide and in files a table of codes and names."""
    words, known = visit.words, source_rows(visit.edition)
    frame = pd.DataFrame(rows).rename(columns={"code": "area_code"})
    columns = [name for name in DATA_COLUMNS if name in frame]
    return Exhibit(
        key=key,
        title=title,
        subtitle=words.of(facts.area, "full_name"),
        sources=named_sources(visit, [code for code in UNIT_SOURCES if code in known]),
        chart=None,
        headers=[words("table.code"), words("table.area")],
        cells=[[str(row["code"]), label] for row, label in zip(rows, labels, strict=True)],
        data=frame[columns],
        of_rows=len(rows),
        on_page=partial(_links, visit, rows, labels),
    )


def _links(visit: Visit, rows: Sequence[Row], labels: Sequence[str]) -> None:
    """Draw a link to each unit, the first ones at once and the others folded."""
    pairs = list(zip(rows, labels, strict=True))
    for part, folded in ((pairs[:SHOWN_LINKS], False), (pairs[SHOWN_LINKS:], True)):
        if not part:
            continue
        around = st.expander(visit.words("area.more", count=len(part))) if folded else nullcontext()
        with around, st.container(horizontal=True):
            for row, label in part:
                place_link(visit, row_key(row), label)


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
