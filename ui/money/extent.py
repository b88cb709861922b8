"""What alone a sum is of, in words, where it is not the whole of a programme's money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.money.extent import extent_of, outermost_rows, parts_that_make_it
from data_access.money.money_question import MoneyQuestion
from data_access.store.frames import Row
from ui.cached import money_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.money.funding_choice import FundingChoice

NAMED = 3


@shared_value(FRAMES_KEPT)
def reported_by_period(
    edition: Edition, question: MoneyQuestion
) -> Mapping[tuple[int, int, str], Sequence[Row]]:
    """Return the rows, as reported, that no other contains, by both ends of the period and by stage."""
    return outermost_rows(money_frames.rows(edition, question))


def only_parts(visit: Visit, chosen: FundingChoice, rows: Sequence[Row]) -> str:
    """Return the parts that the rows of one stage and period cover, "" where they cover all of it.

    A plan of several programmes together is what the decision prints, of the state budget alone by its name.
    """
    if chosen.is_plan_together:
        return ""
    words = visit.words
    parts = _parts(visit.edition, chosen.programme, chosen.project)
    extent = extent_of(rows, chosen.project, chosen.fund, parts)
    names = [*extent.projects, *(words(f"fund.{fund}") for fund in extent.funds)]
    if extent.is_partial or len(names) > NAMED:
        return words("funding.some_parts")
    return words.listed(names) if names else ""


@shared_value(FRAMES_KEPT)
def _parts(edition: Edition, programme: str, project: str | None) -> Sequence[str]:
    return parts_that_make_it(money_frames.projects(edition, programme), project)
