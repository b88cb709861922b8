"""Forms 2 and 3 of the review as tables, line by line, with what does not add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    """Draw the reported lines of both forms, what does not add up, and the sources of the year's figures."""
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
                words.number(values[code]),
            ]
            for line, code, sign in lines
            if code in values
        ]
        missing = [words(f"flows.{name}_{line}") for line, code, _ in lines if code not in values]
        st.html(plain_table(words(f"flows.form_{name}"), headers, cells, numeric=(2,)))
        _balance(form.residual(values), missing, words)
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


def _balance(rest: int | None, missing: Sequence[str], words: Words) -> None:
    """Show whether a form adds up: a residual other than zero is a mistake in the data.

    Of a form with missing lines one line names them.
    """
    if rest is None:
        st.caption(as_plain(words("flows.balance_unknown", missing=", ".join(missing))))
    elif rest == 0:
        st.caption(words("flows.balanced"))
    else:
        st.warning(as_plain(words("flows.unbalanced", rest=signed_count(rest, words))))
