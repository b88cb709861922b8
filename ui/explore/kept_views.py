"""A kept view of the explorer: what its parameters ask for, and its chart, without drawing any choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.cached.figure_frames import UnknownPicture
from ui.cached.looks import LAYERS
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.explore.choices import PARTS, areas_named, scopes_of, years_of_both
from ui.explore.comparisons import peers_exhibit, regions_exhibit, scatter_exhibit
from ui.explore.deprivations import heat_exhibit, index_exhibit, profile_exhibit
from ui.explore.exploration import Exploration
from ui.explore.ranking import ranking_exhibit
from ui.explore.series import series_exhibit
from ui.explore.spread import distribution_exhibit, years_exhibit
from ui.maps.map_address import map_address

EXHIBITS: Mapping[str, Callable[[Visit, Exploration], Exhibit]] = {
    "series": series_exhibit,
    "ranking": ranking_exhibit,
    "table": ranking_exhibit,
    "distribution": distribution_exhibit,
    "years": years_exhibit,
    "regions": regions_exhibit,
    "peers": peers_exhibit,
    "scatter": scatter_exhibit,
    "profile": profile_exhibit,
    "heat": heat_exhibit,
    "index": index_exhibit,
}


def has_small_maps(chosen: Exploration) -> bool:
    """Say whether there are maps of several years to set beside each other."""
    return chosen.is_mapped and len(chosen.years) > 1


def explored(visit: Visit, query: Mapping[str, str]) -> Exploration:
    """Return what the parameters of a kept view ask for; what they say wrongly takes its default.

    UnknownPicture where there is no such view, or no map of its level.
    """
    view = query.get("view", "")
    part = next((part for part, views in PARTS.items() if view in views), None)
    requested = map_address({**query, "lang": visit.words.language})
    picture = requested.picture
    if part is None or (picture.look, picture.level) not in LAYERS:
        raise UnknownPicture(view)
    years = years_of_both(visit, picture)
    year = min(years, key=lambda year: abs(year - (requested.year or years[-1])), default=None)
    areas, _ = areas_named(visit, picture, query)
    scopes = scopes_of(visit, picture.indicator)
    return Exploration(part, view, picture, years, year, areas, bool(scopes))
