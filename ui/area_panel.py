"""The panel beside the map: one province's value, rank, series, the nation beside it, and the source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import address, stores
from ui.charts import AREA_COLOUR, NATION_COLOUR, series_chart
from ui.figures import Row, status_text, text_in, value_text
from ui.language import Words
from ui.map_facts import MapFacts, map_facts
from ui.notices import as_plain
from ui.picture import ranks, source_citation
from ui.picture_address import PictureAddress
from ui.series import series_breaks, series_points
from ui.visit import Visit

AREA_KEY = "panel.area"


def area_panel(visit: Visit, picture: PictureAddress, year: int | None, area: str | None) -> None:
    """Draw the panel; without a chosen area it says how to choose one."""
    words = visit.words
    facts = map_facts(visit.load, picture.indicator, picture.level, picture.vintage)
    _area_choice(facts, area, words)
    if area is None:
        st.html(f"<p class='quiet'>{words('panel.choose')}</p>")
        _definition(facts.indicator, words)
        return
    figures = facts.figures[
        (facts.figures["area_code"] == area) & (facts.figures["vintage"] == picture.vintage)
    ]
    if year is not None:
        _value(figures, facts, year, area, words)
    _series(figures, facts, area, words)
    _reports(visit, picture, area, facts)
    _definition(facts.indicator, words)


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


def _value(figures: pd.DataFrame, facts: MapFacts, year: int, area: str, words: Words) -> None:
    rows = figures[figures["year"] == year].to_dict("records")
    if not rows:
        st.html(f"<p class='figure-large'>{words('state.missing')}</p>")
        return
    st.html(f"<p class='figure-large'>{value_text(rows[0], facts.indicator, words)}</p>")
    parts = [str(year), _rank(facts, year, area, words), status_text(rows[0]["status"], words)]
    st.markdown(" · ".join(as_plain(part) for part in parts if part))
    national = facts.national[facts.national["year"] == year].to_dict("records")
    if national:
        value = value_text(national[0], facts.indicator, words)
        st.markdown(as_plain(words("panel.national", value=value)))
    if note := text_in(rows[0], f"note_{words.language}"):
        st.caption(as_plain(note))
    st.caption(
        as_plain(
            words("panel.source", source=source_citation(facts.sources.loc[rows[0]["source_code"]], words))
        )
    )


def _rank(facts: MapFacts, year: int, area: str, words: Words) -> str:
    drawn = facts.figures[(facts.figures["year"] == year) & facts.figures["area_code"].isin(facts.codes)]
    known = drawn[drawn["value"].notna()].reset_index(drop=True)
    place = [
        rank
        for rank, code in zip(ranks(list(known["value"])), known["area_code"], strict=True)
        if code == area
    ]
    return words("picture.rank", rank=place[0], count=len(known)) if place else ""


def _series(figures: pd.DataFrame, facts: MapFacts, area: str, words: Words) -> None:
    """Draw the area's series beside the nation's; a single point is no series and is left out."""
    if figures["value"].notna().sum() < 2:
        return
    name = words.of(facts.areas.set_index("area_code").loc[area])
    own = series_points(figures, facts.indicator, name, AREA_COLOUR, words)
    nation = series_points(facts.national, facts.indicator, words("panel.nation"), NATION_COLOUR, words)
    nation = nation[nation["year"].between(own["year"].min(), own["year"].max())]
    breaks = series_breaks(figures, facts.standards, words)
    chart = series_chart(
        pd.concat([own, nation], ignore_index=True),
        breaks,
        unit=words.of(facts.indicator, "unit"),
        words=words,
        height=240,
    )
    st.altair_chart(
        chart, width="stretch", alt=words("panel.series", area=name, indicator=words.of(facts.indicator))
    )
    for reason in breaks["reason"]:
        st.caption("┆ " + as_plain(reason))


def _reports(visit: Visit, picture: PictureAddress, area: str, facts: MapFacts) -> None:
    others = stores.other_reports(visit.load, picture.indicator, picture.vintage, picture.level, area)
    if others.empty:
        return
    words = visit.words
    with st.expander(words("panel.other_reports", count=len(others))):
        for row in others.to_dict("records"):
            st.markdown("- " + as_plain(_report(row, facts, words)))


def _report(row: Row, facts: MapFacts, words: Words) -> str:
    source = source_citation(facts.sources.loc[row["source_code"]], words)
    return f"{row['year']}: {value_text(row, facts.indicator, words)} — {source}"


def _definition(indicator: Row, words: Words) -> None:
    with st.expander(words("panel.definition")):
        st.markdown(as_plain(words.of(indicator, "definition")))
