"""What passes from fund to project to place, each amount with how exactly it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from data_access.models.money import FUND_WITHIN
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.funding.choice import FundingChoice
from ui.funding.parts import levels_below, parts_at
from ui.text.amounts import money_text
from vocabulary.words import Words

AREAS_SHOWN = 10
UNSPLIT, OTHERS, UNTOLD = "unsplit", "others", "untold"


class Flow(NamedTuple):
    """What passes: the least it can be in đồng, and its qualifier."""

    vnd: int
    qualifier: str = "exact"

    def text(self, words: Words) -> str:
        """Return the amount with its qualifier."""
        return money_text({"amount_vnd": self.vnd, "qualifier": self.qualifier}, words)


Links = dict[tuple[str, str], Flow]


def together(flows: Iterable[Flow]) -> Flow:
    """Return flows added up; of different qualifiers the sum is about."""
    listed = [flow for flow in flows if flow.vnd]
    kinds = {flow.qualifier for flow in listed}
    qualifier = "exact" if not kinds else kinds.pop() if len(kinds) == 1 else "about"
    return Flow(sum(flow.vnd for flow in listed), qualifier)


def fund_to_project(visit: Visit, chosen: FundingChoice, stage: str) -> Links:
    """Return what each fund gives each project; what has no project goes to the programme as a whole.

    Of a range the least counts.
    """
    requested = chosen.question(stage)
    sums = money_frames.added_by_fund(visit.edition, requested)
    found = _summed(f"project:{chosen.project or UNSPLIT}", sums)
    if chosen.project:
        return found
    of_projects = money_frames.each_project_by_fund(visit.edition, requested)
    for project, rows in of_projects.groupby("project_code"):
        found |= _summed(f"project:{project}", rows)
    return without_double_counts(found)


def _summed(target: str, sums: pd.DataFrame) -> Links:
    found: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    columns = (sums[name].tolist() for name in ("fund", "added_min_vnd", "qualifier"))
    for fund, least, kind in zip(*columns, strict=True):
        found[f"fund:{fund}", target].append(Flow(least, kind))
    return {key: together(flows) for key, flows in found.items()}


def without_double_counts(links: Links) -> Links:
    """Take what the projects have from what the programme as a whole has of the same or a wider fund."""
    whole = f"project:{UNSPLIT}"
    of_projects = {key: flow for key, flow in links.items() if key[1] != whole}
    found = dict(of_projects)
    for fund in dict.fromkeys(key[0] for key in links):
        in_projects = sum(flow.vnd for key, flow in of_projects.items() if fund in _itself_and_wider(key[0]))
        all_of_it = links.get((fund, whole), Flow(0))
        if all_of_it.vnd > in_projects:
            found[fund, whole] = Flow(all_of_it.vnd - in_projects, all_of_it.qualifier)
    return found


def _itself_and_wider(fund: str) -> list[str]:
    """Return the keys of a fund and of every fund that holds it."""
    wider = FUND_WITHIN[fund.removeprefix("fund:")]
    return [fund] if wider is None else [fund, *_itself_and_wider(f"fund:{wider}")]


def project_to_area(visit: Visit, chosen: FundingChoice, stage: str, into: Links) -> Links:
    """Return what each project gives the places that get most, the rest together, and the untold."""
    levels = levels_below(visit.edition, chosen)
    if not levels:
        return {}
    requested = parts_at(visit.edition, chosen, levels[0]).question(chosen, stage)
    targets = list(dict.fromkeys(key[1] for key in into))
    # Money of no project cannot be separated from the rest of a place's money.
    if chosen.project or targets == [f"project:{UNSPLIT}"]:
        given = {target: _by_area(money_frames.area_sums(visit.edition, requested)) for target in targets}
    else:
        sums = money_frames.each_project_by_area(visit.edition, requested)
        columns = {f"project:{project}": _by_area(rows) for project, rows in sums.groupby("project_code")}
        given = {target: columns.get(target, {}) for target in targets if target != f"project:{UNSPLIT}"}
    return _largest(given, into)


def _by_area(sums: pd.DataFrame) -> dict[str, Flow]:
    columns = (sums[name].tolist() for name in ("area_code", "amount_min_vnd", "qualifier"))
    return {f"area:{code}": Flow(least, kind) for code, least, kind in zip(*columns, strict=True)}


def _largest(given: dict[str, dict[str, Flow]], into: Links) -> Links:
    totals: dict[str, int] = defaultdict(int)
    for by_area in given.values():
        for area, flow in by_area.items():
            totals[area] += flow.vnd
    named = sorted(totals, key=lambda area: (-totals[area], area))[:AREAS_SHOWN]
    links: Links = {}
    for area in named:
        links |= {(target, area): by_area[area] for target, by_area in given.items() if area in by_area}
    for target, by_area in given.items() if named else ():
        rest = together(flow for area, flow in by_area.items() if area not in named)
        links[target, f"area:{OTHERS}"] = rest
    for target, by_area in given.items() if named else ():
        all_of_it = together(flow for key, flow in into.items() if key[1] == target)
        untold = all_of_it.vnd - sum(flow.vnd for flow in by_area.values())
        links[target, f"area:{UNTOLD}"] = Flow(max(untold, 0), all_of_it.qualifier)
    return {key: flow for key, flow in links.items() if flow.vnd > 0}
