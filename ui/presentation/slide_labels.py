"""What a slide shows, in a few words."""

from __future__ import annotations

from collections.abc import Mapping

from ui.cached import figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.controls.map_choices import place_name
from ui.maps.choropleth import area_in
from ui.maps.exploration_state import PARTS
from ui.presentation.slide_contents import exhibit_of
from ui.text.place_key import NATION, place_key
from vocabulary.words import Words

# Pages whose slides show the one exhibit that they name.
BY_EXHIBIT = ("area", "funding", "outcomes", "targets", "flows", "quality", "sources")
WITHOUT_PLACE = ("quality", "sources")


VIEWS = {view for views in PARTS.values() for view in views}


def slide_label(slide: Slide, visit: Visit) -> str:
    """Return what a slide shows: the page, the part of it, indicator, year and place."""
    words, query = visit.words, slide.query
    parts = [words(f"page.{slide.path}")]
    if slide.path == "overview":
        part = query.get("part", "")
        parts.append(words(f"slides.part_{part}") if part in ("nation", "regions", "poorest") else "")
    if slide.path in BY_EXHIBIT:
        place = place_key(query.get("place", "")) or NATION
        parts.append("" if slide.path in WITHOUT_PLACE else place_name(visit, place) or "")
        named = tuple(sorted(query.items()))
        parts.append(_exhibit_title(visit.edition, slide.path, named, words.language))
    if slide.path == "explore" and (view := query.get("view", "")) in VIEWS:
        parts.append(words(f"explore.view_{view}"))
    if slide.path in ("map", "explore"):
        parts += [_indicator(query.get("indicator", ""), visit), query.get("year", ""), _area(query, visit)]
    return " · ".join(part for part in parts if part)


@shared_value(FRAMES_KEPT)
def _exhibit_title(edition: Edition, path: str, query: tuple[tuple[str, str], ...], language: str) -> str:
    """Return the title of the exhibit that a slide names, "" where it names none that there is."""
    try:
        exhibit = exhibit_of(Visit(Words(language), edition), Slide("", path, dict(query)))
    except LookupError:
        return ""
    return "" if exhibit is None else exhibit.title


def _indicator(code: str, visit: Visit) -> str:
    rows = figure_frames.indicators(visit.edition).set_index("code")
    return visit.words.of(rows.loc[code]) if code in rows.index else ""


def _area(query: Mapping[str, str], visit: Visit) -> str:
    named = query.get("area")
    return place_name(visit, area_in(named, query.get("level", "province"))) or "" if named else ""
