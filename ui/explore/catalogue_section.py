"""The explorer's catalogue: the list of indicators by group, and the card of the chosen one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames, source_frames
from ui.cached.comparable_figures import figures_of_levels
from ui.cached.figure_frames import indicator_row
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.controls import address, choices
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.explore.catalogue import citation, coverage_strip, coverage_summary, matching, span_text
from ui.maps.exploration_state import CATALOGUE
from ui.text.figures import INDICATOR_GROUPS, text_in
from ui.text.parameters import BadParameter
from ui.text.source_citation import codes_in, named_source
from ui.text.tables import Cell, SourcesCell, plain_table
from vocabulary.words import Words

EVERY_GROUP = "all"
SHOWN = 40
SEARCH_KEY = "catalogue.find"
LIST_AND_CARD = (0.42, 0.58)
# Levels whose figures say which sources an indicator has; communes are read only where there is no other.
FEW_AREAS = ("nation", "region", "province", "group", "district")


def catalogue_section(visit: Visit, indicator: str) -> BadParameter | None:
    """Draw the list of indicators beside the card of the chosen one; return the group that did not fit."""
    listed, card = st.columns(LIST_AND_CARD, gap="large")
    with listed:
        bad_parameter = _list(visit, indicator)
    with card:
        indicator_card(visit, indicator)
    return bad_parameter


def _list(visit: Visit, indicator: str) -> BadParameter | None:
    words = visit.words
    coverage = figure_frames.coverage(visit.edition)
    known = figure_frames.indicators(visit.edition)
    known = known[known["code"].isin(coverage["indicator_code"])]
    typed = st.text_input(
        words("explore.find"), key=SEARCH_KEY, placeholder=words("explore.find_placeholder"), max_chars=60
    )
    offered = (EVERY_GROUP, *(group for group in INDICATOR_GROUPS if group in set(known["group"])))
    group, bad_parameter = choices.coded_select(
        words("explore.group"), "group", offered, lambda code: words(f"explore.group_{code}"), EVERY_GROUP
    )
    found = matching(known if group == EVERY_GROUP else known[known["group"] == group], typed)
    if found.empty:
        st.info(as_plain(words("explore.found_none", typed=typed)))
    with st.container(key="catalogue-list", height=640, border=False):
        _rows(visit, found.head(SHOWN), coverage, indicator)
        if len(found) > SHOWN:
            st.caption(as_plain(words("explore.found_more", count=len(found) - SHOWN)))
    return bad_parameter


def _rows(visit: Visit, found: pd.DataFrame, coverage: pd.DataFrame, indicator: str) -> None:
    words = visit.words
    labels = choices.distinct_labels({row["code"]: words.of(row) for row in found.to_dict("records")})
    group = ""
    for row in found.to_dict("records"):
        if row["group"] != group:
            group = str(row["group"])
            st.html(f"<p class='quiet'>{escape(words(f'explore.group_{group}'))}</p>")
        code = str(row["code"])
        st.button(
            as_plain(labels[code]),
            key=f"catalogue.{code}",
            type="secondary" if code == indicator else "tertiary",
            help=as_plain(coverage_summary(coverage[coverage["indicator_code"] == code], words)),
            on_click=_open,
            args=(code,),
        )


def _open(code: str) -> None:
    address.write({"indicator": code, "year": None, "level": None, "look": None})
    st.session_state[choices.JUST_CHOSEN] = True


def indicator_card(visit: Visit, code: str) -> None:
    """Draw everything that says what an indicator is, where its figures are, and how to cite them."""
    exhibit = indicator_exhibit(visit, code)
    pinned = {"part": CATALOGUE, "indicator": code}
    show(visit, replace(exhibit, on_page=partial(_card, visit, code)), pinned=pinned)


def indicator_exhibit(visit: Visit, code: str) -> Exhibit:
    """Return what an indicator is as a table: definition, numerator, denominator, unit, years."""
    words, row = visit.words, indicator_row(visit.edition, code)
    mine = _coverage(visit, code)
    years = span_text(mine["year"])
    facts = {
        words("take_away.about_definition"): text_in(row, f"definition_{words.language}"),
        **{words(f"explore.fact_{name}"): text for name, text in _facts(row, words).items()},
        words("table.year"): years,
    }
    cells = [[name, text] for name, text in facts.items() if text]
    return Exhibit(
        key="indicator",
        title=words.of(row),
        subtitle=" · ".join((years, words.of(row, "unit"))),
        sources=named_sources(visit, codes_in(_figures(visit, row, mine))),
        chart=None,
        headers=[words("explore.fact"), words("explore.told")],
        cells=cells,
        data=mine.assign(unit=words.of(row, "unit")),
        of_rows=len(cells),
    )


def _coverage(visit: Visit, code: str) -> pd.DataFrame:
    coverage = figure_frames.coverage(visit.edition)
    return coverage[coverage["indicator_code"] == code]


def _card(visit: Visit, code: str) -> None:
    """Draw the definition, the ways to look at it, the years of its figures, and how to cite them."""
    words, row = visit.words, indicator_row(visit.edition, code)
    mine = _coverage(visit, code)
    st.markdown(as_plain(text_in(row, f"definition_{words.language}")))
    st.html(_fact_list(row, words))
    with st.container(horizontal=True):
        for view in ("map", "series", "ranking", "table"):
            st.button(words(f"explore.view_{view}"), key=f"card.{view}", on_click=_show, args=("one", view))
    st.html(coverage_strip(mine, _totals(visit, mine), words))
    _sources(visit, row, mine)


def _show(part: str, view: str) -> None:
    address.write({"part": part, "view": view})
    st.session_state[choices.JUST_CHOSEN] = True


def _facts(row: Row, words: Words) -> dict[str, str]:
    """Return what an indicator is made of, by the name of each fact."""
    language = words.language
    return {
        "numerator": text_in(row, f"numerator_{language}"),
        "denominator": text_in(row, f"denominator_{language}"),
        "unit": words.of(row, "unit"),
        "direction": words(f"explore.direction_{row['direction']}"),
        "roll_up": words(f"explore.roll_up_{row['roll_up']}"),
        "reference": text_in(row, "catalogue_ref"),
    }


def _fact_list(row: Row, words: Words) -> str:
    lines = "".join(
        f"<dt>{escape(words(f'explore.fact_{name}'))}</dt><dd>{escape(text)}</dd>"
        for name, text in _facts(row, words).items()
        if text
    )
    return f"<dl class='facts'>{lines}</dl>"


def _totals(visit: Visit, coverage: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return the number of areas of each level and vintage that an indicator has figures of."""
    pairs = coverage[["level", "vintage"]].drop_duplicates().to_dict("records")
    return {
        (pair["level"], pair["vintage"]): len(
            area_frames.areas(visit.edition, pair["level"], pair["vintage"])
        )
        for pair in pairs
    }


