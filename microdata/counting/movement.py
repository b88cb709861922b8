"""Forms 2 and 3: how the lists changed within a year, and which households are on watch after leaving them.

Every household of the register is in one passage: its class a year ago and now, whether it stayed, came or
went, and whether it had left the lists earlier. The lines of the forms are sums of passages. Persons who
left or joined a list go with their household as it was or is; what a household that stayed among the lists
grew or shrank by is among the other increases or decreases, so that both forms close for persons too.
"""

from __future__ import annotations

import ibis
import pandas as pd

from data_access.poverty.review_forms import ESCAPED, FORMS_OF, LISTS, Form
from microdata.schema import GONE, MOVED_IN

KEYS = ("year", "vintage", "commune")
STATES = ("class_before", "class_by_rule", "presence", "fell_back")
WATCH_YEARS = 3
FORM_OF_LIST = {unit: dict(zip(LISTS, forms.values(), strict=True)) for unit, forms in FORMS_OF.items()}
UNITS = {"households": ("households", "households"), "persons": ("members_before", "members")}


def passages(register: ibis.Table) -> ibis.Table:
    """Ask how many households of each commune went each way, with their members before and now."""
    now, before = register.members, register.members_before.fill_null(0)
    states = register.mutate(
        fell_back=register.left_year.notnull() & (register.left_year < register.year),
        grown=ibis.greatest(now - before, 0),
        shrunk=ibis.greatest(before - now, 0),
        members_before=before,
    )
    sums = {
        name: states[name].sum().cast("int64") for name in ("members", "members_before", "grown", "shrunk")
    }
    return states.group_by([*KEYS, *STATES]).aggregate(households=states.count(), **sums)


def on_watch(register: ibis.Table) -> ibis.Table:
    """Ask how many households of each commune left the lists lately and are on none now.

    ``watch_year`` is 1 for those that left in the year of the review. The newly escaped are watched for at
    most three years.
    """
    of_year = register.mutate(watch_year=register.year - register.left_year + 1)
    kept = of_year.filter(
        of_year.watch_year.between(1, WATCH_YEARS),
        of_year.class_by_rule.notnull(),
        ~of_year.class_by_rule.isin(LISTS),
    )
    return kept.group_by([*KEYS, "watch_year"]).aggregate(
        households=kept.count(), persons=kept.members.sum().cast("int64")
    )


def form_lines(found: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of forms 2 and 3 of each commune, one column an indicator, from rows of ``passages``.

    Indexed by year, vintage and commune; 0 where nobody went that way. The forms close exactly.
    """
    lines = pd.DataFrame(index=pd.MultiIndex.from_frame(found[list(KEYS)].drop_duplicates()).sort_values())
    for unit, forms in FORM_OF_LIST.items():
        for of_list, form in forms.items():
            other = next(one for one in LISTS if one != of_list)
            for code, values in _lines_of(found, unit, (of_list, other), form).items():
                lines[code] = values
    lines = lines.fillna(0).astype("int64")
    lines[ESCAPED] = lines["households_poor_to_near_poor"] + lines["poor_households_rising_above"]
    return lines


def _lines_of(
    found: pd.DataFrame, unit: str, lists: tuple[str, str], form: Form
) -> dict[str, pd.Series[int]]:
    of_list, other = lists
    before, now = UNITS[unit]
    came, gone = found["presence"] == MOVED_IN, found["presence"] == GONE
    was, is_on = (found["class_before"] == of_list) & ~came, (found["class_by_rule"] == of_list) & ~gone
    was_other, is_other = (found["class_before"] == other) & ~came, found["class_by_rule"] == other
    joined = is_on & ~was & ~was_other & ~came
    fell = found["fell_back"].fillna(False).astype(bool)
    lines = {
        form.start: _sum(found, was, before),
        form.decreases[0]: _sum(found, was & is_other, before),
        form.decreases[1]: _sum(found, was & ~is_on & ~is_other & ~gone, before),
        form.decreases[2]: _sum(found, was & gone, before),
        form.increases[0]: _sum(found, is_on & was_other, before),
        form.increases[1]: _sum(found, joined & fell, now),
        form.increases[2]: _sum(found, joined & ~fell, now),
        form.increases[3]: _sum(found, is_on & came, now),
        form.end: _sum(found, is_on, now),
    }
    if unit == "persons":
        remained = is_on & (was | was_other)
        lines[form.decreases[2]] += _sum(found, remained, "shrunk")
        lines[form.increases[3]] += _sum(found, remained, "grown")
    return lines


def _sum(found: pd.DataFrame, which: pd.Series[bool], column: str) -> pd.Series[int]:
    return found[column].where(which, 0).groupby([found[key] for key in KEYS]).sum()
