"""The exhibits of a view of the targets page, for a slide: the list, and the target that is open."""

from __future__ import annotations

from collections.abc import Mapping

from ui.cached import target_frames
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.controls.place_choice import place_in
from ui.targets.choices import targets_in
from ui.targets.open_target import target_exhibit
from ui.targets.target_list import list_exhibit
from ui.text.place_key import place_key


def target_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the list of a view and the target that it names; None where there is no such target."""
    return {
        "target": lambda: _named(visit, query.get("target", "")),
        "targets": lambda: _listed(visit, query),
    }


def _listed(visit: Visit, query: Mapping[str, str]) -> Exhibit:
    place, _ = place_in(visit, query)
    return list_exhibit(visit, targets_in(visit, query, place), place)


def _named(visit: Visit, key: str) -> Exhibit | None:
    place = place_key(key.split("~")[1]) if "~" in key else None
    if place is None:
        return None
    targets = target_frames.targets_of_place(visit.edition, place, this_year(visit.edition.store))
    found = targets[targets["key"] == key].to_dict("records")
    return target_exhibit(visit, found[0]) if found else None
