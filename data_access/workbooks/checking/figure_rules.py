"""The rules that the figures of one place and year must keep, declared once.

Identities of the review's forms 2 and 3, parts and totals, and what one form says of another: the forms
and their rules are those of the review by QĐ 24/2021/QĐ-TTg; three to twelve deprivations make a poor
household by NĐ 07/2021/NĐ-CP, Article 3.
"""

from typing import NamedTuple

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import CAUSES, FORMS, GROUPS, LISTS


class Balance(NamedTuple):
    """``total`` is what is added minus what is taken away; reported at the cell of the total."""

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


class Ceiling(NamedTuple):
    """``part`` is at most so many times ``whole``."""

    part: str
    whole: str
    times: int = 1


class Floor(NamedTuple):
    """``part`` is at least so many times ``whole``."""

    part: str
    whole: str
    times: int


LISTED = (*LISTS, "average_living_standard_farm")
BALANCES = (
    *(Balance(form.end, (form.start, *form.increases), form.decreases) for form in FORMS),
    Balance("poor_and_near_poor_households", ("poor_households", "near_poor_households")),
    Balance("households_escaped_poverty", ("households_poor_to_near_poor", "poor_households_rising_above")),
    *(
        Balance(f"{start}{unit}", (f"{start}{unit}_kinh", f"{start}{unit}_ethnic_minority"))
        for start in ("poor_", "near_poor_")
        for unit in ("households", "persons")
    ),
    Balance("total_households", ("households_kinh", "households_ethnic_minority")),
    Balance("persons", ("persons_kinh", "persons_ethnic_minority")),
    *(
        Balance(f"{of_list}_deprivations_total", tuple(f"{of_list}_deprived_{name}" for name in DEPRIVATIONS))
        for of_list in LISTS
    ),
)
AT_MOST = (
    *(Ceiling(f"{of_list}_households", "total_households") for of_list in LISTED),
    *(Ceiling(f"{of_list}_persons", "persons") for of_list in LISTED),
    Ceiling("total_households", "persons"),
    *(Ceiling(f"{of_list}_households", f"{of_list}_persons") for of_list in LISTS),
    *(
        Ceiling(f"{of_list}_{what}", f"{of_list}_households")
        for of_list in LISTS
        for what in (
            *(f"deprived_{name}" for name in DEPRIVATIONS),
            *(f"cause_{name}" for name in CAUSES),
            *(f"households_{name}" for name in GROUPS),
            *("households_ethnic_minority", "households_local_minority", "households_headed_by_women"),
        )
    ),
    *(
        Ceiling(f"{of_list}_persons_{name}", f"{of_list}_persons")
        for of_list in LISTS
        for name in (*GROUPS, "ethnic_minority", "local_minority")
    ),
    *(Ceiling(f"{of_list}_households_ethnic_minority", "households_ethnic_minority") for of_list in LISTS),
    *(Ceiling(f"{of_list}_households_local_minority", "households_local_minority") for of_list in LISTS),
    *(
        Ceiling(f"{of_list}_children_{name}", f"{of_list}_children")
        for of_list in LISTS
        for name in ("without_health_insurance", "short_of_nutrition", "short_of_schooling")
    ),
    *(Ceiling(f"{of_list}_children", f"{of_list}_persons") for of_list in LISTS),
    Ceiling("poor_deprivations_total", "poor_households", 12),
    Ceiling("near_poor_deprivations_total", "near_poor_households", 2),
)
AT_LEAST = (Floor("poor_deprivations_total", "poor_households", 3),)
