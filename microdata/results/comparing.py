"""The forms of a register beside what the store has published of the same review: where they differ.

Only counts by the same standard, of the same year, area and boundaries, are compared. A cell that is hidden
on either side is not: what is published and a difference would give it away.
"""

from __future__ import annotations

import pandas as pd
from sqlalchemy.orm import Session

from data_access.queries.review_counts import review_counts_of_year
from data_access.store.frames import TEXT, WHOLE, frame

KEYS = ["vintage", "level", "area_code", "indicator_code"]
DIFFERENCE_COLUMNS = {
    **dict.fromkeys(("vintage", "level", "area_code", "area_name", "indicator_code"), TEXT),
    **dict.fromkeys(("published", "counted", "difference"), WHOLE),
}


def published_counts(session: Session, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the published counts that forms may be compared with: rows of ``review_counts_of_year``.

    ``figures`` are those of ``submission.figure_rows``, of one year.
    """
    codes, vintages = sorted(set(figures["indicator_code"])), sorted(set(figures["vintage"]))
    first = figures.iloc[0]
    return review_counts_of_year(session, int(first["year"]), str(first["standard_code"]), codes, vintages)


def differences(figures: pd.DataFrame, published: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the cells in which forms and published counts differ, and how many were compared.

    Columns ``DIFFERENCE_COLUMNS``; ``difference`` is what the register has more. The largest difference
    first, then by area and indicator.
    """
    shown = figures[figures["value"].notna()].rename(columns={"value": "counted"})
    both = shown[[*KEYS, "area_name", "counted"]].merge(
        published.rename(columns={"value": "published"})[[*KEYS, "published"]], on=KEYS
    )
    both = both.astype({"counted": "int64", "published": "int64"})
    both["difference"] = both["counted"] - both["published"]
    found = both[both["difference"] != 0]
    order = found.assign(size=-found["difference"].abs()).sort_values(["size", *KEYS])
    rows = order[list(DIFFERENCE_COLUMNS)].itertuples(index=False, name=None)
    return frame(rows, DIFFERENCE_COLUMNS), len(both)
