"""Forms 2 and 3 of the review as tables, line by line, with what does not add up."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from data_access.poverty.review_forms import DECREASES, FORMS_OF, INCREASES, Form, codes_of
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources_of
from ui.text.figures import signed_count
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table
from vocabulary.words import Words

MINUS = "\N{MINUS SIGN}"


def forms_section(
    visit: Visit, unit: str, values: Mapping[str, int], year: int, figures: pd.DataFrame
) -> None:
    """Draw both forms line by line, with what does not add up, and the sources of the year's figures."""
    words = visit.words
    headers = ["", words("flows.line"), words(f"flows.{unit}")]
    for name, form in FORMS_OF[unit].items():
        lines = _lines(name, form)
        if not any(code in values for _, code, _ in lines[:-1]):
            continue
        cells = [
            [
                sign,
                words(f"flows.{name}_{line}"),
                words.number(values[code]) if code in values else words("state.missing"),
            ]
            for line, code, sign in lines
        ]
        st.html(plain_table(words(f"flows.form_{name}"), headers, cells, numeric=(2,)))
        _balance(form.residual(values), words)
    own = figures[figures["indicator_code"].isin(codes_of(unit)) & (figures["year"] == year)]
    show_sources_of(visit, codes_in(own))


def _lines(name: str, form: Form) -> list[tuple[str, str, str]]:
    """Return the lines of a form from its start to its end: name, indicator and sign."""
    return [
        ("start", form.start, ""),
        *((line, code, MINUS) for line, code in zip(DECREASES[name], form.decreases, strict=True)),
        *((line, code, "+") for line, code in zip(INCREASES[name], form.increases, strict=True)),
        ("end", form.end, "="),
    ]


def _balance(rest: int | None, words: Words) -> None:
    """Show whether a form adds up: a residual other than zero is a mistake in the data."""
    if rest is None:
        st.caption(words("flows.balance_unknown"))
    elif rest == 0:
        st.caption(words("flows.balanced"))
    else:
        st.warning(as_plain(words("flows.unbalanced", rest=signed_count(rest, words))))
