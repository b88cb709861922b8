"""The panel beside the map: one province's (or the nation's) value, rank, series, source and definition."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import address, stores
from ui.charts import AREA_COLOUR, NATION_COLOUR, series_chart
from ui.figures import Row, status_text, text_in, value_text
from ui.language import Words
from ui.map_facts import map_facts
from ui.notices import as_plain
from ui.picture import MapFacts, ranks, source_citation
from ui.picture_address import PictureAddress
from ui.series import series_breaks, series_points, with_boundary
from ui.visit import Visit

AREA_KEY = "panel.area"
FEWEST_POINTS = 2
SERIES_HEIGHT = 300


def area_panel(visit: Visit, picture: PictureAddress, year: int | None, area: str | None) -> None:
    """Draw the panel of the chosen area; without one, the nation's and how to choose an area."""
    words = visit.words
    facts = map_facts(visit.edition, picture.indicator, picture.level, picture.vintage)
    _area_choice(facts, area, words)
    if area is None:
        _nation(facts, year, words)
    else:
        _area(visit, picture, facts, year, area)
    with st.expander(words("panel.definition")):
        st.markdown(as_plain(words.of(facts.indicator, "definition")))


def _area_choice(facts: MapFacts, area: str | None, words: Words) -> None:
    names = {row["area_code"]: words.of(row) for row in facts.areas.to_dict("records")}
    st.session_state[AREA_KEY] = area
    st.selectbox(
        words("panel.area"),
        sorted(names, key=lambda code: names[code]),
        format_func=names.__getitem__,
        index=None,
        key=AREA_KEY,
        placeholder=words("panel.placeholder"),
        on_change=lambda: address.write({"area": st.session_state[AREA_KEY]}),
    )


def _nation(facts: MapFacts, year: int | None, words: Words) -> None:
    st.markdown(as_plain(words("panel.choose")))
    rows = facts.national[facts.national["year"] == year].to_dict("records")
    if rows:
        st.markdown(f"**{words('panel.nation')}**")
        _value(rows[0], "", facts, words)
    _series(facts.national, words("panel.nation"), facts, words)


def _area(visit: Visit, picture: PictureAddress, facts: MapFacts, year: int | None, area: str) -> None:
    words = visit.words
    figures = facts.figures[
        (facts.figures["area_code"] == area) & (facts.figures["vintage"] == picture.vintage)
    ]
    rows = figures[figures["year"] == year].to_dict("records")
    if rows:
        _value(rows[0], _rank(facts, rows[0]["year"], area, words), facts, words)
    else:
        st.html(f"<p class='figure-large'>{words('state.missing')}</p>")
    for national in facts.national[facts.national["year"] == year].to_dict("records"):
        value = value_text(national, facts.indicator, words)
        st.markdown(as_plain(words("panel.national", value=value)))
    earlier = stores.earlier_units(visit.edition, picture.level, picture.vintage)
    name = words.of(facts.areas.set_index("area_code").loc[area])
    _series(with_boundary(figures, earlier[earlier["code"] == area]), name, facts, words)
    _reports(visit, picture, area, facts)


def _value(row: Row, rank: str, facts: MapFacts, words: Words) -> None:
    st.html(f"<p class='figure-large'>{value_text(row, facts.indicator, words)}</p>")
    parts = [str(row["year"]), rank, status_text(row["status"], words)]
    st.markdown(" · ".join(as_plain(part) for part in parts if part))
    if note := text_in(row, f"note_{words.language}"):
        st.caption(as_plain(note))
    source = source_citation(facts.sources.loc[row["source_code"]], words)
    st.caption(as_plain(words("panel.source", source=source)))


def _rank(facts: MapFacts, year: int, area: str, words: Words) -> str:
    drawn = facts.figures[(facts.figures["year"] == year) & facts.figures["area_code"].isin(facts.codes)]
    known = drawn[drawn["value"].notna()]
    places = dict(zip(known["area_code"], ranks(list(known["value"])), strict=True))
    return words("picture.rank", rank=places[area], count=len(known)) if area in places else ""


def _series(own: pd.DataFrame, name: str, facts: MapFacts, words: Words) -> None:
    """Draw a series, an area's beside the nation's; a single point is no series and is left out."""
    points = series_points(own, facts.indicator, name, AREA_COLOUR, words)
    if len(points) < FEWEST_POINTS:
        return
    if own is not facts.national:
        label = words("panel.nation")
        nation = series_points(facts.national, facts.indicator, label, NATION_COLOUR, words)
        points = pd.concat(
            [points, nation[nation["year"].between(points["year"].min(), points["year"].max())]],
            ignore_index=True,
        )
    breaks = series_breaks(own, words)
    chart = series_chart(
        points, breaks, unit=words.of(facts.indicator, "unit"), words=words, height=SERIES_HEIGHT
    )
    indicator = words.of(facts.indicator)
    st.altair_chart(chart, width="stretch", alt=words("panel.series", area=name, indicator=indicator))
    for reason in breaks["reason"]:
        st.caption("┆ " + as_plain(reason))


def _reports(visit: Visit, picture: PictureAddress, area: str, facts: MapFacts) -> None:
    others = stores.other_reports(visit.edition, picture.indicator, picture.vintage, picture.level, area)
    if others.empty:
        return
    words = visit.words
    with st.expander(words("panel.other_reports", count=len(others))):
        for row in others.to_dict("records"):
            st.markdown("- " + as_plain(_report(row, facts, words)))


def _report(row: Row, facts: MapFacts, words: Words) -> str:
    source = source_citation(facts.sources.loc[row["source_code"]], words)
    return f"{row['year']}: {value_text(row, facts.indicator, words)} — {source}"
