"""What a slide shows, in a few words."""

from __future__ import annotations

from collections.abc import Mapping

from ui.cached import figure_frames
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.controls.map_choices import place_name
from ui.maps.choropleth import area_in
from ui.maps.exploration_state import PARTS
from ui.text.place_key import NATION, place_key

VIEWS = {view for views in PARTS.values() for view in views}


def slide_label(slide: Slide, visit: Visit) -> str:
    """Return what a slide shows: the page, the part of it, indicator, year and place."""
    words, query = visit.words, slide.query
    parts = [words(f"page.{slide.path}")]
    if slide.path == "overview":
        part = query.get("part", "")
        parts.append(words(f"slides.part_{part}") if part in ("nation", "regions", "poorest") else "")
    if slide.path == "area":
        place = place_key(query.get("place", "")) or NATION
        parts.append(place_name(visit, place) or "")
    if slide.path == "explore" and (view := query.get("view", "")) in VIEWS:
        parts.append(words(f"explore.view_{view}"))
    if slide.path in ("map", "explore"):
        parts += [_indicator(query.get("indicator", ""), visit), query.get("year", ""), _area(query, visit)]
    return " · ".join(part for part in parts if part)


def _indicator(code: str, visit: Visit) -> str:
    rows = figure_frames.indicators(visit.edition).set_index("code")
    return visit.words.of(rows.loc[code]) if code in rows.index else ""


def _area(query: Mapping[str, str], visit: Visit) -> str:
    named = query.get("area")
    return place_name(visit, area_in(named, query.get("level", "province"))) or "" if named else ""
