"""The sentence over a view that was opened by a printed code: whether its figures are still those printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from ui.cached import stores
from ui.charts.view_codes import (
    PARAMETER,
    VIEW_LETTERS,
    Citation,
    cited_in,
    figures_code,
    registered,
    view_code,
)
from ui.charts.view_figures import label_name, map_figures, place_figures_by_label, readable
from ui.controls import address
from ui.controls.current_visit import Visit
from ui.controls.notices import as_plain
from ui.maps.map_address import EXPLORER_PATH, MAP_PATH, map_address
from ui.maps.map_reading import UnknownPicture
from ui.text.language import Words
from ui.text.place_key import place_key

CHANGES_NAMED = 3
EXHIBIT = "exhibit"
Figures = Mapping[str, str]


def citation_notice(visit: Visit, path: str) -> None:
    """Say whether the figures of the view in the address have changed since its code was printed.

    Nothing is said of another view than the printed one: the visitor has gone on.
    """
    asked = address.asked(PARAMETER)
    if asked is None or address.asked(EXHIBIT) is not None:
        # A chart says it of itself.
        return
    found = cited_in(asked)
    if found is None:
        st.warning(as_plain(visit.words("misfit.cited", value=asked[:40])))
        return
    code, day = found
    query = st.query_params.to_dict()
    if view_code(path, query) != code[:VIEW_LETTERS]:
        return
    now = figures_now(visit, path, query)
    if now is not None:
        name = partial(_name, visit, query)
        st.info(as_plain(citation_sentence(code, day, now, registered(code), name, visit.words)))


def _name(visit: Visit, query: Mapping[str, str], label: str) -> str:
    return label_name(visit.edition, query, label, visit.words)


def figures_now(visit: Visit, path: str, query: Mapping[str, str]) -> Figures | None:
    """Return the figures that a view holds now; None for a page whose views have no code."""
    try:
        if path in (MAP_PATH, EXPLORER_PATH):
            return map_figures(visit.edition, map_address(query))
        place = place_key(query.get("place", ""))
        if path == "/area" and place is not None and stores.is_place(visit.edition, place):
            return place_figures_by_label(visit.edition, place)
    except UnknownPicture:
        return None
    return None


def citation_sentence(
    code: str, day: str, now: Figures, printed: Citation | None, name: Callable[[str], str], words: Words
) -> str:
    """Return whether figures are those that a code was made of, and which are not, where that is known."""
    told = {"code": f"{code[:5]}-{code[5:]}", "date": words.date(day)}
    if figures_code(now) == code[VIEW_LETTERS:]:
        return words("cited.unchanged", **told)
    if printed is None:
        return words("cited.changed_unknown", **told)
    changed = [
        label for label in sorted({*printed.figures, *now}) if printed.figures.get(label) != now.get(label)
    ]
    named = [_change(label, printed.figures, now, name, words) for label in changed[:CHANGES_NAMED]]
    key = "cited.changed" if len(changed) <= CHANGES_NAMED else "cited.changed_many"
    return words(key, **told, count=len(changed), changes="; ".join(named))


def _change(label: str, before: Figures, now: Figures, name: Callable[[str], str], words: Words) -> str:
    return f"{name(label)}: {readable(before.get(label, ''), words)} → {readable(now.get(label, ''), words)}"
