"""How far two rates of a survey must lie apart before their difference is more than chance.

The tables that the rates are read in give no sampling error by province, so it is worked out from the size of
the sample: 46,995 households a year in the living standards survey, shared evenly by the 63 provinces of its
plan (746 each), and a design effect of 2, as neighbours are asked together. The even share and the design
effect are assumptions of ours; the number of households is the survey's. Two rates differ clearly where they
lie further apart than

    1.96 × √(2 × design effect × p × (100 − p) ÷ households), p the mean of the two rates in percent

percentage points (the test of two proportions with a pooled share, at 95 percent). Decision 0032.
"""

import numpy as np
import numpy.typing as npt

HOUSEHOLDS_ASKED = 46_995
PROVINCES_OF_PLAN = 63
DESIGN_EFFECT = 2.0
CONFIDENCE = 1.96

Floats = npt.NDArray[np.float64]


def households_asked(provinces: int) -> float:
    """Return how many households are asked in an area of so many provinces of the survey's plan."""
    return HOUSEHOLDS_ASKED * provinces / PROVINCES_OF_PLAN


def smallest_clear_change(before: Floats, now: Floats, households: Floats) -> Floats:
    """Return the least difference of two rates, in percentage points, that is more than chance.

    ``before`` and ``now`` in percent, ``households`` asked in each year. NaN where any is not known.
    """
    share = (before + now) / 2
    variance = DESIGN_EFFECT * share * (100 - share) / households
    return np.asarray(CONFIDENCE * np.sqrt(2 * variance), dtype=np.float64)
