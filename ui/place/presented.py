"""The exhibits of a place by key, for a slide: its series, what its poor lack, money, results, targets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.cached.place_facts import area_facts
from ui.cached.visit import Visit
from ui.charts.exhibit import Makers
from ui.place.figures import figure_makers
from ui.place.money import money_exhibit
from ui.place.profile import profile_exhibit
from ui.place.programme import outcomes_exhibit, targets_exhibit
from ui.place.territory import territory_makers
from ui.summary.series_exhibit import place_series_exhibit
from ui.summary.todays_series import every_series
from ui.text.place_key import NATION, place_key


def place_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return every series of the place that a view names, its deprivations, money, results and targets."""
    facts = area_facts(visit, place_key(query.get("place", "")) or NATION)
    series = {
        f"series-{one.indicator['code']}": partial(place_series_exhibit, visit, facts, one)
        for one in every_series(visit, facts.place)
    }
    return {
        **series,
        **figure_makers(visit, facts),
        **territory_makers(visit, facts),
        "profile": partial(profile_exhibit, visit, facts),
        "money": partial(money_exhibit, visit, facts),
        "outcomes": partial(outcomes_exhibit, visit, facts),
        "targets": partial(targets_exhibit, visit, facts),
    }
