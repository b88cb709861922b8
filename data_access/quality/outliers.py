"""Figures far from what the rest of the country does: shown for review, never changed."""

import pandas as pd
from sqlalchemy.orm import Session

from data_access.quality.wide import side_by_side
from data_access.queries.small_cells import SPECIAL

# The modified z-score and its threshold are those of Iglewicz and Hoaglin (1993).
FARTHEST, SCALE = 3.5, 0.6745
FEWEST_AREAS = 10
OUTLIER_COLUMNS = ("indicator_code", "code", "name_vi", "name_en", "before", "now", "score")


def outliers(session: Session, indicator_code: str, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Areas whose change against the year before is far from the median change, the farthest first.

    ``score`` is the change's distance from the median in median absolute deviations, scaled; at least 3.5
    either way. Rates only make sense here, and counts of special groups are left out. Empty frame where
    fewer than ten areas report both years, or where all change alike.
    """
    empty = pd.DataFrame(columns=list(OUTLIER_COLUMNS))
    if indicator_code in SPECIAL:
        return empty
    now, before = (
        side_by_side(session, [indicator_code], vintage=vintage, level=level, year=when)
        for when in (year, year - 1)
    )
    if now.empty or before.empty:
        return empty
    both = pd.DataFrame({"now": now[indicator_code], "before": before[indicator_code]}).dropna()
    if len(both) < FEWEST_AREAS:
        return empty
    change = both["now"] - both["before"]
    spread = (change - change.median()).abs().median()
    if spread == 0:
        return empty
    score = SCALE * (change - change.median()) / spread
    far = both.assign(score=score)[score.abs() >= FARTHEST].reset_index()
    ordered = far.sort_values("score", key=lambda scores: -scores.abs(), kind="stable", ignore_index=True)
    return ordered.assign(indicator_code=indicator_code)[list(OUTLIER_COLUMNS)]
