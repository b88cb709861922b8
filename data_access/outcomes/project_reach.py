"""Whether a project applies in a place at all: not applicable differs from not reported and from zero.

A project of the poor districts does not apply in a place of before the reform that is in a province without
any, or in a district off the list of them; either only where the whole list is known.
"""

from collections.abc import Mapping

import pandas as pd

POOR_DISTRICT = "poor_district"
# The lists of provinces that hold any of the places in which a project applies.
PROVINCES_WITH = {
    "poor_districts": ("province_with_poor_district",),
    "poor_areas": ("province_with_poor_district", "province_with_coastal_commune"),
}


def reach_of_projects(
    projects: pd.DataFrame, line: Mapping[str, str], classes: pd.DataFrame
) -> dict[str, bool | None]:
    """Return by project: True where it applies, False where it surely does not, None where that is not known.

    ``projects`` has ``code`` and ``applies_in``, ``classes`` is ``queries.hierarchy.area_classes``. ``line``
    has the code of the place itself and of those above it by their levels; it is empty for a place of which
    the lists say nothing: the nation, a region, a unit of after the reform.
    """
    pairs = zip(projects["code"], projects["applies_in"], strict=True)
    return {str(code): _reach(str(applies_in), line, classes) for code, applies_in in pairs}


def _reach(applies_in: str, line: Mapping[str, str], classes: pd.DataFrame) -> bool | None:
    if applies_in == "nationwide":
        return True
    if applies_in not in PROVINCES_WITH or not line:
        return None
    lists = [_is_on(classes, name, line.get("province")) for name in PROVINCES_WITH[applies_in]]
    if not any(on is not False for on in lists):
        return False
    if "district" not in line:
        return True if any(lists) else None
    on_list = _is_on(classes, POOR_DISTRICT, line["district"])
    return on_list if on_list or applies_in == "poor_districts" else None


def _is_on(classes: pd.DataFrame, name: str, code: str | None) -> bool | None:
    """Say whether an area is on a list; None where it is on no known line of a list not wholly known."""
    members = classes[classes["class_code"] == name]
    known, totals = set(members["code"].dropna()), members["list_total"].dropna()
    if code in known:
        return True
    is_whole = len(totals) > 0 and len(known) >= int(totals.iloc[0])
    return False if is_whole else None
