"""What the poor of a place lack, beside its province and the nation."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from ui.cached import area_frames, figure_frames
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.native import NativeChart
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, dot_chart
from ui.charts.source_lines import figure_sources
from ui.controls.exhibits import show
from ui.summary.deprivations import profile_rows
from ui.text.place_key import NATION, PlaceKey
from vocabulary.words import Words

COMPARED = ("province", "nation")


def profile_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the deprivations of the newest year beside the province's and the nation's."""
    exhibit = profile_exhibit(visit, facts)
    if exhibit is None:
        st.html(f"<p class='silence'>{escape(visit.words('area.no_profile'))}</p>")
        return
    show(visit, exhibit)


def profile_exhibit(visit: Visit, facts: AreaFacts) -> Exhibit | None:
    """Return the deprivations of the newest year beside the province's and the nation's; None without any."""
    words = visit.words
    own = profile_rows(facts.figures, facts, words.of(facts.area), words)
    if own.empty:
        return None
    year = int(own["year"].max())
    frames = [own[own["year"] == year]]
    for place in compared_places(facts):
        name = words.of(area_frames.area_row(visit.edition, place))
        other = profile_rows(figure_frames.figures_of_place(visit.edition, place), facts, name, words)
        frames.append(other[other["year"] == year])
    title = words("area.profile", year=str(year))
    points = pd.concat(frames, ignore_index=True)
    return Exhibit(
        key="profile",
        title=title,
        subtitle=f"{words.of(facts.area, 'full_name')} · {words('area.profile_unit')}",
        sources=figure_sources(visit, points),
        **_drawn(points, words),
        headers=[words("table.indicator"), words("table.area"), words("area.profile_unit")],
        cells=[[row["label"], row["series"], row["text"]] for row in points.to_dict("records")],
        numeric=(2,),
        data=points.drop(columns="text"),
    )


def _drawn(points: pd.DataFrame, words: Words) -> dict[str, Any]:
    """Return the dots of all deprivations; of a single one its number, which needs no axis."""
    names, unit = _short_names(points, words), words("area.profile_unit")
    if len(points) == 1:
        return {"chart": None, "numbers": [(names[0], str(points["text"].iloc[0]))]}
    colours = [AREA_COLOUR, "#b45f06", NATION_COLOUR]
    chart = dot_chart(points.assign(label=names), colours=colours, unit=unit, words=words)
    return {"chart": chart, "native": NativeChart("bars", points, (unit,))}


def _short_names(points: pd.DataFrame, words: Words) -> list[str]:
    """Return what is lacked in a word or two where there are such names: a phone has room for no more."""
    shares = points["indicator_code"].astype("str")
    codes = [code.removeprefix("poor_deprived_").removesuffix("_share") for code in shares]
    return [
        words(f"deprivation.{code}") if code in DEPRIVATIONS else str(label)
        for code, label in zip(codes, points["label"], strict=True)
    ]


def compared_places(facts: AreaFacts) -> list[PlaceKey]:
    """Return the places that a place's profile is set beside: those above it, and the nation."""
    above = [
        PlaceKey(row["vintage"], row["level"], row["code"])
        for row in facts.above
        if row["level"] in COMPARED and row["level"] != facts.place.level
    ]
    return above if facts.place == NATION else [*above, NATION]
