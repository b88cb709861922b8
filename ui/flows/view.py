"""The page of flows: who left poverty, who fell into it, who only changed lists, in one place and year."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from ui.cached import area_frames, figure_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.sankey import sankey
from ui.charts.source_lines import source_line
from ui.controls import choices, notices
from ui.controls.current_visit import current_visit, current_words
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.controls.place_choice import choose_place
from ui.controls.place_links import place_link
from ui.flows.forms import (
    DECREASES,
    ESCAPED,
    FORMS,
    INCREASES,
    UNITS,
    codes_of,
    known_values,
    net_change,
    residual,
)
from ui.flows.movements import flow_nodes, flow_passages
from ui.text.figures import text_in
from ui.text.language import Words
from ui.text.place_key import PlaceKey
from ui.text.tables import plain_table

WATCH_YEARS = 3
HEIGHT = 460


@st.fragment
def flows_page() -> None:
    """Draw the page; a choice in it draws only this part again."""
    words, _ = current_words()
    notices.guarded(_draw, words)


def _draw() -> None:
    visit = current_visit()
    words = visit.words
    title = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="flow-choices"):
        place, bad_place = choose_place(visit)
        unit, bad_unit = choices.coded_segments(
            words("flows.unit"), "unit", UNITS, lambda code: words(f"flows.{code}"), UNITS[0]
        )
        figures = figure_frames.figures_of_place(visit.edition, place)
        year, bad_year = choices.chosen_year(years_of(figures, unit))
        if year is not None:
            _year(words, years_of(figures, unit), year)
    notices.bad_parameters([bad_place, bad_unit, *choices.unless_just_chosen([bad_year])], words)
    values = known_values(figures, unit, year) if year is not None else {}
    name = words.of(area_frames.area_row(visit.edition, place), "full_name")
    with title:
        st.html(f"<h1 class='headline'>{escape(flows_sentence(name, year, unit, values, words))}</h1>")
        place_link(visit, place, words("funding.open_area", name=name))
    if year is None:
        return
    with st.container(key="wide-exhibit"):
        show(visit, _passages(visit, name, year, unit, values, figures))
    left, right = st.columns(2, gap="large")
    with left:
        _forms(visit, unit, values)
    with right:
        _watched(visit, place, figures, year)


def years_of(figures: pd.DataFrame, unit: str) -> list[int]:
    """Return the years of which any line beyond the mere ends of the lists is reported, rising."""
    ends = {form.end for form in FORMS[unit].values()}
    lines = figures["indicator_code"].isin([code for code in codes_of(unit) if code not in ends])
    return sorted({int(year) for year in figures.loc[lines & figures["value"].notna(), "year"]})


def _year(words: Words, years: list[int], year: int) -> None:
    codes = [str(one) for one in years]
    choices.coded_segments(words("picture.year"), "year", codes, str, str(year))


def flows_sentence(name: str, year: int | None, unit: str, values: dict[str, int], words: Words) -> str:
    """Return how the poor list changed in the year, by the lines that are reported; or that none is."""
    if year is None:
        return words("flows.nothing", place=name)
    form = FORMS[unit]["poor"]
    lines = [
        *zip(DECREASES["poor"], form.decreases, strict=True),
        *zip(INCREASES["poor"], form.increases, strict=True),
    ]
    told = [
        words(f"flows.told_{line}", count=values[code])
        for line, code in lines
        if code in values and not line.startswith("other")
    ]
    change = net_change(form, values)
    counted = words(f"flows.{unit}").lower()
    head = (
        words("flows.head", place=name, year=str(year), unit=counted)
        if change is None
        else words(
            f"flows.head_{'rose' if change > 0 else 'fell' if change < 0 else 'same'}",
            place=name,
            year=str(year),
            unit=counted,
            amount=words.number(abs(change)),
        )
    )
    return f"{head}: {words.listed(told)}." if told else f"{head}."


def _passages(
    visit: Visit, name: str, year: int, unit: str, values: dict[str, int], figures: pd.DataFrame
) -> Exhibit:
    """Return the picture of passages between poor, near-poor and neither."""
    words = visit.words
    passages = flow_passages(unit, values, words)
    mine = figures[figures["indicator_code"].isin(codes_of(unit)) & (figures["year"] == year)]
    counted = words(f"flows.{unit}").lower()
    return Exhibit(
        key="flows",
        title=words("flows.title"),
        subtitle=" · ".join([name, str(year), counted]),
        source=source_line(visit, [text_in(row, "source_code") for row in mine.to_dict("records")]),
        chart=sankey(flow_nodes(passages, words), passages, words=words, height=HEIGHT) if passages else None,
        headers=[words("flows.passage"), counted],
        cells=[[*one.text.rsplit(": ", 1)] for one in passages],
        numeric=(1,),
        data=mine[["indicator_code", "year", "value", "qualifier", "state", "source_code"]],
        silence=words("flows.no_picture"),
    )


def _forms(visit: Visit, unit: str, values: dict[str, int]) -> None:
    """Draw both forms line by line, with what does not add up."""
    words = visit.words
    for name, form in FORMS[unit].items():
        lines = [("start", form.start, "")]
        lines += [
            (line, code, "\N{MINUS SIGN}") for line, code in zip(DECREASES[name], form.decreases, strict=True)
        ]
        lines += [(line, code, "+") for line, code in zip(INCREASES[name], form.increases, strict=True)]
        lines += [("end", form.end, "=")]
        cells = [
            [
                sign,
                words(f"flows.{name}_{line}"),
                words.number(values[code]) if code in values else words("state.missing"),
            ]
            for line, code, sign in lines
        ]
        if not any(code in values for _, code, _ in lines[:-1]):
            continue
        headers = ["", words("flows.line"), words(f"flows.{unit}")]
        st.html(plain_table(words(f"flows.form_{name}"), headers, cells, numeric=(2,)))
        _balance(residual(form, values), words)


def _balance(rest: int | None, words: Words) -> None:
    """Say whether a form adds up: a residual other than nothing is a mistake in the data."""
    if rest is None:
        st.caption(words("flows.balance_unknown"))
    elif rest == 0:
        st.caption(words("flows.balanced"))
    else:
        sign = "\N{MINUS SIGN}" if rest < 0 else "+"
        st.warning(as_plain(words("flows.unbalanced", rest=sign + words.number(abs(rest)))))


def _watched(visit: Visit, place: PlaceKey, figures: pd.DataFrame, year: int) -> None:
    """Draw the newly escaped by year of watch: those of the year and of the two before."""
    words = visit.words
    st.subheader(words("flows.watched"), anchor=False)
    escaped = figures[(figures["indicator_code"] == ESCAPED) & figures["value"].notna()]
    counts = dict(zip(escaped["year"].astype(int), escaped["value"], strict=True))
    years = [year - back for back in range(WATCH_YEARS)]
    if not any(one in counts for one in years):
        st.markdown(as_plain(words("flows.no_watched")))
        return
    cells = [
        [
            words("flows.watch_year", number=str(number)),
            str(one),
            words.number(int(counts[one])) if one in counts else words("state.missing"),
        ]
        for number, one in enumerate(years, start=1)
    ]
    headers = [words("flows.watch"), words("flows.escaped_in"), words("flows.households")]
    st.html(plain_table("", headers, cells, numeric=(2,)))
    st.caption(as_plain(words("flows.watch_rule")))
