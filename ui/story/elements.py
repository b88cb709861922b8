"""Every element of the design language, one below the other, with figures of the store in view."""

import streamlit as st

from ui.cached.place_facts import area_facts
from ui.cached.this_year import this_year
from ui.charts.exhibit import Exhibit
from ui.controls.cards import draw_cards
from ui.controls.choropleth import choropleth
from ui.controls.current_visit import current_visit
from ui.controls.exhibits import show
from ui.controls.page_frame import headline
from ui.funding.presented import funding_exhibits
from ui.overview.exhibits import nation_exhibit, poorest_exhibit
from ui.overview.front_map import front_map
from ui.summary.cards import HOUSEHOLDS, NEAR_POOR, PlaceCards
from ui.summary.series_exhibit import place_series_exhibit
from ui.summary.todays_series import every_series
from ui.targets.cards import cards_section
from ui.targets.choices import targets_within
from ui.targets.target_list import list_exhibit
from ui.text.place_key import NATION, PlaceKey
from ui.text.source_citation import NO_SOURCES
from vocabulary.vintages import NEW

# Of money: bars in one another, a number of its own, and a table.
OF_MONEY = ("funding-stages", "funding-funds", "funding-reported")
# Reported once, estimated for nine years, without money and targets: it has every kind of card.
MERGED = PlaceKey(NEW, "province", "25")

visit = current_visit()
nation = nation_exhibit(visit)
headline(nation.sentence)
for place in (NATION, MERGED):
    facts = area_facts(visit, place)
    series = every_series(visit, place)
    cards = PlaceCards(visit, facts, series, this_year(visit.edition.store))
    made = [
        *cards.rates(),
        cards.rank(),
        cards.of("near_poor", NEAR_POOR),
        cards.of("households", HOUSEHOLDS),
    ]
    made += [cards.deprivation(), cards.money(), cards.targets()]
    draw_cards([one.card for one in made if one.card.value], visit.words, f"story-{place.code}")
lines, bars = st.columns(2, gap="large")
with lines:
    show(visit, nation)
    for one in series:
        show(visit, place_series_exhibit(visit, facts, one))
with bars:
    poorest = poorest_exhibit(visit)
    if poorest is not None:
        show(visit, poorest)
    # What has nothing to draw says so in one line.
    silence = visit.words("area.no_money")
    show(visit, Exhibit("story-silence", nation.title, nation.subtitle, NO_SOURCES, None, silence=silence))
money, ways = st.columns(2, gap="large")
with money:
    makers = funding_exhibits(visit, {})
    for exhibit in (makers[key]() for key in OF_MONEY if key in makers):
        if exhibit is not None:
            show(visit, exhibit)
with ways:
    of_nation = targets_within(visit, "nation", NATION)
    cards_section(visit, of_nation)
    show(visit, list_exhibit(visit, of_nation, NATION, ""))
found = front_map(visit.edition, MERGED, {}, visit.words.language)
if found is not None:
    with st.container(key="front-map"):
        choropleth(
            found.picture.url(visit.edition),
            key="story",
            year=found.year,
            selected=found.marked,
            shape="beside",
        )
