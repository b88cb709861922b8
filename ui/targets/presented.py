"""The exhibit of the target that a view of the targets page has open, for a slide."""

from __future__ import annotations

from collections.abc import Mapping

from ui.cached import target_frames
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.targets.open_target import target_exhibit
from ui.text.place_key import place_key


def target_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the exhibit of the target that a view names; None where there is no such target."""
    return {"target": lambda: _named(visit, query.get("target", ""))}


def _named(visit: Visit, key: str) -> Exhibit | None:
    place = place_key(key.split("~")[1]) if "~" in key else None
    if place is None:
        return None
    targets = target_frames.targets_of_place(visit.edition, place, this_year(visit.edition.store))
    found = targets[targets["key"] == key].to_dict("records")
    return target_exhibit(visit, found[0]) if found else None
