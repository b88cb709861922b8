"""The overview: what the newest national figures say, where it is poorest, and what changed."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.cached.figure_frames import newest_year
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.choropleth import small_map
from ui.controls.current_visit import current_visit
from ui.controls.downloads import place_menu
from ui.controls.drawn_charts import draw
from ui.controls.exhibits import download_menu, say_reopened
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import add_to_presentation
from ui.maps.picture_address import PictureAddress
from ui.overview.exhibits import mapped, nation_exhibit, national_rates, poorest_exhibit, regions_exhibit
from ui.text.headlines import change_sentence
from ui.text.place_key import NATION


def overview_page() -> None:
    """Draw the overview."""
    visit = current_visit()
    nation = nation_exhibit(visit)
    (poor, poor_row), _ = national_rates(visit)
    st.html(f"<h1 class='headline'>{escape(nation.sentence)}</h1>")
    st.markdown(as_plain(change_sentence(poor, poor_row, visit.words)))
    place_menu(visit, NATION)
    left, right = st.columns((0.42, 0.58), gap="large")
    with left:
        _map(visit)
        _with_sentence(visit, poorest_exhibit(visit))
    with right:
        # Its sentence is the headline.
        st.subheader(nation.title, anchor=False)
        _chart(visit, nation)
        _with_sentence(visit, regions_exhibit(visit))


def _map(visit: Visit) -> None:
    indicator = mapped(visit)
    if indicator is not None:
        picture = PictureAddress(indicator, "province", language=visit.words.language)
        small_map(visit, picture, newest_year(visit.edition, indicator, "province"))
        add_to_presentation(visit, "overview")


def _with_sentence(visit: Visit, exhibit: Exhibit | None) -> None:
    if exhibit is None:
        return
    st.subheader(as_plain(exhibit.title), anchor=False)
    st.markdown(as_plain(exhibit.sentence))
    _chart(visit, exhibit)


def _chart(visit: Visit, exhibit: Exhibit) -> None:
    """Draw a chart, why its lines are not joined, its source, and its menus."""
    if exhibit.chart is None:
        return
    draw(exhibit.chart, exhibit.title, mark=visit.mark)
    if exhibit.lines is not None:
        for reason in exhibit.lines[1]["reason"]:
            st.caption("┆ " + as_plain(reason))
    st.caption(as_plain(exhibit.source))
    say_reopened(visit, exhibit)
    download_menu(visit, exhibit)
    add_to_presentation(visit, "overview", part=exhibit.key)
