"""Whether projects apply in a place; see data_access.outcomes.project_reach."""

from __future__ import annotations

from data_access.outcomes.project_reach import reach_of_projects
from ui.cached import area_frames, money_frames
from ui.cached.editions import Edition
from ui.text.place_key import PlaceKey
from vocabulary.vintages import OLD


def project_reach(edition: Edition, programme: str, place: PlaceKey) -> dict[str, bool | None]:
    """Return by project whether it applies: True, surely not, or None where that is not known."""
    has_lists = place.vintage == OLD and place.level not in ("nation", "region")
    line = {key.level: key.code for key in area_frames.line_of(edition, place)} if has_lists else {}
    classes = area_frames.area_classes(edition)
    return reach_of_projects(money_frames.projects(edition, programme), line, classes)
