"""Which indicator the words of a heading name together, and by which status; or why they name none."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import LISTS
from data_access.workbooks.reading.forms import PEOPLES
from data_access.workbooks.understanding.lexicon import Term
from data_access.workbooks.understanding.parsing import Parsed

# unit, list, measure, group, condition.
Named = tuple[str, str, str, str, str]
RESULTS = ("", "final", "preliminary", "expected")
# A deeper heading narrows what the one above it names.
_NARROWED = {"both": {"poor", "near_poor"}, "multidimensional": {"poor", "near_poor"}}
# What an officer may choose where the words name the indicator on the left.
VARIANTS: Mapping[str, frozenset[str]] = {
    "poor_household_rate": frozenset(
        (
            *("survey_multidimensional_poverty_rate", "survey_income_poverty_rate"),
            *("survey_multidimensional_poverty_rate_gso_undp", "city_yearbook_multidimensional_poverty_rate"),
        )
    ),
    "multidimensional_poverty_rate": frozenset(
        (
            *("survey_multidimensional_poverty_rate", "survey_multidimensional_poverty_rate_gso_undp"),
            "city_yearbook_multidimensional_poverty_rate",
        )
    ),
    "households_escaped_poverty": frozenset(("households_escaped_multidimensional_poverty",)),
}
OF_MULTIDIMENSIONAL = {
    "households": ("poor_households", "poor_and_near_poor_households"),
    "rate": (
        *("poor_household_rate", "multidimensional_poverty_rate", "survey_multidimensional_poverty_rate"),
        *("survey_multidimensional_poverty_rate_gso_undp", "city_yearbook_multidimensional_poverty_rate"),
    ),
}


class Meaning(NamedTuple):
    """What a column counts; ``indicator`` is "" where it is not known, and ``reason`` says why.

    Reasons are ``words`` (some are not understood: ``unknown``), ``contradiction`` (``unknown`` are the two),
    ``no_subject``, ``no_such_indicator``, ``several`` (``candidates`` may be meant), ``years`` (more than
    one), ``title_narrows``, ``nothing`` (no word says what is counted).
    """

    indicator: str = ""
    status: str = ""
    scale: str = ""
    years: tuple[int, ...] = ()
    reason: str = ""
    unknown: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def meaning_of(levels: Sequence[Parsed], above: Parsed | None = None) -> Meaning:
    """What the headings of a column mean, from the outermost to its own.

    ``above`` is the table's title: it names the list, the unit and the measure where no heading names any.
    """
    unknown = tuple(word for level in levels for word in level.unknown)
    years = tuple(dict.fromkeys(year for level in levels for year in level.years))
    periods = [
        f"{first}–{last}" for level in levels if not level.values("standard") for first, last in level.periods
    ]
    if unknown or periods:
        return Meaning(years=years, reason="words", unknown=(*unknown, *periods))
    if len(years) > 1:
        return Meaning(years=years, reason="years", unknown=tuple(map(str, years)))
    said = _said(levels)
    if isinstance(said, Meaning):
        return said._replace(years=years)
    if above is not None:
        said = _with_title(said, above)
    return _named(said, levels)._replace(years=years)


def _said(levels: Sequence[Parsed]) -> dict[str, str] | Meaning:
    """The one value of each facet, the deeper heading before the one above it where it narrows that."""
    said: dict[str, str] = {}
    for level in levels:
        for facet in dict.fromkeys(term.facet for term in level.terms):
            values = level.values(facet)
            before = said.get(facet)
            if len(values) > 1 or (before and not _may_follow(facet, before, values[0])):
                return Meaning(reason="contradiction", unknown=tuple(filter(None, (before, *values))))
            said[facet] = values[0]
    return said


def _may_follow(facet: str, before: str, value: str) -> bool:
    if before == value:
        return True
    if facet == "list":
        return value in _NARROWED.get(before, ())
    return facet == "measure" and (before, value) == ("count", "rate")


def _with_title(said: dict[str, str], above: Parsed) -> dict[str, str]:
    """What headings do not say and a title does: the list of a bare «Tỷ lệ», the unit of a bare «nghèo»."""
    lists, units = above.values("list"), above.values("unit")
    is_bare = not said.keys() & {
        "list",
        "unit",
        "measure",
        "group",
        "condition",
        "children",
        "whole",
        "scale",
    }
    added = dict(said)
    if is_bare:
        return added | _of_title(above)
    is_rate_of_nothing = said.get("measure") == "rate" and not said.keys() & {"list", "unit"}
    if is_rate_of_nothing and len(lists) == 1 and lists[0] in LISTS:
        added["list"] = lists[0]
    if "list" in added and "unit" not in said and len(units) == 1:
        added["unit"] = units[0]
    return added


def _of_title(above: Parsed) -> dict[str, str]:
    """What a title says of columns that name a year alone; nothing where it does not say count or rate."""
    facets = ("unit", "list", "measure", "group", "condition", "children", "whole", "scale")
    values = {facet: above.values(facet) for facet in facets}
    if len(values["measure"]) != 1 or any(len(found) > 1 for found in values.values()):
        return {}
    return {facet: found[0] for facet, found in values.items() if found}


def _named(said: Mapping[str, str], levels: Sequence[Parsed]) -> Meaning:
    status, scale = said.get("status", ""), said.get("scale", "")
    if not said.keys() - {"status", "time", "standard"}:
        return Meaning(status=status, reason="nothing")
    measure = said.get("measure") or "count"
    if measure == "rate" and scale not in ("", "percent"):
        return Meaning(reason="contradiction", unknown=("%", scale))
    if said.get("list") == "multidimensional":
        kind = "rate" if measure == "rate" else "households"
        return Meaning(status=status, scale=scale, reason="several", candidates=OF_MULTIDIMENSIONAL[kind])
    if _rate_of_unclear_whole(said, levels):
        return Meaning(status=status, scale=scale, reason="several")
    key = _key(said, measure)
    if key is None:
        return Meaning(status=status, scale=scale, reason="no_subject")
    code = _by_meaning().get(key, "")
    if status not in RESULTS:
        code, status = (
            ("target_poor_household_rate", status) if code == "poor_household_rate" else ("", status)
        )
    reason = "" if code else "no_such_indicator"
    return Meaning(code, status, scale, reason=reason)


def _rate_of_unclear_whole(said: Mapping[str, str], levels: Sequence[Parsed]) -> bool:
    """Whether «Hộ nghèo DTTS / Tỷ lệ» may be a share of the poor as well as of the group's households."""
    group = said.get("group")
    if said.get("measure") != "rate" or not group:
        return False
    together = any(
        Term("measure", "rate") in level.terms and group in level.values("group") for level in levels
    )
    return not together


