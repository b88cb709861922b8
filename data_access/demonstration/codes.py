"""The indicators of the demonstration, by the summary forms of the yearly review that have them."""

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import ESCAPED, FORM_2_HOUSEHOLDS, FORM_3_HOUSEHOLDS, FORMS, LISTS

STARTS = tuple(form.start for form in FORMS)

TOTALS = (
    *("total_households", "persons", "poor_households", "near_poor_households"),
    *("poor_and_near_poor_households", "poor_persons", "near_poor_persons"),
)
# Numerator and denominator of each rate; the first three are given for every commune too.
RATES = {
    "poor_household_rate": ("poor_households", "total_households"),
    "near_poor_household_rate": ("near_poor_households", "total_households"),
    "multidimensional_poverty_rate": ("poor_and_near_poor_households", "total_households"),
    "poor_household_rate_ethnic_minority": (
        "poor_households_ethnic_minority",
        "households_ethnic_minority",
    ),
    "ethnic_minority_share_of_poor_households": ("poor_households_ethnic_minority", "poor_households"),
    **{f"poor_deprived_{name}_share": (f"poor_deprived_{name}", "poor_households") for name in DEPRIVATIONS},
}
RATES_OF_COMMUNES = ("poor_household_rate", "near_poor_household_rate", "multidimensional_poverty_rate")

# What a commune of before the reform has: form 1, forms 2 and 3 for households, form 4, and the
# ethnic minorities and women of forms 9 and 12. Ten thousand communes times the rest would double
# the store; districts have it all, and so have the communes of 2025, which have no district.
OF_EVERY_COMMUNE = frozenset(
    (
        *TOTALS,
        *FORM_2_HOUSEHOLDS.codes,
        *FORM_3_HOUSEHOLDS.codes,
        ESCAPED,
        "poor_deprivations_total",
        *(f"poor_deprived_{name}" for name in DEPRIVATIONS),
        "households_ethnic_minority",
        *(f"{of_list}_households_ethnic_minority" for of_list in LISTS),
        *(f"{of_list}_households_headed_by_women" for of_list in LISTS),
        *RATES_OF_COMMUNES,
    )
)
