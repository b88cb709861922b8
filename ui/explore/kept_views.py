"""A kept view of the explorer: what its parameters ask for, and its chart, without drawing any choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.cached.figure_frames import UnknownPicture
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.explore.comparisons import peers_exhibit, regions_exhibit, scatter_exhibit
from ui.explore.deprivations import heat_exhibit, index_exhibit, profile_exhibit
from ui.explore.ranking import ranking_exhibit
from ui.explore.series import series_exhibit
from ui.explore.spread import distribution_exhibit, years_exhibit
from ui.maps.exploration import Exploration
from ui.maps.exploration_state import exploration
from ui.maps.map_offer import StoreOffer
from ui.maps.map_state import refuse_unknown

VIEWS_KEPT = 64
MAKERS: Mapping[str, Callable[[Visit, Exploration], Exhibit]] = {
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
# Each is made once for all who ask for the same.
EXHIBITS = {view: shared_value(VIEWS_KEPT)(make) for view, make in MAKERS.items()}


def has_small_maps(chosen: Exploration) -> bool:
    """Say whether there are maps of several years to set beside each other."""
    return chosen.is_mapped and len(chosen.years) > 1


def explored(visit: Visit, query: Mapping[str, str]) -> Exploration:
    """Return what the parameters of a kept view ask for; UnknownPicture where there is no such view."""
    chosen = exploration(query, StoreOffer(visit.edition), visit.words.language)
    refuse_unknown(chosen.bad)
    if not chosen.view:
        raise UnknownPicture(chosen.part)
    return chosen
