"""The sections of the overview: the title with the choice of a province, cards, map, and charts."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.cached.place_facts import AreaFacts
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.choropleth import Written, choropleth
from ui.controls.downloads import place_menu
from ui.controls.exhibits import show
from ui.controls.my_place import choose_my_place
from ui.controls.page_frame import headline
from ui.controls.picture_sources import show_picture_sources
from ui.controls.place_links import carried_query, place_link
from ui.controls.prepared_slides import add_to_presentation
from ui.controls.site import page_of
from ui.maps.choropleth import Chosen
from ui.overview.exhibits import mapped, national_rates, regions_sentence
from ui.overview.front_map import front_map
from ui.summary.cards import front_cards
from ui.summary.drawn_cards import draw_told
from ui.summary.series import AreaSeries
from ui.summary.series_texts import how_poor
from ui.text.map_sentences import national_sentence
from ui.text.place_key import NATION, PlaceKey


def title_section(visit: Visit, facts: AreaFacts, series: AreaSeries | None) -> None:
    """Draw the headline of the nation or of the chosen place, beside it the choice and the tools."""
    words, place = visit.words, facts.place
    with st.container(horizontal=True, vertical_alignment="center", key="front-title", wrap=False):
        with st.container(width="stretch"):
            headline(_headline(visit, facts, series))
        if place != NATION:
            place_link(visit, place, words("overview.open_place"))
        choose_my_place(visit, place)
        with st.container(horizontal=True, width="content", key="tools-front", gap=None):
            place_menu(visit, place)
            add_to_presentation(visit, "overview", as_tool=True)


def _headline(visit: Visit, facts: AreaFacts, series: AreaSeries | None) -> str:
    words = visit.words
    if facts.place == NATION:
        (poor, poor_row), (both, both_row) = national_rates(visit)
        return national_sentence(poor, poor_row, both, both_row, words)
    name = words.of(facts.area, "full_name")
    return words("overview.of_place", name=name, sentence=how_poor(facts, series, words))


def cards_section(visit: Visit, place: PlaceKey) -> None:
    """Draw the five cards of the nation or the chosen place, their sources and what the regions say."""
    notes = draw_told(visit, front_cards(visit, place, this_year(visit.edition.store)), "front")
    if place == NATION:
        with notes:
            regions_note(visit)


def map_section(visit: Visit, place: PlaceKey) -> None:
    """Draw the map with its years and its ranking; nothing in a store without figures of provinces."""
    found = front_map(visit.edition, place, st.query_params.to_dict(), visit.words.language)
    if found is None:
        return
    document = found.picture.url(visit.edition)
    with st.container(key="front-map"):
        choropleth(
            document,
            key="front",
            year=found.year,
            selected=found.marked,
            shape="beside",
            writes=_place_and_year,
        )
        show_picture_sources(visit, found.picture, found.year)


def _place_and_year(chosen: Chosen) -> Written:
    """Return what a choice in the map writes: the province as the place of every page, and the year."""
    place = str(PlaceKey(chosen.vintage, "province", chosen.area)) if chosen.area else None
    return {"place": place, "year": chosen.year}


def regions_note(visit: Visit) -> None:
    """Draw what the regions say of the nation's rate, folded; nothing where they agree with it."""
    if note := regions_sentence(visit):
        title = escape(visit.words("overview.regions_differ"))
        text = escape(note)
        st.html(f"<details class='note'><summary class='quiet'>{title}</summary><p>{text}</p></details>")


def regions_of_today_link(visit: Visit) -> None:
    """Draw a link to the six regions from 2025, of which nothing is published; without provinces nothing."""
    words, indicator = visit.words, mapped(visit)
    if indicator is None:
        return
    query = {"part": "one", "view": "regions", "look": "today", "indicator": indicator}
    st.page_link(
        page_of("explore", words),
        label=words("overview.regions_today"),
        query_params=carried_query(words) | query,
    )


def exhibit_section(visit: Visit, exhibit: Exhibit | None) -> None:
    """Draw a chart with its tools; nothing where the store has no figures for it."""
    if exhibit is not None:
        show(visit, exhibit)
