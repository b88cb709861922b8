"""Whether a project applies in a place at all: not applicable differs from not reported and from zero."""

from __future__ import annotations

import pandas as pd

from ui.cached import area_frames, money_frames
from ui.cached.area_frames import line_of
from ui.cached.editions import Edition
from ui.text.place_key import PlaceKey
from vocabulary.vintages import OLD

POOR_DISTRICT = "poor_district"
# The lists of provinces that hold any of the places in which a project applies.
PROVINCES_WITH = {
    "poor_districts": ("province_with_poor_district",),
    "poor_areas": ("province_with_poor_district", "province_with_coastal_commune"),
}


def project_reach(edition: Edition, programme: str, place: PlaceKey) -> dict[str, bool | None]:
    """Return by project: True where it applies, False where it surely does not, None where that is not known.

    A project of the poor districts does not apply in a place of before the reform that lies in a province
    without any, or in a district off the list of them; either only where the whole list is known.
    """
    rows = money_frames.projects(edition, programme).to_dict("records")
    return {str(row["code"]): _reach(edition, row["applies_in"], place) for row in rows}


def _reach(edition: Edition, applies_in: object, place: PlaceKey) -> bool | None:
    if applies_in == "nationwide":
        return True
    if applies_in not in PROVINCES_WITH or place.vintage != OLD or place.level in ("nation", "region"):
        return None
    line = {key.level: key.code for key in line_of(edition, place)}
    classes = area_frames.area_classes(edition)
    lists = [_is_on(classes, name, line.get("province")) for name in PROVINCES_WITH[str(applies_in)]]
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
