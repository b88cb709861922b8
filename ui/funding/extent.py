"""Whether a sum is the whole of a programme's money, or only of some projects and funds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from data_access.models.money import FUND_WITHIN
from data_access.money.money_question import MoneyQuestion
from data_access.store.frames import Row
from ui.cached import money_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.funding.choice import FundingChoice
from ui.text.figures import text_in

# What of the state budget a source parts finer counts as the fund it lies in.
WHOLE_FUNDS = ({"total"}, {"central", "local"}, {"state_budget", "mobilised"})
TOLD = ["period_from", "period_to", "stage", "project_code", "item_code", "fund"]
NAMED = 3

Told = Mapping[tuple[int, int, str], Sequence[Row]]


@shared_value(FRAMES_KEPT)
def reported_by_period(edition: Edition, question: MoneyQuestion) -> Told:
    """Return the rows, as reported, that no other holds, by beginning and end of the period and by stage."""
    rows = money_frames.rows(edition, question)
    standing = rows[(rows["beneath"] == 0) & ~rows["in_wider_fund"].fillna(False).astype(bool)]
    found: dict[tuple[int, int, str], list[Row]] = defaultdict(list)
    for row in standing[TOLD].to_dict("records"):
        found[int(row["period_from"]), int(row["period_to"]), str(row["stage"])].append(row)
    return dict(found)


def only_parts(visit: Visit, chosen: FundingChoice, rows: Sequence[Row]) -> str:
    """Return the parts that the rows of one stage and period cover, "" where they cover all of the question.

    One row of the whole programme, or of the chosen project, makes it whole; so do all of its projects
    together.
    """
    words = visit.words
    itself = ("", chosen.project or "")
    whole = [row for row in rows if text_in(row, "project_code") in itself and not text_in(row, "item_code")]
    if whole:
        return _funds(visit, chosen, whole)
    if any(text_in(row, "item_code") for row in rows):
        return _funds(visit, chosen, rows) or words("funding.some_parts")
    codes = sorted({text_in(row, "project_code") for row in rows} - {""})
    if set(_below(visit.edition, chosen.programme, chosen.project)) <= set(codes):
        return ""
    return words.listed(codes) if len(codes) <= NAMED else words("funding.some_parts")


def _funds(visit: Visit, chosen: FundingChoice, rows: Sequence[Row]) -> str:
    """Return the funds reported, "" where they make the whole or one was asked for."""
    funds = {str(row["fund"]) for row in rows}
    wider = funds | {str(FUND_WITHIN[fund]) for fund in funds if fund.startswith(("central", "local"))}
    if chosen.fund is not None or any(whole <= wider for whole in WHOLE_FUNDS):
        return ""
    names = [visit.words(f"fund.{fund}") for fund in sorted(funds)]
    return visit.words.listed(names) if len(names) <= NAMED else visit.words("funding.some_parts")


@shared_value(FRAMES_KEPT)
def _below(edition: Edition, programme: str, project: str | None) -> Sequence[str]:
    """Return the projects that make up the programme, or the sub-projects that make up the chosen project.

    One that applies only in poor areas is no missing part of a place's money.
    """
    rows = money_frames.projects(edition, programme)
    is_below = rows["parent_code"].isna() if project is None else rows["parent_code"] == project
    below = rows[is_below]
    everywhere = below[below["applies_in"] == "nationwide"]
    return list((everywhere if len(everywhere) else below)["code"]) or ["?"]
