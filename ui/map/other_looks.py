"""Where an indicator can be mapped that the look and level of an address do not have."""

from __future__ import annotations

import streamlit as st

from ui.cached import figure_frames
from ui.cached.looks import Scope
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.controls.place_links import carried_query
from ui.controls.site import page_of
from ui.maps.map_offer import MapOffer, StoreOffer
from ui.maps.map_state import MapState


def draw_other_looks(visit: Visit, state: MapState) -> None:
    """Draw a link to each look and level at which the indicator that an address asked for has a map.

    Those of the level asked for are first. Nothing where it has a map here, or where there is no such
    indicator. The place of the links is there without any: what follows must not be rebuilt for them.
    """
    words = visit.words
    with st.container():
        asked = next((one.value for one in state.bad if one.parameter == "indicator"), "")
        scopes = scopes_with(asked, StoreOffer(visit.edition))
        if not scopes:
            return
        name = words.of(figure_frames.indicator_row(visit.edition, asked))
        st.markdown(as_plain(words("map.other_looks", indicator=name)))
        for look, level in sorted(scopes, key=lambda scope: scope[1] != state.address.picture.level):
            st.page_link(
                page_of("map", words),
                label=as_plain(f"{words(f'look.{look}')} · {words(f'level.{level}')}"),
                query_params=carried_query(words) | {"indicator": asked, "look": look, "level": level},
            )


def scopes_with(indicator: str, offer: MapOffer) -> list[Scope]:
    """Return the looks and levels at which an indicator has a map, in the order in which they are offered."""
    return [scope for scope in offer.scopes if indicator in offer.mappable(*scope)]
