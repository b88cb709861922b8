"""The exhibits of a view of the outcomes page by key, for a slide: made without drawing any choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.cached import outcome_frames
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.charts.exhibit import Makers
from ui.controls.place_choice import place_in
from ui.outcomes.chain import chain_exhibit
from ui.outcomes.charts import chart_makers
from ui.outcomes.credit import credit_makers
from ui.outcomes.facts import CREDIT, LIVELIHOODS, project_facts
from ui.outcomes.model_exhibits import model_makers, models_in
from ui.outcomes.models_lineage import lineage_exhibit
from ui.outcomes.models_table import models_list
from ui.outcomes.register_exhibits import bottleneck_exhibit, bottleneck_list, overlap_exhibit, overlap_list


def outcome_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the exhibits of a view's topic in its place, those of the registers for every topic."""
    place, _ = place_in(visit, query)
    topic = query.get("topic") or LIVELIHOODS
    found = project_facts(visit.edition, topic, place, this_year(visit.edition.store))
    makers: Makers = {
        "chain": partial(chain_exhibit, visit, found),
        "overlap": partial(overlap_exhibit, visit, place),
        "overlap-list": partial(overlap_list, visit, place, query),
        "bottleneck": partial(bottleneck_exhibit, visit, place),
        "bottleneck-list": partial(bottleneck_list, visit, place, query),
        **chart_makers(visit, found),
    }
    if topic == CREDIT:
        return {**makers, **credit_makers(visit, found)}
    models = outcome_frames.models_within(visit.edition, place) if topic == LIVELIHOODS else None
    if models is None or models.empty:
        return makers
    shown = models_in(models, query)
    return {
        **makers,
        **model_makers(visit, found, shown),
        "lineage": partial(lineage_exhibit, visit, shown, query),
        "models-list": partial(models_list, visit, place, shown),
    }
