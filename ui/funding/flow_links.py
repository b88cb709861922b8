"""What passes from fund to project to place of a choice; see data_access.money.flow_links."""

from __future__ import annotations

from data_access.money.flow_links import WHOLE, Links, area_links, fund_links, links_to
from ui.cached import money_frames
from ui.cached.editions import Edition
from ui.funding.parts import levels_below, parts_at
from ui.money.funding_choice import FundingChoice


def fund_to_project(edition: Edition, chosen: FundingChoice, stage: str) -> Links:
    """Return what each fund gives each project; what is of no project goes to the programme as a whole."""
    requested = chosen.question(stage)
    of_all = money_frames.added_by_fund(edition, requested)
    if chosen.project:
        return links_to(f"project:{chosen.project}", of_all)
    return fund_links(of_all, money_frames.each_project_by_fund(edition, requested))


def project_to_area(edition: Edition, chosen: FundingChoice, stage: str, into: Links) -> Links:
    """Return what each project gives the places that get most, the rest together, and the unreported."""
    levels = levels_below(edition, chosen)
    if not levels:
        return {}
    requested = parts_at(edition, chosen, levels[0]).question(chosen, stage)
    targets = list(dict.fromkeys(key[1] for key in into))
    # Money of no project cannot be separated from the rest of a place's money.
    if chosen.project or targets == [WHOLE]:
        sums = money_frames.area_sums(edition, requested)
        return area_links(into, dict.fromkeys(targets, sums))
    of_projects = money_frames.each_project_by_area(edition, requested)
    reported = {f"project:{project}": rows for project, rows in of_projects.groupby("project_code")}
    given = {target: reported.get(target, of_projects.head(0)) for target in targets if target != WHOLE}
    return area_links(into, given)
