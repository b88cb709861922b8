"""The public list of money: who got what by which decision, the largest first."""

from __future__ import annotations

import pandas as pd

from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.funding.parts import levels_below, parts_at
from ui.funding.tables import for_readers, has_several_sources, listed_cells, listed_headers
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import subtitle
from ui.text.source_citation import codes_in

SHOWN = 20
STAGES = ("assigned", "disbursed", "planned", "carried_over")


def items_exhibit(visit: Visit, chosen: FundingChoice, stage: str) -> Exhibit:
    """Return the amounts of the place's parts, or its own where it has none; its file has all of them."""
    words, rows = visit.words, listed_rows(visit, chosen, stage)
    shown, with_source = rows.head(SHOWN), has_several_sources(rows)
    return Exhibit(
        key="items",
        title=words("items.title"),
        subtitle=" · ".join(
            [words(f"stage.{stage}"), subtitle(visit, chosen, words("funding.unit"))],
        ),
        sources=named_sources(visit, codes_in(rows)),
        chart=None,
        headers=listed_headers(rows, words),
        cells=listed_cells(visit, shown, with_source=with_source),
        numeric=(3,),
        data=for_readers(rows),
        silence=words("items.nothing"),
        sentence=words("items.beside") if len(rows) else "",
        of_rows=len(rows),
        hall_columns=range(5),
    )


def listed_rows(visit: Visit, chosen: FundingChoice, stage: str) -> pd.DataFrame:
    """Return what was reported of the parts of a place, or of the place itself, largest areas' rows first."""
    own = money_frames.rows(visit.edition, chosen.question(stage))
    levels = levels_below(visit.edition, chosen)
    if levels:
        parts = parts_at(visit.edition, chosen, levels[0])
        below = money_frames.rows(visit.edition, parts.question(chosen, stage))
        own = pd.concat([own, below], ignore_index=True) if len(below) else own
    top = own["beneath"] == 0
    return (
        own.assign(within=~top)
        .sort_values(
            ["within", "level", "amount_vnd"],
            ascending=[True, True, False],
            na_position="last",
            kind="stable",
            ignore_index=True,
        )
        .drop(columns="within")
    )
