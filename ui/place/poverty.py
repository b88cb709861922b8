"""The poverty section of the page of a place: its main series beside the nation's, and its rank."""

from __future__ import annotations

import streamlit as st

from ui.cached.place_facts import AreaFacts
from ui.cached.survey_samples import households_asked_in
from ui.cached.visit import Visit
from ui.charts.series_charts import series_chart
from ui.charts.source_lines import figure_sources
from ui.controls.drawn_charts import draw
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources
from ui.place.series import AreaSeries, rank_lines
from ui.place.series_texts import estimate_notes
from ui.text.change_sentences import series_sentence
from ui.text.estimates import estimated_title, with_estimates

SERIES_HEIGHT = 300


def poverty_section(visit: Visit, facts: AreaFacts, series: AreaSeries | None) -> None:
    """Draw the series of the first poverty indicator that has more than one figure here."""
    words = visit.words
    st.subheader(words("area.poverty"), anchor=False)
    if series is None:
        st.markdown(words("area.no_poverty"))
        return
    indicator = series.indicator
    unit = words.of(indicator, "unit")
    st.markdown(as_plain(estimated_title(words.of(indicator), series.own, words)))
    chart = series_chart(
        series.points, series.breaks, unit=unit, words=words, height=SERIES_HEIGHT, dashes=series.dashes
    )
    alt = words("panel.series", area=words.of(facts.area), indicator=words.of(indicator))
    draw(chart, alt, mark=visit.mark)
    for reason in series.breaks["reason"]:
        st.caption("┆ " + as_plain(reason))
    for mark, note in zip(("╌ ", ""), estimate_notes(visit, series), strict=False):
        st.caption(mark + as_plain(note))
    asked = households_asked_in(visit.edition, str(indicator["code"]), facts.place)
    sentence = series_sentence(series.own, words.of(facts.area), indicator, words, asked)
    st.markdown(as_plain(with_estimates(sentence, series.own, words)))
    for line in rank_lines(visit, facts, str(indicator["code"])):
        st.markdown(as_plain(line))
    show_sources(figure_sources(visit, *series.told))
