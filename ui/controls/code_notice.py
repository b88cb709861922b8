"""The sentence over a view that was opened by a printed code: whether its figures are still those printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from ui.cached import area_frames
from ui.cached.figure_frames import UnknownPicture
from ui.cached.visit import Visit
from ui.charts.code_sentence import Figures, citation_sentence
from ui.charts.view_codes import (
    EXHIBIT,
    PARAMETER,
    VIEW_LETTERS,
    cited_in,
    figures_code,
    registered,
    view_code,
)
from ui.charts.view_figures import (
    label_name,
    map_figures,
    place_figures_by_label,
    reported_figures_by_label,
)
from ui.controls import address
from ui.controls.notices import as_plain
from ui.maps.map_address import EXPLORER_PATH, MAP_PATH
from ui.maps.map_offer import StoreOffer
from ui.maps.requested_map import map_at
from ui.text.place_key import place_key


def citation_notice(visit: Visit, path: str) -> None:
    """Say whether the figures of the view in the address have changed since its code was printed.

    Nothing is said of another view than the printed one: the visitor has gone on.
    """
    requested = address.parameter(PARAMETER)
    if requested is None or address.parameter(EXHIBIT) is not None:
        # A chart says it of itself.
        return
    found = cited_in(requested)
    if found is None:
        st.warning(as_plain(visit.words("misfit.cited", value=requested[:40])))
        return
    code, day = found
    query = st.query_params.to_dict()
    if view_code(path, query) != code[:VIEW_LETTERS]:
        return
    now = figures_now(visit, path, query)
    if now is not None:
        now = _of_the_same_kind(visit, path, query, code) or now
        name = partial(_name, visit, query)
        st.info(as_plain(citation_sentence(code, day, now, registered(code), name, visit.words)))


def _of_the_same_kind(visit: Visit, path: str, query: Mapping[str, str], code: str) -> Figures | None:
    """Return what a place reported where a code was made of that alone, as codes once were; else None."""
    place = place_key(query.get("place", ""))
    if path != "/area" or place is None:
        return None
    reported = reported_figures_by_label(visit.edition, place)
    return reported if figures_code(reported) == code[VIEW_LETTERS:] else None


def _name(visit: Visit, query: Mapping[str, str], label: str) -> str:
    return label_name(visit.edition, query, label, visit.words)


def figures_now(visit: Visit, path: str, query: Mapping[str, str]) -> Figures | None:
    """Return the figures that a view holds now; None for a page whose views have no code."""
    try:
        if path in (MAP_PATH, EXPLORER_PATH):
            offer, language = StoreOffer(visit.edition), visit.words.language
            return map_figures(visit.edition, map_at(path, query, offer, language))
        place = place_key(query.get("place", ""))
        if path == "/area" and place is not None and area_frames.is_place(visit.edition, place):
            return place_figures_by_label(visit.edition, place)
    except UnknownPicture:
        return None
    return None
