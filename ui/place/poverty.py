"""The poverty section of the page of a place: its main series beside the nation's, and its rank."""

from __future__ import annotations

import streamlit as st

from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.series_charts import series_chart
from ui.controls.drawn_charts import draw
from ui.controls.notices import as_plain
from ui.place.series import area_series, rank_lines
from ui.text.chart_sentences import series_sentence

SERIES_HEIGHT = 300


def poverty_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the series of the first poverty indicator that has more than one figure here."""
    words = visit.words
    st.subheader(words("area.poverty"), anchor=False)
    series = area_series(visit, facts)
    if series is None:
        st.markdown(words("area.no_poverty"))
        return
    indicator = series.indicator
    unit = words.of(indicator, "unit")
    st.markdown(as_plain(words.of(indicator)))
    chart = series_chart(series.points, series.breaks, unit=unit, words=words, height=SERIES_HEIGHT)
    alt = words("panel.series", area=words.of(facts.area), indicator=words.of(indicator))
    draw(chart, alt, mark=visit.mark)
    for reason in series.breaks["reason"]:
        st.caption("┆ " + as_plain(reason))
    st.markdown(as_plain(series_sentence(series.own, words.of(facts.area), indicator, words)))
    for line in rank_lines(visit, facts, str(indicator["code"])):
        st.markdown(as_plain(line))
