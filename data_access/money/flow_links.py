"""What passes from fund to project to place, each amount with how exactly it is known.

A link is a pair of keys, ``fund:<code>``, ``project:<code>`` or ``area:<code>``, with what passes; of a range
the least counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from data_access.models.money import FUND_WITHIN
from data_access.money.cell_groups import qualifier_of

AREAS_SHOWN = 10
UNSPLIT, OTHERS, UNREPORTED = "unsplit", "others", "untold"
WHOLE = f"project:{UNSPLIT}"


class Flow(NamedTuple):
    """What passes: the least it can be in đồng, and its qualifier."""

    vnd: int
    qualifier: str = "exact"


Links = dict[tuple[str, str], Flow]


def together(flows: Iterable[Flow]) -> Flow:
    """Return flows added up, those of nothing left out."""
    listed = [flow for flow in flows if flow.vnd]
    return Flow(sum(flow.vnd for flow in listed), qualifier_of(flow.qualifier for flow in listed))


def fund_links(of_all: pd.DataFrame, of_projects: pd.DataFrame) -> Links:
    """Return what each fund gives each project; what is of no project goes to the programme as a whole.

    ``of_all`` is ``added_by_fund`` of the programme, ``of_projects`` is ``each_project_by_fund``.
    """
    found = links_to(WHOLE, of_all)
    for project, rows in of_projects.groupby("project_code"):
        found |= links_to(f"project:{project}", rows)
    return without_double_counts(found)


def links_to(target: str, added: pd.DataFrame) -> Links:
    """Return what each fund of ``added_by_fund`` gives one target."""
    found: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    columns = (added[name].tolist() for name in ("fund", "added_min_vnd", "qualifier"))
    for fund, least, qualifier in zip(*columns, strict=True):
        found[f"fund:{fund}", target].append(Flow(least, qualifier))
    return {key: together(flows) for key, flows in found.items()}


def without_double_counts(links: Links) -> Links:
    """Take what the projects have from what the programme as a whole has of the same or a wider fund."""
    of_projects = {key: flow for key, flow in links.items() if key[1] != WHOLE}
    found = dict(of_projects)
    for fund in dict.fromkeys(key[0] for key in links):
        in_projects = sum(flow.vnd for key, flow in of_projects.items() if fund in _itself_and_wider(key[0]))
        all_of_it = links.get((fund, WHOLE), Flow(0))
        if all_of_it.vnd > in_projects:
            found[fund, WHOLE] = Flow(all_of_it.vnd - in_projects, all_of_it.qualifier)
    return found


def _itself_and_wider(fund: str) -> list[str]:
    """Return the keys of a fund and of every fund that contains it."""
    wider = FUND_WITHIN[fund.removeprefix("fund:")]
    return [fund] if wider is None else [fund, *_itself_and_wider(f"fund:{wider}")]


def area_links(into: Links, given: Mapping[str, pd.DataFrame]) -> Links:
    """Return what each project gives the areas that get most, the other areas together, and the unreported.

    ``into`` are the links to the projects, ``given`` the sum of each area by the key of the project, with
    ``area_code``, ``amount_min_vnd`` and ``qualifier``. Empty where no area has any money.
    """
    by_area = {target: _by_area(sums) for target, sums in given.items()}
    named = _largest(by_area)
    links: Links = {}
    for area in named:
        links |= {(target, area): flows[area] for target, flows in by_area.items() if area in flows}
    for target, flows in by_area.items() if named else ():
        links[target, f"area:{OTHERS}"] = together(flow for area, flow in flows.items() if area not in named)
    for target, flows in by_area.items() if named else ():
        links[target, f"area:{UNREPORTED}"] = _unreported(target, flows, into)
    return {key: flow for key, flow in links.items() if flow.vnd > 0}


def _by_area(sums: pd.DataFrame) -> dict[str, Flow]:
    columns = (sums[name].tolist() for name in ("area_code", "amount_min_vnd", "qualifier"))
    return {f"area:{code}": Flow(least, qualifier) for code, least, qualifier in zip(*columns, strict=True)}


def _largest(by_area: Mapping[str, Mapping[str, Flow]]) -> list[str]:
    """Return the areas that get most from all projects together."""
    totals: dict[str, int] = defaultdict(int)
    for flows in by_area.values():
        for area, flow in flows.items():
            totals[area] += flow.vnd
    return sorted(totals, key=lambda area: (-totals[area], area))[:AREAS_SHOWN]


def _unreported(target: str, flows: Mapping[str, Flow], into: Links) -> Flow:
    """Return what of a project's money no area reports."""
    all_of_it = together(flow for key, flow in into.items() if key[1] == target)
    return Flow(max(all_of_it.vnd - sum(flow.vnd for flow in flows.values()), 0), all_of_it.qualifier)
