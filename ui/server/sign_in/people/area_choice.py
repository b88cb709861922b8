"""The area of a right as an administrator types it: a name, or a key such as ``v2025.province.04``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from data_access.accounts.errors import AccountRefused
from data_access.accounts.managing import NATION, NATIONAL_ROLES
from data_access.accounts.rights import AreaKey
from data_access.door import PUBLIC
from data_access.place_search import Hit
from data_access.store_codes import PUBLISHED
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.controls.place_links import hit_label, key_of
from ui.server.sign_in.drawing import Drawing
from ui.server.sign_in.people.elements import hidden
from vocabulary.words import Words

KEY = re.compile(r"v\d{4}\.[a-z]{1,12}\.[A-Za-z0-9_-]{1,40}")
OF_THE_NATION = ("reader", *NATIONAL_ROLES)
OFFERED = 8


def area_in(typed: str, role: str) -> AreaKey | None:
    """Return the area that a text is the key of, the nation for none; None for a name, which may be several.

    Raises ``AccountRefused`` (``area_missing``) where the role is of an office and nothing was typed.
    """
    if not typed:
        if role not in OF_THE_NATION:
            raise AccountRefused(reason="area_missing")
        return NATION
    if not KEY.fullmatch(typed):
        return None
    vintage, level, code = typed.split(".")
    return vintage, level, code


def areas_named(typed: str) -> list[Hit]:
    """Return the areas that a name may mean; raises ``AccountRefused`` (``area_unknown``) for none."""
    found = area_frames.search_places(newest(PUBLIC, PUBLISHED), typed, OFFERED)
    if not found:
        raise AccountRefused(reason="area_unknown", area=typed)
    return found


def area_choice(drawing: Drawing, path: str, role: str, found: Sequence[Hit]) -> str:
    """Return the form that asks which of some areas is meant; the likeliest is chosen."""
    words = drawing.words
    offered = "".join(
        f'<label class="choice"><input type="radio" name="area" value="{escape(str(key_of(hit)))}"'
        f"{' checked' if place == 0 else ''}> {escape(_named(hit, words))}</label>"
        for place, hit in enumerate(found)
    )
    asked = escape(words("people.which_area", role=words(f"role.{role}")))
    fields = f"<fieldset><legend>{asked}</legend>{offered}</fieldset>{hidden(role=role)}"
    return drawing.form(path, fields, "people.give_right")


def _named(hit: Hit, words: Words) -> str:
    """Return a place with its level and until when it was there, or since when it is."""
    era = ""
    if hit.valid_to:
        era = words("area.ended", date=words.date(hit.valid_to))
    elif hit.valid_from:
        era = words("area.since", date=words.date(hit.valid_from))
    return " · ".join(filter(None, (hit_label(hit, words), words(f"choice.{hit.level}"), era)))
