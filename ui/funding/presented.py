"""The exhibits of a view of the funding page by key, for a slide: made without drawing any choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.funding.absorption import late_places_exhibit, projects_exhibit
from ui.funding.absorption_track import track_exhibit
from ui.funding.choices import choice_in
from ui.funding.concentration import concentration_exhibit
from ui.funding.flow import flow_exhibit, reported_stages
from ui.funding.item_list import STAGES, items_exhibit
from ui.funding.items import MAKE_UP
from ui.funding.level_choice import parts_in
from ui.funding.need_facts import need_facts
from ui.funding.need_quadrant import AGAINST, MONEY_PER_PERSON, needy_exhibit, quadrant_exhibit
from ui.funding.place_stages import by_place
from ui.funding.reported import OTHER_SCOPES, key_of, other_exhibit, reported_exhibit
from ui.funding.stage_exhibits import STAGE_EXHIBITS
from ui.funding.what_if import shared_in_view, what_if_exhibit
from ui.money.funding_choice import FundingChoice
from ui.text.parameters import code_in

Query = Mapping[str, str]


def funding_exhibits(visit: Visit, query: Query) -> Makers:
    """Return the exhibits of every section of the page; none where nothing is reported of the place."""
    chosen = choice_in(visit, query)
    if chosen.period is None:
        return {}
    tables: dict[str, Callable[[], Exhibit | None]] = {
        "funding-reported": partial(reported_exhibit, visit, chosen),
        **{key_of(scope): partial(other_exhibit, visit, chosen, scope) for scope in OTHER_SCOPES},
        "items": partial(_items, visit, chosen, query),
        **{key: partial(made, visit, chosen) for key, made in MAKE_UP.items()},
    }
    staged = {key: partial(made, visit, chosen) for key, made in STAGE_EXHIBITS.items()}
    staged["funding-places"] = partial(by_place, visit, chosen)
    return {
        **staged,
        **tables,
        "absorption-projects": partial(projects_exhibit, visit, chosen),
        "absorption-track": partial(track_exhibit, visit, chosen),
        "absorption-places": partial(late_places_exhibit, visit, chosen),
        "funding-flow": partial(_flow, visit, chosen, query),
        "what-if": partial(_what_if, visit, chosen, query),
        **_beside_need(visit, chosen, query),
    }


def _items(visit: Visit, chosen: FundingChoice, query: Query) -> Exhibit:
    return items_exhibit(visit, chosen, code_in(query, "stage", STAGES, STAGES[0])[0])


def _flow(visit: Visit, chosen: FundingChoice, query: Query) -> Exhibit | None:
    stages = reported_stages(visit, chosen)
    return flow_exhibit(visit, chosen, code_in(query, "stage", stages, stages[0])[0]) if stages else None


def _beside_need(
    visit: Visit, chosen: FundingChoice, query: Query
) -> dict[str, Callable[[], Exhibit | None]]:
    """Return the quadrants and the curve for the parts of the place at the view's level."""
    parts = parts_in(visit, chosen, query)
    if parts is None:
        return {}
    need = need_facts(visit.edition, chosen, parts)
    quadrants = {
        f"need-{against}": partial(quadrant_exhibit, visit, chosen, need, against)
        for against in (*AGAINST, MONEY_PER_PERSON)
    }
    lists = {
        f"needy-{against}": partial(needy_exhibit, visit, chosen, need, against)
        for against in (*AGAINST, MONEY_PER_PERSON)
    }
    return {**quadrants, **lists, "need-concentration": partial(concentration_exhibit, visit, chosen, need)}


def _what_if(visit: Visit, chosen: FundingChoice, query: Query) -> Exhibit | None:
    parts = parts_in(visit, chosen, query)
    shared = None if parts is None else shared_in_view(visit, chosen, parts, query)
    return None if shared is None else what_if_exhibit(visit, chosen, *shared)
