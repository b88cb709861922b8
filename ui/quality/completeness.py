"""How complete the forms of a review are, and which areas have not reported a form in full."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.exhibits import show
from ui.files.exhibit_files import data_csv
from ui.files.exhibit_rows import marked
from ui.files.names import WHOLE_COUNTRY, file_name
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import checked
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.text.tables import plain_table
from vocabulary.words import Words


def completeness_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return a row a form: areas with any figure, cells reported of those due."""
    words, found = visit.words, quality_frames.completeness(visit.edition, *reviewed)
    headers = [words(f"quality.{name}") for name in ("form", "areas_any", "cells", "share")]
    told = (
        words("quality.completeness_of", year=str(reviewed.year)),
        words("quality.completeness_rule"),
        words("quality.no_review"),
    )
    cells = [_form(row, words) for row in found.to_dict("records")]
    made = checked(visit, "completeness", told, headers, cells)
    return replace(made, numeric=(1, 2, 3), data=found)


def completeness_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw how complete each form is, and folded the areas that lack figures of a form."""
    words = visit.words
    show(visit, completeness_exhibit(visit, reviewed))
    found = quality_frames.completeness(visit.edition, *reviewed)
    incomplete = found.loc[found["reported"] < found["due"], "form"].astype(str).tolist()
    if not incomplete:
        return
    with st.expander(words("quality.missing_areas")):
        names = {code: words("quality.form_number", number=code) for code in incomplete}
        form = st.selectbox(words("quality.form"), incomplete, format_func=names.__getitem__)
        _missing(visit, reviewed, int(form))


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


def _missing(visit: Visit, reviewed: ReviewedAreas, form: int) -> None:
    """Draw the areas without all figures of a form, and all of them as a file."""
    words = visit.words
    missing = quality_frames.missing_areas(visit.edition, *reviewed, form)
    st.download_button(
        words("quality.missing_download"),
        partial(data_csv, marked(missing, visit.mark), {}),
        file_name=file_name(visit.edition.store, _name_parts(reviewed, form, words), "csv"),
        mime="text/csv",
        on_click="ignore",
    )
    headers = [words("table.code"), words("table.area"), words("quality.reported")]
    rows = [
        [row["code"], words.of(row), words.number(int(row["reported"]))]
        for row in missing.head(ROWS_SHOWN).to_dict("records")
    ]
    st.html(plain_table(words("quality.missing_count", count=len(missing)), headers, rows, numeric=(2,)))
    more_rows(missing, words)


def _name_parts(reviewed: ReviewedAreas, form: int, words: Words) -> tuple[str, ...]:
    return words("quality.missing_file"), str(form), WHOLE_COUNTRY, reviewed.level, str(reviewed.year)
