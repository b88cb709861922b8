"""The quality page: what is missing, late, out of balance, out of line, or without a document."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from data_access.queries.small_cells import FEWEST_SHOWN
from data_access.store.frames import Row
from data_access.text.formulas import neutral
from data_access.vintages import NEW, OLD
from ui.cached import figure_frames, quality_frames
from ui.cached.visit import Visit
from ui.controls import notices
from ui.controls.choices import coded_segments, coded_select
from ui.controls.current_visit import current_visit
from ui.quality.money import overspending_section
from ui.quality.timeliness import timeliness_section
from ui.text.figures import text_in
from ui.text.language import Words
from ui.text.tables import plain_table

LEVELS = {
    "province_before": (OLD, "province"),
    "district": (OLD, "district"),
    "province": (NEW, "province"),
    "commune": (NEW, "commune"),
}
RATES = ("poor_household_rate", "near_poor_household_rate", "multidimensional_poverty_rate")
SHOWN = 50
LAST_YEAR_BEFORE = 2024


class Asked(NamedTuple):
    """Which areas in which year."""

    vintage: str
    level: str
    year: int


def quality_page() -> None:
    """Draw the page: areas and year are chosen once, for all that follows."""
    visit = current_visit()
    words = visit.words
    st.header(words("page.quality"), anchor=False)
    st.markdown(words("quality.intro"))
    requested = _choices(visit)
    if requested is None:
        st.info(words("quality.no_review"))
    else:
        _completeness(visit, requested)
        _rules(visit, requested)
        _parts(visit, requested)
        _outliers(visit, requested)
        overspending_section(visit, *requested)
    timeliness_section(visit, requested)
    _sources(visit)
    st.subheader(words("quality.small_cells"), anchor=False)
    st.markdown(words("quality.small_cells_rule", fewest=FEWEST_SHOWN))


def _choices(visit: Visit) -> Asked | None:
    """Draw the choice of areas and year; None where no year has figures of the areas."""
    words = visit.words

    def name(code: str) -> str:
        return words(f"quality.areas_{code}")

    areas, bad_parameter = coded_segments(
        words("quality.areas"), "units", list(LEVELS), name, next(iter(LEVELS))
    )
    vintage, level = LEVELS[areas]
    coverage = figure_frames.coverage(visit.edition)
    mine = coverage[(coverage["vintage"] == vintage) & (coverage["level"] == level)]
    reviewed = figure_frames.indicators(visit.edition)
    counts = reviewed.loc[reviewed["roll_up"].isin(("sum", "ratio")), "code"]
    # Units that ended in mid-2025 made no review at the end of that year.
    mine = mine[mine["year"] <= LAST_YEAR_BEFORE] if vintage == OLD else mine
    years = sorted({str(year) for year in mine.loc[mine["indicator_code"].isin(counts), "year"]})
    if not years:
        notices.bad_parameters([bad_parameter], words)
        return None
    year, bad_year = coded_select(words("quality.year"), "year", years, str, years[-1])
    notices.bad_parameters([bad_parameter, bad_year], words)
    return Asked(vintage, level, int(year))


def _completeness(visit: Visit, requested: Asked) -> None:
    words = visit.words
    st.subheader(words("quality.completeness"), anchor=False)
    st.markdown(words("quality.completeness_rule"))
    found = quality_frames.completeness(visit.edition, *requested)
    headers = [words(f"quality.{name}") for name in ("form", "areas_any", "cells", "share")]
    rows = [_form(row, words) for row in found.to_dict("records")]
    caption = words("quality.completeness_of", year=str(requested.year))
    st.html(plain_table(caption, headers, rows, numeric=(1, 2, 3)))
    incomplete = found.loc[found["reported"] < found["due"], "form"].astype(str).tolist()
    if not incomplete:
        return
    with st.expander(words("quality.missing_areas")):
        names = {code: words("quality.form_number", number=code) for code in incomplete}
        form = st.selectbox(words("quality.form"), incomplete, format_func=names.__getitem__)
        _missing(visit, requested, int(form))


def _form(row: Row, words: Words) -> list[str]:
    share = words("quality.unknown_form")
    if row["due"]:
        share = words.with_unit(words.number(100 * row["reported"] / row["due"], 1), "%")
    return [
        words("quality.form_number", number=str(row["form"])),
        words("quality.of", part=int(row["areas_with_any"]), whole=int(row["areas"])),
        words("quality.of", part=int(row["reported"]), whole=int(row["due"])),
        share,
    ]


def _missing(visit: Visit, requested: Asked, form: int) -> None:
    words = visit.words
    missing = quality_frames.missing_areas(visit.edition, *requested, form)
    st.download_button(
        words("quality.missing_download"),
        partial(_as_csv, missing),
        file_name=f"{words('quality.missing_file')}-{form}-{requested.year}.csv",
        mime="text/csv",
        on_click="ignore",
    )
    headers = [words("table.code"), words("table.area"), words("quality.reported")]
    rows = [
        [row["code"], words.of(row), words.number(int(row["reported"]))]
        for row in missing.head(SHOWN).to_dict("records")
    ]
    st.html(plain_table(words("quality.missing_count", count=len(missing)), headers, rows, numeric=(2,)))
    _more(missing, words)


def _as_csv(found: pd.DataFrame) -> bytes:
    return found.map(neutral).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _rules(visit: Visit, requested: Asked) -> None:
    words = visit.words
    st.subheader(words("quality.rules"), anchor=False)
    st.markdown(words("quality.rules_rule"))
    broken = quality_frames.broken_rules(visit.edition, *requested)
    _compared(visit, broken, words("quality.rules_count", count=len(broken)), words("quality.rules_none"))


def _parts(visit: Visit, requested: Asked) -> None:
    words = visit.words
    st.subheader(words("quality.parts"), anchor=False)
    found = quality_frames.parts_and_totals(visit.edition, requested.vintage, requested.year)
    _compared(visit, found, words("quality.parts_count", count=len(found)), words("quality.parts_none"))


def _compared(visit: Visit, found: pd.DataFrame, caption: str, silence: str) -> None:
    """Draw places where what is said is not what was expected; small cells are not told."""
    words = visit.words
    if found.empty:
        st.markdown(silence)
        return
    names = _names(visit)
    headers = [
        words("table.area"),
        words("quality.indicator"),
        words("quality.said"),
        words("quality.expected"),
    ]
    rows = []
    for row in found.head(SHOWN).to_dict("records"):
        numbers = [words.number(float(row[name])) for name in ("said", "expected")]
        if row.get("kind") in ("at_most", "at_least"):
            numbers[1] = words(f"quality.{row['kind']}", number=numbers[1])
        if row.get("hidden"):
            numbers = [words("quality.hidden")] * 2
        rows.append([words.of(row), names.get(row["indicator_code"], row["indicator_code"]), *numbers])
    st.html(plain_table(caption, headers, rows, numeric=(2, 3)))
    _more(found, words)


def _outliers(visit: Visit, requested: Asked) -> None:
    words, names = visit.words, _names(visit)
    st.subheader(words("quality.outliers"), anchor=False)
    st.markdown(words("quality.outliers_rule"))
    rows = []
    for code in RATES:
        for row in quality_frames.outliers(visit.edition, code, *requested).head(SHOWN).to_dict("records"):
            numbers = [words.number(float(row[name]), 2) for name in ("before", "now")]
            rows.append([words.of(row), names[code], *numbers])
    headers = [words("table.area"), words("quality.indicator"), words("quality.before"), words("quality.now")]
    if rows:
        st.html(plain_table(words("quality.outliers_count", count=len(rows)), headers, rows, numeric=(2, 3)))
    else:
        st.markdown(words("quality.outliers_none"))


def _sources(visit: Visit) -> None:
    words = visit.words
    st.subheader(words("quality.sources"), anchor=False)
    found = quality_frames.sources_without_document(visit.edition)
    if found.empty:
        st.markdown(words("quality.sources_none"))
        return
    headers = [words("table.document"), words("table.publisher"), words("table.figures")]
    rows = [
        [text_in(row, "title"), text_in(row, "publisher"), words.number(int(row["figures"]))]
        for row in found.head(SHOWN).to_dict("records")
    ]
    st.html(plain_table(words("quality.sources_count", count=len(found)), headers, rows, numeric=(2,)))
    _more(found, words)


def _names(visit: Visit) -> dict[str, str]:
    return {
        row["code"]: visit.words.of(row) for row in figure_frames.indicators(visit.edition).to_dict("records")
    }


def _more(found: pd.DataFrame, words: Words) -> None:
    if len(found) > SHOWN:
        st.caption(words("quality.more", count=len(found) - SHOWN))
