"""The livelihood models one by one, and as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.outcomes.model_summary import course_of
from data_access.store.frames import Row
from ui.cached.visit import Visit
from ui.charts.exhibit_files import data_csv
from ui.charts.source_lines import named_sources
from ui.controls.source_notes import show_sources_of
from ui.text.amounts import amount_text
from ui.text.figures import is_known
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table
from vocabulary.words import Words

ROWS_SHOWN = 50
HEADERS = ("model", "area", "kind", "partner", "participants", "modality", "income", "course", "certified")


def models_table(visit: Visit, models: pd.DataFrame) -> None:
    """Draw the first models as a table, and offer all of them as a file."""
    words = visit.words
    with st.expander(words("models.table", count=len(models))):
        if len(models) > ROWS_SHOWN:
            st.caption(words("targets.first_rows", shown=ROWS_SHOWN, count=len(models)))
        shown = models.head(ROWS_SHOWN)
        headers = [words(f"models.col_{name}") for name in HEADERS]
        cells = [
            _cells(row, course, words)
            for row, course in zip(shown.to_dict("records"), course_of(shown), strict=True)
        ]
        st.html(plain_table("", headers, cells))
        show_sources_of(visit, codes_in(shown))
        st.download_button(
            words("exhibit.csv"),
            lambda: data_csv(models, (), (), named_sources(visit, codes_in(models))),
            file_name="livelihood-models.csv",
            mime="text/csv",
            on_click="ignore",
            key="models.csv",
        )


def _cells(model: Row, course: str, words: Words) -> list[str]:
    groups = [model[f"participants_{name}"] for name in ("poor", "near_poor", "newly_escaped")]
    incomes = [model["income_before_vnd"], model["income_after_vnd"]]
    return [
        f"{model['code']}: {words.of(model)}",
        words.of(model, "area"),
        _coded("model_kind", model["kind"], words),
        _coded("partner", model["partner_kind"], words),
        " + ".join(words.number(int(count)) if is_known(count) else "?" for count in groups),
        _coded("modality", model["modality"], words),
        " → ".join(amount_text(vnd, words) if is_known(vnd) else "?" for vnd in incomes),
        words(f"course.{course}"),
        _certified(model, words),
    ]


def _coded(group: str, code: object, words: Words) -> str:
    return words(f"{group}.{code}") if isinstance(code, str) else words("gap.not_reported")


def _certified(model: Row, words: Words) -> str:
    if not is_known(model["certified"]):
        return words("gap.not_reported")
    if not model["certified"]:
        return words("targets.no")
    on = model["certified_on"]
    return f"{words('targets.yes')}, {words.date(on)}" if isinstance(on, str) else words("targets.yes")