def _key(said: Mapping[str, str], measure: str) -> Named | None:
    condition = said.get("condition", "")
    if said.get("time") == "start":
        condition = "at_start" if not condition else "?"
    unit, of_list = said.get("unit", ""), said.get("list", "")
    if said.get("children"):
        return (
            ("children", said["children"], measure, said.get("group", ""), condition) if not of_list else None
        )
    if not of_list and unit and said.get("whole") and condition in ("", "at_start"):
        of_list = "all"
    if not unit or not (of_list or condition):
        return None
    return (unit, of_list, measure, said.get("group", ""), condition)


@cache
def _by_meaning() -> dict[Named, str]:
    """Every indicator that headings can name, by what they say."""
    return dict(_of_lists()) | dict(_of_all()) | dict(_of_conditions())


def _of_lists() -> Iterator[tuple[Named, str]]:
    groups = (
        "",
        "ethnic_minority",
        "kinh",
        "local_minority",
        "without_labour",
        "with_merit_member",
        "in_other_groups",
    )
    for of_list in LISTS:
        for unit in ("households", "persons"):
            for group in groups:
                yield (unit, of_list, "count", group, ""), _joined(f"{of_list}_{unit}", group)
            yield (unit, of_list, "rate", "", ""), f"{of_list}_{unit.removesuffix('s')}_rate"
            yield (unit, of_list, "count", "", "at_start"), f"{of_list}_{unit}_at_start"
        yield ("households", of_list, "count", "headed_by_women", ""), f"{of_list}_households_headed_by_women"
        for group in ("ethnic_minority", "local_minority"):
            yield ("households", of_list, "rate", group, ""), f"{of_list}_household_rate_{group}"
        for people in PEOPLES:
            yield ("households", of_list, "count", f"of_{people}", ""), f"{of_list}_households_of_{people}"
        yield ("children", of_list, "count", "", ""), f"{of_list}_children"
    for area in ("urban", "rural"):
        yield ("households", "poor", "rate", area, ""), f"poor_household_rate_{area}"


def _of_all() -> Iterator[tuple[Named, str]]:
    for unit, whole in (("households", "total_households"), ("persons", "persons")):
        yield (unit, "all", "count", "", ""), whole
        for group in ("ethnic_minority", "kinh", "local_minority"):
            yield (unit, "all", "count", group, ""), f"{unit}_{group}"
    yield ("households", "both", "count", "", ""), "poor_and_near_poor_households"
    yield ("households", "both", "rate", "", ""), "multidimensional_poverty_rate"


def _of_conditions() -> Iterator[tuple[Named, str]]:
    for of_list in LISTS:
        for name in DEPRIVATIONS:
            code = f"{of_list}_deprived_{name}"
            yield ("households", of_list, "count", "", f"deprived_{name}"), code
            yield ("households", of_list, "rate", "", f"deprived_{name}"), f"{code}_share"
    for name, code in (
        ("escaped", "households_escaped_poverty"),
        ("relapsed", "households_relapsed_into_poverty"),
        ("newly_poor", "households_newly_poor"),
    ):
        yield ("households", "", "count", "", name), code


def _joined(stem: str, group: str) -> str:
    return f"{stem}_{group}" if group else stem
