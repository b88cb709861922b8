"""What the poor of a place lack, beside its province and the nation."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui.cached import area_frames, figure_frames
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, dot_chart
from ui.charts.source_lines import figure_sources
from ui.controls.drawn_charts import draw
from ui.controls.exhibits import download_menu, say_reopened
from ui.controls.source_notes import show_sources
from ui.text.figures import is_known, value_text
from ui.text.place_key import NATION, PlaceKey
from vocabulary.words import Words

DEPRIVATION = "deprivation"
COMPARED = ("province", "nation")


def profile_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the deprivations of the newest year beside the province's and the nation's."""
    words = visit.words
    own = profile_rows(facts.figures, facts, words.of(facts.area), words)
    if own.empty:
        return
    year = int(own["year"].max())
    frames = [own[own["year"] == year]]
    for place in compared_places(facts):
        name = words.of(area_frames.area_row(visit.edition, place))
        other = profile_rows(figure_frames.figures_of_place(visit.edition, place), facts, name, words)
        frames.append(other[other["year"] == year])
    title = words("area.profile", year=str(year))
    st.subheader(title, anchor=False)
    points = pd.concat(frames, ignore_index=True)
    chart = dot_chart(
        points,
        colours=[AREA_COLOUR, "#b45f06", NATION_COLOUR],
        unit=words("area.profile_unit"),
        words=words,
    )
    draw(chart, title, mark=visit.mark)
    exhibit = Exhibit(
        key="profile",
        title=title,
        subtitle=f"{words.of(facts.area, 'full_name')} · {words('area.profile_unit')}",
        sources=figure_sources(visit, points),
        chart=chart,
        headers=[words("table.indicator"), words("table.area"), words("area.profile_unit")],
        cells=[[row["label"], row["series"], row["text"]] for row in points.to_dict("records")],
        numeric=(2,),
        data=points.drop(columns="text"),
    )
    show_sources(exhibit.sources)
    say_reopened(visit, exhibit)
    download_menu(visit, exhibit)


def compared_places(facts: AreaFacts) -> list[PlaceKey]:
    """Return the places that a place's profile is set beside: those above it, and the nation."""
    above = [
        PlaceKey(row["vintage"], row["level"], row["code"])
        for row in facts.above
        if row["level"] in COMPARED and row["level"] != facts.place.level
    ]
    return above if facts.place == NATION else [*above, NATION]


def profile_rows(figures: pd.DataFrame, facts: AreaFacts, name: str, words: Words) -> pd.DataFrame:
    """Return the shares of poor households deprived, one row an indicator and year."""
    rows = [
        {
            "indicator_code": row["indicator_code"],
            "vintage": row["vintage"],
            "area_code": row["area_code"],
            "series": name,
            "label": words.of(facts.indicators[row["indicator_code"]]),
            "year": row["year"],
            "value": row["value"],
            "text": value_text(row, facts.indicators[row["indicator_code"]], words),
            "source_code": row["source_code"],
        }
        for row in figures.to_dict("records")
        if facts.indicators[row["indicator_code"]]["group"] == DEPRIVATION
        and facts.indicators[row["indicator_code"]]["unit"] == "percent"
        and is_known(row["value"])
    ]
    codes = ["indicator_code", "vintage", "area_code"]
    return pd.DataFrame(rows, columns=[*codes, "series", "label", "year", "value", "text", "source_code"])
