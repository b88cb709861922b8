"""Links to places, and the search that finds them from whatever a person types."""

from __future__ import annotations

import streamlit as st

from data_access.place_search import Hit, NamedArea
from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.charts.view_codes import PARAMETER, Citation, registered, typed_code
from ui.controls import address
from ui.controls.notices import as_plain
from ui.controls.site import page_of
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW
from vocabulary.words import Words

SEARCH_KEY = "search.typed"
CHOSEN_KEY = "search.chosen"
HITS_SHOWN = 6
# Its path is the bare address.
FRONT_PAGE = "overview"


def row_key(row: Row) -> PlaceKey:
    """Return the key of the area in a row."""
    return PlaceKey(row["vintage"], row["level"], row["code"])


def place_link(visit: Visit, key: PlaceKey, label: str) -> None:
    """Draw a link to the page of a place."""
    query = place_query(visit, key)
    st.page_link(page_of("area", visit.words), label=as_plain(label), query_params=query)


def place_query(visit: Visit, key: PlaceKey) -> dict[str, str]:
    """Return the parameters of a link to any page about a place."""
    return carried_query(visit.words) | {"place": str(key)}


def map_link(visit: Visit, place: PlaceKey) -> None:
    """Draw a link to the map of a place's parts: a province's districts or communes, a district's."""
    ways = {"province": ("district", "district"), "district": ("today", "commune")}
    look, level = ("today", "commune") if place.vintage == NEW else ways.get(place.level, ("", ""))
    if not look or place.level == "commune":
        return
    query = carried_query(visit.words) | {"look": look, "level": level, "within": str(place)}
    st.page_link(page_of("map", visit.words), label=visit.words(f"panel.open_{level}"), query_params=query)


def carried_query(words: Words) -> dict[str, str]:
    """Return the parameters that every link keeps: store, past day and language."""
    return {name: value for name, value in address.carried().items() if name in ("store", "asof")} | {
        "lang": words.language
    }


def search_box(visit: Visit) -> None:
    """Draw the search box; what is typed opens the best hit, and a name nobody bears gets a sentence.

    The key of a place, which ``search_box.js`` gives for a suggestion that was chosen, opens that place.
    """
    words = visit.words
    if st.session_state.pop(CHOSEN_KEY, False):
        # The key of a place is what the list of suggestions gives; nobody wants to read it.
        st.session_state[SEARCH_KEY] = ""
    typed = st.text_input(
        words("search.label"),
        key=SEARCH_KEY,
        placeholder=words("search.placeholder"),
        label_visibility="collapsed",
        max_chars=160,
    ).strip()
    if not typed or typed == st.session_state.get("search.answered"):
        return
    st.session_state["search.answered"] = typed
    chosen = place_key(typed)
    if chosen is not None and area_frames.is_place(visit.edition, chosen):
        st.session_state[CHOSEN_KEY] = True
        st.switch_page(page_of("area", words), query_params=place_query(visit, chosen))
    citation = registered(typed_code(typed) or "")
    if citation is not None:
        _reopen(citation, words)
    hits = area_frames.search_places(visit.edition, typed, HITS_SHOWN)
    if not hits:
        st.toast(words("search.none", typed=typed))
        return
    query = carried_query(words) | {"place": str(key_of(hits[0])), "q": typed}
    st.switch_page(page_of("area", words), query_params=query)


def _reopen(citation: Citation, words: Words) -> None:
    """Open the view of a printed code."""
    query = {**citation.query, "lang": words.language, PARAMETER: citation.token}
    st.switch_page(page_of(citation.path.strip("/") or FRONT_PAGE, words), query_params=query)


def other_hits(visit: Visit, typed: str | None, shown: PlaceKey) -> None:
    """Draw the other places that a search could have meant."""
    if not typed:
        return
    hits = area_frames.search_places(visit.edition, typed, HITS_SHOWN)
    others = {key_of(hit): hit for hit in hits if key_of(hit) != shown}
    if not others:
        return
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words("search.others", typed=typed), width="content")
        for key, hit in others.items():
            query = carried_query(words) | {"place": str(key), "q": typed}
            st.page_link(page_of("area", words), label=as_plain(hit_label(hit, words)), query_params=query)


def key_of(area: NamedArea) -> PlaceKey:
    """Return the key of a found area."""
    return PlaceKey(area.vintage, area.level, area.code)


def hit_label(hit: Hit, words: Words) -> str:
    """Return what a hit is: its full name, what it lies in, and where it is now."""
    names = [getattr(area, f"full_name_{words.language}") for area in (hit, *hit.parents)]
    label = ", ".join(names)
    became = getattr(hit, f"became_{words.language}")
    if became:
        return words("search.became", name=label, became=became)
    if hit.now_in is None:
        return label
    now = getattr(hit.now_in, f"full_name_{words.language}")
    return f"{label} ({words('search.now_in', place=now)})"
