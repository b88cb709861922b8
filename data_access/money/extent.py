"""Whether reported amounts cover all of a programme's or project's money, or which part of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.models.money import FUND_WITHIN
from data_access.money.money_sums import OF_PROGRAMME
from data_access.store.frames import Row

# What of the state budget a source parts finer counts as the fund it lies in.
WHOLE_FUNDS = ({"total"}, {"central", "local"}, {"state_budget", "mobilised"})
COLUMNS = ["period_from", "period_to", "stage", "project_code", "item_code", "fund"]


@dataclass(frozen=True)
class Extent:
    """What amounts cover: everything where nothing is named, else these projects or these funds alone.

    ``is_partial`` where they cover a part that has no name of its own.
    """

    projects: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    is_partial: bool = False


def outermost_rows(rows: pd.DataFrame) -> Mapping[tuple[int, int, str], Sequence[Row]]:
    """Return the rows that no other contains, by beginning and end of the period and by stage.

    ``rows`` are those of ``queries.money`` of one place and programme.
    """
    outermost = (rows["beneath"] < OF_PROGRAMME) & ~rows["in_wider_fund"].fillna(False).astype(bool)
    found: dict[tuple[int, int, str], list[Row]] = defaultdict(list)
    for row in rows.loc[outermost, COLUMNS].to_dict("records"):
        found[int(row["period_from"]), int(row["period_to"]), str(row["stage"])].append(row)
    return dict(found)


def parts_that_make_it(projects: pd.DataFrame, project: str | None) -> list[str]:
    """Return the projects that make up a programme, or the sub-projects that make up a project.

    One that applies only in poor areas is no missing part of a place's money, unless all of them do.
    """
    is_below = projects["parent_code"].isna() if project is None else projects["parent_code"] == project
    below = projects[is_below]
    everywhere = below[below["applies_in"] == "nationwide"]
    return list((everywhere if len(everywhere) else below)["code"])


def extent_of(rows: Sequence[Row], project: str | None, fund: str | None, parts: Sequence[str]) -> Extent:
    """Return what the rows of one stage and period cover of the money of a programme, a project or a fund.

    One row of the whole programme or of the project makes it whole; so do all ``parts`` that make it up.
    """
    itself = {None, project}
    whole = [row for row in rows if _text(row, "project_code") in itself and _text(row, "item_code") is None]
    if whole:
        return Extent(funds=_funds(whole, fund))
    if any(_text(row, "item_code") for row in rows):
        funds = _funds(rows, fund)
        return Extent(funds=funds, is_partial=not funds)
    codes = sorted({str(row["project_code"]) for row in rows if _text(row, "project_code")})
    return Extent() if parts and set(parts) <= set(codes) else Extent(projects=tuple(codes))


def _funds(rows: Sequence[Row], fund: str | None) -> tuple[str, ...]:
    """Return the funds of the rows, none where they make the whole or the question names one."""
    funds = {str(row["fund"]) for row in rows}
    wider = funds | {str(FUND_WITHIN[name]) for name in funds if name.startswith(("central", "local"))}
    is_whole = fund is not None or any(whole <= wider for whole in WHOLE_FUNDS)
    return () if is_whole else tuple(sorted(funds))


def _text(row: Row, field: str) -> str | None:
    value = row[field]
    return value if isinstance(value, str) and value else None
