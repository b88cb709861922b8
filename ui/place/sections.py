"""Sections of the area page: what it was and became, what the poor lack, all figures."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames, source_frames
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, dot_chart
from ui.charts.source_lines import newest_sources, source_line
from ui.controls.drawn_charts import draw
from ui.controls.exhibits import download_menu, say_reopened
from ui.controls.notices import as_plain
from ui.controls.place_links import map_link, place_link, row_key
from ui.place.money import is_programme_money
from ui.text.figures import INDICATOR_GROUPS, is_known, status_text, text_in, value_text
from ui.text.language import Words
from ui.text.place_key import NATION, PlaceKey
from ui.text.source_citation import source_citation
from ui.text.tables import plain_table

DEPRIVATION = "deprivation"


SHOWN_LINKS = 12


COMPARED = ("province", "nation")


def lineage_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw what the place was made of and what it became, each with a link."""
    words = visit.words
    for direction, rows in (("successors", facts.successors()), ("predecessors", facts.predecessors())):
        if not rows:
            continue
        st.subheader(words(f"area.{direction}", count=len(rows)), anchor=False)
        if direction == "successors" and any(row["relation"] == "part" for row in rows):
            st.caption(words("area.not_exact"))
        with st.container(horizontal=True):
            for row in rows[:SHOWN_LINKS]:
                place_link(visit, row_key(row), _lineage_label(row, words))
        if len(rows) > SHOWN_LINKS:
            with st.expander(words("area.more", count=len(rows) - SHOWN_LINKS)):
                for row in rows[SHOWN_LINKS:]:
                    place_link(visit, row_key(row), _lineage_label(row, words))


def parts_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the units above the place and those it consists of, each with a link."""
    words = visit.words
    if facts.above:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(words("area.above"), width="content")
            for row in facts.above:
                place_link(visit, row_key(row), words.of(row, "full_name"))
    map_link(visit, facts.place)
    parts = area_frames.children(visit.edition, facts.place)
    if parts.empty:
        return
    with st.expander(words("area.parts", count=len(parts))), st.container(horizontal=True):
        for row in parts.to_dict("records"):
            place_link(visit, row_key(row), words.of(row, "full_name"))


def _lineage_label(row: Row, words: Words) -> str:
    name = words.of(row, "full_name")
    province = text_in(row, f"province_{words.language}")
    label = f"{name} ({province})" if province and row["level"] == "commune" else name
    return label + (f" – {words('area.part')}" if row["relation"] == "part" else "")


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
        source=source_line(visit, newest_sources(facts.figures[facts.figures["year"] == year])),
        chart=chart,
        headers=[words("table.indicator"), words("table.area"), words("area.profile_unit")],
        cells=[[row["label"], row["series"], row["text"]] for row in points.to_dict("records")],
        numeric=(2,),
        data=points.drop(columns="text"),
    )
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
        }
        for row in figures.to_dict("records")
        if facts.indicators[row["indicator_code"]]["group"] == DEPRIVATION
        and facts.indicators[row["indicator_code"]]["unit"] == "percent"
        and is_known(row["value"])
    ]
    codes = ["indicator_code", "vintage", "area_code"]
    return pd.DataFrame(rows, columns=[*codes, "series", "label", "year", "value", "text"])


def figures_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw every figure of the place by group, one row an indicator, each with its source."""
    words = visit.words
    sources = source_frames.sources(visit.edition).set_index("code", drop=False)
    headers = [words(f"table.{name}") for name in ("indicator", "year", "value", "earlier", "source")]
    reports: dict[str, list[Row]] = defaultdict(list)
    for report in facts.figures.to_dict("records"):
        reports[report["indicator_code"]].append(report)
    for group in INDICATOR_GROUPS:
        codes = [
            code
            for code, row in facts.indicators.items()
            if row["group"] == group and not is_programme_money(row)
        ]
        own = {code: reports[code] for code in codes if code in reports}
        rows = [_indicator_cells(own[code], facts.indicators[code], sources, words) for code in own]
        if rows:
            count = sum(map(len, own.values()))
            with st.expander(words(f"group.{group}", count=count), expanded=group != "context"):
                st.html(plain_table("", headers, rows, numeric=(2,)))
    if facts.figures.empty:
        st.markdown(as_plain(words("area.no_figures")))


def _indicator_cells(rows: list[Row], indicator: Row, sources: pd.DataFrame, words: Words) -> list[str]:
    """Return the cells of an indicator with one figure or more: newest figure, earlier ones, source."""
    newest = rows[-1]
    earlier = [f"{_years(row)}: {value_text(row, indicator, words)}" for row in reversed(rows[:-1])]
    status = status_text(newest["status"], words)
    source = source_citation(sources.loc[newest["source_code"]], words)
    return [
        words.of(indicator),
        _years(newest),
        value_text(newest, indicator, words) + (f" ({status})" if status else ""),
        "; ".join(earlier),
        ". ".join(part for part in (source, text_in(newest, f"note_{words.language}")) if part),
    ]


def _years(row: Row) -> str:
    first = f"{int(row['period_from'])}–" if is_known(row["period_from"]) else ""
    return f"{first}{row['year']}"