def _figures(visit: Visit, row: Row, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that say which sources an indicator has."""
    levels = tuple(level for level in FEW_AREAS if level in set(coverage["level"])) or ("commune",)
    return figures_of_levels(visit.edition, str(row["code"]), levels)


def _sources(visit: Visit, row: Row, coverage: pd.DataFrame) -> None:
    """Draw the sources with their standards and years, and the text to cite."""
    words = visit.words
    figures = _figures(visit, row, coverage)
    sources = source_rows(visit.edition)
    standards = source_frames.standards(visit.edition).set_index("code", drop=False)
    kept = figures.fillna({"standard_code": ""}).sort_values("year", ascending=False, kind="stable")
    parts = kept.groupby(["source_code", "standard_code", "source_kind"], sort=False)
    cells: list[list[Cell]] = [
        [
            SourcesCell([("", named_source(sources[str(source)], words))]),
            words.of(standards.loc[str(standard)]) if str(standard) else "",
            words(f"explore.kind_{kind}"),
            span_text(rows["year"]),
            words.number(len(rows)),
        ]
        for (source, standard, kind), rows in parts
    ]
    headers = [words("table.source"), words("table.standard"), words("explore.kind"), words("table.year")]
    st.html(plain_table("", [*headers, words("explore.figures")], cells, numeric=(4,)))
    names = [str(source).rstrip(".") for source in named_sources(visit, codes_in(kept)).every]
    st.caption(words("explore.cite"))
    st.code(citation(row, names, span_text(coverage["year"]), words), language=None, wrap_lines=True)
