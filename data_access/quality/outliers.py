"""Figures far from what the rest of the country does: shown for review, never changed."""

import pandas as pd
from sqlalchemy.orm import Session

from data_access.quality.wide import measured
from data_access.queries.small_cells import SPECIAL

# The modified z-score and its threshold are those of Iglewicz and Hoaglin (1993).
FARTHEST, SCALE = 3.5, 0.6745
FEWEST_AREAS = 10
OUTLIER_COLUMNS = ("indicator_code", "code", "name_vi", "name_en", "before", "now", "score")


def outliers(session: Session, indicator_code: str, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Areas whose relative change against the year before is far from the median one, the farthest first.

    ``before`` and ``now`` are the values, ``score`` the distance of the change in percent of ``before``
    from the median change, in median absolute deviations, scaled; at least 3.5 either way. Only areas
    whose two figures are by one standard and kind of source are judged, and none that began at zero. Counts
    of special groups are left out. Empty frame where fewer than ten areas can be judged, or where all
    change alike.
    """
    empty = pd.DataFrame(columns=list(OUTLIER_COLUMNS))
    if indicator_code in SPECIAL:
        return empty
    now, before = (
        measured(session, indicator_code, vintage=vintage, level=level, year=when)
        for when in (year, year - 1)
    )
    both = comparable_pairs(now, before)
    found = far_from_the_median(both) if len(both) >= FEWEST_AREAS else both.head(0).assign(score=0.0)
    return found.assign(indicator_code=indicator_code)[list(OUTLIER_COLUMNS)] if len(found) else empty


def comparable_pairs(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Both values of each area that was measured alike in both years and did not begin at zero.

    Both frames as ``measured`` returns them; columns ``code``, ``name_vi``, ``name_en``, ``now`` and
    ``before``.
    """
    keys = ["code", "name_vi", "name_en", "standard_code", "source_kind"]
    both = now.rename(columns={"value": "now"}).merge(before.rename(columns={"value": "before"}), on=keys)
    return both.loc[both["before"] > 0, ["code", "name_vi", "name_en", "now", "before"]]


def far_from_the_median(both: pd.DataFrame) -> pd.DataFrame:
    """The rows whose relative change is far from the median one, with ``score``, the farthest first."""
    change = 100 * (both["now"] - both["before"]) / both["before"]
    spread = (change - change.median()).abs().median()
    if spread == 0:
        return both.head(0).assign(score=0.0)
    scored = both.assign(score=SCALE * (change - change.median()) / spread)
    far = scored[scored["score"].abs() >= FARTHEST]
    return far.sort_values("score", key=lambda scores: -scores.abs(), kind="stable", ignore_index=True)
