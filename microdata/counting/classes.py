"""The class of a household by score and deprivations: income and number of deprivations, both.

Poor: score A at most 140 in rural, 175 in urban communes, and at least three of twelve deprivations.
Near-poor: the same score with fewer. TT 07/2021/TT-BLĐTBXH on the cut-offs of NĐ 07/2021/NĐ-CP, Article 3:
1,500,000 and 2,000,000 đồng a person and month.
"""

from functools import reduce
from operator import add

import ibis
from ibis.expr.types import IntegerValue, StringValue

from microdata.schema import AVERAGE_FARM, LACKS, NOT_LISTED

RURAL_CUT_OFF, URBAN_CUT_OFF = 140, 175
FEWEST_DEPRIVATIONS = 3
POOR_LIST, NEAR_POOR_LIST = "poor", "near_poor"


def deprivations(register: ibis.Table) -> IntegerValue:
    """Return of how many of the twelve a household is deprived; empty where it was not surveyed."""
    return reduce(add, [register[name].cast("int64") for name in LACKS.values()])


def class_by_rule(register: ibis.Table) -> StringValue:
    """Return the class that score and deprivations give; empty for a household that is gone.

    Who is on no list keeps the class of average living standard where it is recorded: no score decides it.
    """
    cut_off = ibis.ifelse(register.urban, URBAN_CUT_OFF, RURAL_CUT_OFF)
    below = (register.score <= cut_off).fill_null(False)
    lacks_enough = (deprivations(register) >= FEWEST_DEPRIVATIONS).fill_null(False)
    return ibis.cases(
        (register.class_now.isnull(), ibis.null("string")),
        (below & lacks_enough, POOR_LIST),
        (below, NEAR_POOR_LIST),
        (register.class_now == AVERAGE_FARM, AVERAGE_FARM),
        else_=NOT_LISTED,
    )
