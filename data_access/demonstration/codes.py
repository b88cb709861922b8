"""The indicators of the demonstration, by the summary forms of the yearly review that have them."""

from dataclasses import dataclass

DEPRIVATIONS = (
    *("employment", "dependants", "nutrition", "health_insurance", "adult_education"),
    *("school_attendance", "housing_quality", "floor_area", "water", "latrine"),
    *("telecom", "information_assets"),
)
CAUSES = ("land", "capital", "labour", "tools", "knowledge", "skills", "illness", "other")
GROUPS = ("without_labour", "with_merit_member", "in_other_groups")
LISTS = ("poor", "near_poor")


@dataclass(frozen=True)
class Form:
    """How a list changed in a year: what was there, what left, what joined, what is there at the end."""

    start: str
    decreases: tuple[str, str, str]
    increases: tuple[str, str, str, str]
    end: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator of the form but the end."""
        return (self.start, *self.decreases, *self.increases)


# The passages between the two lists are in both forms, and so they are one indicator each.
FORM_2_HOUSEHOLDS = Form(
    "poor_households_at_start",
    ("households_poor_to_near_poor", "poor_households_rising_above", "poor_households_other_decrease"),
    (
        *("households_near_poor_to_poor", "households_relapsed_into_poverty"),
        *("households_newly_poor", "poor_households_other_increase"),
    ),
    "poor_households",
)
FORM_3_HOUSEHOLDS = Form(
    "near_poor_households_at_start",
    (
        *("households_near_poor_to_poor", "near_poor_households_rising_above"),
        "near_poor_households_other_decrease",
    ),
    (
        *("households_poor_to_near_poor", "households_relapsed_into_near_poverty"),
        *("households_newly_near_poor", "near_poor_households_other_increase"),
    ),
    "near_poor_households",
)
FORM_2_PERSONS = Form(
    "poor_persons_at_start",
    ("persons_poor_to_near_poor", "poor_persons_rising_above", "poor_persons_other_decrease"),
    (
        *("persons_near_poor_to_poor", "persons_relapsed_into_poverty"),
        *("persons_newly_poor", "poor_persons_other_increase"),
    ),
    "poor_persons",
)
FORM_3_PERSONS = Form(
    "near_poor_persons_at_start",
    ("persons_near_poor_to_poor", "near_poor_persons_rising_above", "near_poor_persons_other_decrease"),
    (
        *("persons_poor_to_near_poor", "persons_relapsed_into_near_poverty"),
        *("persons_newly_near_poor", "near_poor_persons_other_increase"),
    ),
    "near_poor_persons",
)
FORMS = (FORM_2_HOUSEHOLDS, FORM_3_HOUSEHOLDS, FORM_2_PERSONS, FORM_3_PERSONS)
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
        "households_escaped_poverty",
        "poor_deprivations_total",
        *(f"poor_deprived_{name}" for name in DEPRIVATIONS),
        "households_ethnic_minority",
        *(f"{of_list}_households_ethnic_minority" for of_list in LISTS),
        *(f"{of_list}_households_headed_by_women" for of_list in LISTS),
        *RATES_OF_COMMUNES,
    )
)
