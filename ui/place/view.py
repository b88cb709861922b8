"""The area page: everything known about one place, of either era."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.cached.place_facts import POVERTY, AreaFacts, area_facts
from ui.cached.visit import Visit
from ui.charts.series_charts import series_chart
from ui.controls import address, notices
from ui.controls.current_visit import current_visit
from ui.controls.downloads import place_menu
from ui.controls.drawn_charts import draw
from ui.controls.notices import as_plain
from ui.controls.place_choice import place_in_address
from ui.controls.place_links import other_hits
from ui.controls.prepared_slides import add_to_presentation
from ui.place.location import location_section
from ui.place.money import money_section
from ui.place.programme import outcomes_section, targets_section
from ui.place.sections import figures_section, lineage_section, parts_section, profile_section
from ui.place.series import area_series, rank_lines
from ui.text.headlines import area_sentence
from ui.text.language import Words
from ui.text.sentences import series_sentence


def area_page() -> None:
    """Draw the page of the place in the address."""
    visit = current_visit()
    words = visit.words
    place, bad_parameter = place_in_address(visit)
    notices.bad_parameters([bad_parameter], words)
    other_hits(visit, address.parameter("q"), place)
    facts = area_facts(visit, place)
    _title(facts, words)
    place_menu(visit, facts.place)
    left, right = st.columns((0.45, 0.55), gap="large")
    with left:
        parts_section(visit, facts)
        lineage_section(visit, facts)
        location_section(visit, facts)
    with right:
        _poverty(visit, facts)
        add_to_presentation(visit, "area")
        profile_section(visit, facts)
        money_section(visit, facts)
        outcomes_section(visit, facts)
        targets_section(visit, facts)
    figures_section(visit, facts)


def _title(facts: AreaFacts, words: Words) -> None:
    st.html(f"<h1 class='headline'>{escape(words.of(facts.area, 'full_name'))}</h1>")
    parts = [_above(facts, words), _validity(facts, words), *_classes(facts, words)]
    st.markdown(" · ".join(as_plain(part) for part in parts if part))
    st.markdown(as_plain(area_sentence(facts.newest(POVERTY), facts.indicator_of_newest(POVERTY), words)))


def _above(facts: AreaFacts, words: Words) -> str:
    if not facts.above:
        return ""
    names = ", ".join(words.of(row, "full_name") for row in facts.above)
    now = {words.of(row, "province") for row in facts.successors() if row[f"province_{words.language}"]}
    moved = words.listed(sorted(now)) if now else ""
    return words("area.in_then_now", names=names, now=moved) if moved else words("area.in", names=names)


def _validity(facts: AreaFacts, words: Words) -> str:
    if isinstance(facts.area["valid_to"], str):
        return words("area.ended", date=words.date(facts.area["valid_to"]))
    return words("area.since", date=words.date(facts.area["valid_from"]))


def _classes(facts: AreaFacts, words: Words) -> list[str]:
    return [words(f"class.{code}") for code in facts.classes]


def _poverty(visit: Visit, facts: AreaFacts) -> None:
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
    chart = series_chart(series.points, series.breaks, unit=unit, words=words, height=300)
    alt = words("panel.series", area=words.of(facts.area), indicator=words.of(indicator))
    draw(chart, alt, mark=visit.mark)
    for reason in series.breaks["reason"]:
        st.caption("┆ " + as_plain(reason))
    st.markdown(as_plain(series_sentence(series.own, words.of(facts.area), indicator, words)))
    for line in rank_lines(visit, facts, str(indicator["code"])):
        st.markdown(as_plain(line))
