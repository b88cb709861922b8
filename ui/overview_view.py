"""The overview: what the newest national figures say, where it is poorest, and what changed."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo.palettes import colours
from ui import stores
from ui.charts import AREA_COLOUR, Chart, bar_chart, draw, series_chart
from ui.figures import Row, value_text
from ui.headlines import change_sentence, movers_sentence, national_sentence
from ui.language import Words
from ui.map_facts import indicator_row, map_facts, national_figures
from ui.map_view import newest_year, small_map, year_rows
from ui.notices import as_plain
from ui.overview_exhibits import chart_files
from ui.picture import source_citation
from ui.picture_address import PictureAddress
from ui.place_key import NATION
from ui.sentences import gap_sentence
from ui.series import series_breaks, series_points
from ui.slides import add_to_presentation
from ui.take_away import place_menu
from ui.visit import Visit, current_visit

POOR = "poor_household_rate"
POOR_AND_NEAR_POOR = "multidimensional_poverty_rate"
MAPPED = ("survey_multidimensional_poverty_rate", POOR)
BOTH_COLOUR = "#b45f06"
SETTLED = ("final", "preliminary", "reported")
POOREST_SHOWN = 10


def overview_page() -> None:
    """Draw the overview."""
    visit = current_visit()
    poor = settled(national_figures(visit.edition, POOR))
    both = settled(national_figures(visit.edition, POOR_AND_NEAR_POOR))
    poor_row, both_row = indicator_row(visit.edition, POOR), indicator_row(visit.edition, POOR_AND_NEAR_POOR)
    headline = national_sentence(poor, poor_row, both, both_row, visit.words)
    st.html(f"<h1 class='headline'>{escape(headline)}</h1>")
    st.markdown(as_plain(change_sentence(poor, poor_row, visit.words)))
    place_menu(visit, NATION)
    left, right = st.columns((0.42, 0.58), gap="large")
    with left:
        _map(visit)
        _poorest(visit)
    with right:
        _nation(visit, poor, poor_row, both, both_row)
        _regions(visit)


def settled(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures that are results; expectations and forecasts are no headline."""
    return figures[figures["status"].isin(SETTLED) & figures["value"].notna()].reset_index(drop=True)


def _map(visit: Visit) -> None:
    indicator = mapped(visit)
    if indicator is not None:
        picture = PictureAddress(indicator, "province", language=visit.words.language)
        small_map(visit, picture, newest_year(visit, indicator, "province"))
        add_to_presentation(visit, "overview")


def mapped(visit: Visit) -> str | None:
    """Return the first of the overview's indicators that has figures of provinces in this store."""
    coverage = stores.coverage(visit.edition)
    covered = set(coverage.loc[coverage["level"] == "province", "indicator_code"])
    return next((code for code in MAPPED if code in covered), None)


def _nation(visit: Visit, poor: pd.DataFrame, poor_row: Row, both: pd.DataFrame, both_row: Row) -> None:
    words = visit.words
    st.subheader(words("overview.nation"), anchor=False)
    points = pd.concat(
        [
            series_points(both, both_row, words.of(both_row), BOTH_COLOUR, words),
            series_points(poor, poor_row, words.of(poor_row), AREA_COLOUR, words),
        ],
        ignore_index=True,
    )
    breaks = series_breaks(poor, words)
    chart = series_chart(points, breaks, unit=words.of(poor_row, "unit"), words=words)
    draw(chart, words("overview.nation"), mark=visit.mark)
    for reason in breaks["reason"]:
        st.caption("┆ " + as_plain(reason))
    _sources(visit, pd.concat([poor, both]))
    chart_files(visit, "nation", words("overview.nation"), chart, [(both, both_row), (poor, poor_row)])
    add_to_presentation(visit, "overview", part="nation")


def _regions(visit: Visit) -> None:
    words = visit.words
    row = indicator_row(visit.edition, POOR_AND_NEAR_POOR)
    figures = stores.figures_by_area(visit.edition, POOR_AND_NEAR_POOR, "region", ("v2008",))
    known = figures[figures["value"].notna()]
    if known.empty:
        return
    year = int(known["year"].max())
    newest = known[known["year"] == year].sort_values("value", ascending=False)
    title = words("overview.regions", indicator=words.of(row), year=str(year))
    st.subheader(as_plain(title), anchor=False)
    st.markdown(as_plain(gap_sentence(known, row, words)))
    chart = _bars(newest, row, words)
    draw(chart, title, mark=visit.mark)
    _sources(visit, newest)
    chart_files(visit, "regions", title, chart, [(newest, row)])
    add_to_presentation(visit, "overview", part="regions")


def _poorest(visit: Visit) -> None:
    words = visit.words
    indicator = mapped(visit)
    if indicator is None:
        return
    facts = map_facts(visit.edition, PictureAddress(indicator, "province", language=words.language))
    year = int(facts.figures["year"].max())
    rows = (
        year_rows(facts.layer_of_year(year).areas, facts.figures, year)
        .dropna(subset="value")
        .head(POOREST_SHOWN)
    )
    indicator_name = words.of(facts.indicator)
    title = words("overview.poorest", count=POOREST_SHOWN, year=str(year), indicator=indicator_name)
    st.subheader(title, anchor=False)
    st.markdown(as_plain(movers_sentence(facts.figures, facts.indicator, words)))
    chart = _bars(rows, facts.indicator, words)
    draw(chart, title, mark=visit.mark)
    _sources(visit, rows)
    chart_files(visit, "poorest", title, chart, [(rows, facts.indicator)])
    add_to_presentation(visit, "overview", part="poorest")


def _bars(rows: pd.DataFrame, indicator: Row, words: Words) -> Chart:
    shown = pd.DataFrame(
        {
            "label": [words.of(row) for row in rows.to_dict("records")],
            "value": rows["value"].to_numpy(),
            "text": [value_text(row, indicator, words) for row in rows.to_dict("records")],
            "colour": colours(indicator["direction"], 5)[3],
        }
    )
    return bar_chart(shown, unit=words.of(indicator, "unit"), words=words)


def _sources(visit: Visit, figures: pd.DataFrame) -> None:
    """Say which sources the figures just shown rest on, the newest figures' first."""
    sources = stores.sources(visit.edition).set_index("code", drop=False)
    codes = list(dict.fromkeys(figures.sort_values("year", ascending=False)["source_code"]))[:3]
    text = "; ".join(source_citation(sources.loc[code], visit.words) for code in codes)
    st.caption(as_plain(visit.words("panel.source", source=text)))
