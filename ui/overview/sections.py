"""The sections of the overview: its small map, and charts with their sentence, source and menus."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.choropleth import small_map
from ui.controls.drawn_charts import draw
from ui.controls.exhibits import download_menu, say_reopened
from ui.controls.notices import as_plain
from ui.controls.picture_sources import show_picture_sources
from ui.controls.prepared_slides import add_to_presentation
from ui.controls.source_notes import show_sources
from ui.maps.map_offer import StoreOffer
from ui.maps.picture_address import PictureAddress
from ui.overview.exhibits import POOR, POOR_AND_NEAR_POOR, mapped, national_rates
from ui.text.change_sentences import parts_change_sentence
from ui.text.map_sentences import parts_sentence
from vocabulary.vintages import OF_LARGE_AREAS


def map_section(visit: Visit) -> None:
    """Draw the small map of the newest poverty rate of provinces; nothing in a store without one."""
    indicator = mapped(visit)
    if indicator is not None:
        picture = PictureAddress(indicator, "province", language=visit.words.language)
        year = StoreOffer(visit.edition).default_year(picture)
        small_map(visit, picture, year)
        show_picture_sources(visit, picture, year)
        add_to_presentation(visit, "overview")


def regions_note(visit: Visit) -> None:
    """Draw under the headline what the regions say of its rate; nothing where they agree with the nation."""
    (poor, _), _ = national_rates(visit)
    if poor.empty:
        return
    year = int(poor["year"].iloc[-1])
    before, now = (_regions_apart(visit, when) for when in (year - 1, year))
    if note := parts_sentence(now, POOR, POOR_AND_NEAR_POOR, visit.words):
        change = parts_change_sentence(before, now, POOR, year - 1, visit.words)
        st.caption(as_plain(f"{note} {change}".strip()))


def _regions_apart(visit: Visit, year: int) -> pd.DataFrame:
    """Return the nation's rates whose households are not those of its regions together."""
    apart = quality_frames.contradicting_denominators(visit.edition, OF_LARGE_AREAS, year)
    return apart[(apart["kind"] == "parts") & (apart["level"] == "nation")]


def exhibit_section(visit: Visit, exhibit: Exhibit | None) -> None:
    """Draw a chart under its title and sentence; nothing where the store has no figures for it."""
    if exhibit is None:
        return
    st.subheader(as_plain(exhibit.title), anchor=False)
    st.markdown(as_plain(exhibit.sentence))
    chart_section(visit, exhibit)


def chart_section(visit: Visit, exhibit: Exhibit) -> None:
    """Draw a chart, why its lines are not joined, its source, and its menus."""
    if exhibit.chart is None:
        return
    draw(exhibit.chart, exhibit.title, mark=visit.mark)
    if exhibit.lines is not None:
        for reason in exhibit.lines[1]["reason"]:
            st.caption("┆ " + as_plain(reason))
    show_sources(exhibit.sources)
    say_reopened(visit, exhibit)
    download_menu(visit, exhibit)
    add_to_presentation(visit, "overview", part=exhibit.key)
