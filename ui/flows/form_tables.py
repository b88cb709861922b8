"""Forms 2 and 3 of the review as tables, line by line, with what does not add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from data_access.poverty.review_forms import DECREASES, FORMS_OF, INCREASES, Form
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.controls.notices import as_plain
from ui.text.figures import signed_count
from ui.text.source_citation import codes_in
from vocabulary.words import Words

MINUS = "\N{MINUS SIGN}"


def form_exhibit(
    visit: Visit, name: str, scope: str, unit: str, values: Mapping[str, int], own: pd.DataFrame
) -> Exhibit:
    """Return the reported lines of a form, with whether they add up; silent where none is reported.

    ``name`` is the form's, ``scope`` says place and year, ``own`` are the figures of the year.
    """
    words, form = visit.words, FORMS_OF[unit][name]
    lines = _lines(name, form)
    # How long the list is at its end is no movement.
    is_told = any(code in values for _, code, _ in lines[:-1])
    told = own[own["indicator_code"].isin([*form.codes, form.end])]
    cells = [
        [sign, words(f"flows.{name}_{line}"), words.number(values[code])]
        for line, code, sign in lines
        if is_told and code in values
    ]
    exhibit = Exhibit(
        key=f"form-{name}",
        title=words(f"flows.form_{name}"),
        subtitle=f"{scope} · {words(f'flows.{unit}').lower()}",
        sources=named_sources(visit, codes_in(told), told),
        chart=None,
        headers=["", words("flows.line"), words(f"flows.{unit}")],
        cells=cells,
        numeric=(2,),
        data=told[["indicator_code", "year", "value", "qualifier", "state", "source_code"]],
        silence=words("flows.no_form", form=words(f"flows.form_{name}")),
        of_rows=len(cells),
    )
    missing = [words(f"flows.{name}_{line}") for line, code, _ in lines if code not in values]
    return _with_balance(exhibit, form.residual(values), missing, words)


def _lines(name: str, form: Form) -> list[tuple[str, str, str]]:
    """Return the lines of a form from its start to its end: name, indicator and sign."""
    return [
        ("start", form.start, ""),
        *((line, code, MINUS) for line, code in zip(DECREASES[name], form.decreases, strict=True)),
        *((line, code, "+") for line, code in zip(INCREASES[name], form.increases, strict=True)),
        ("end", form.end, "="),
    ]


def _with_balance(exhibit: Exhibit, rest: int | None, missing: Sequence[str], words: Words) -> Exhibit:
    """Return a form with whether it adds up: a residual other than zero is a mistake in the data.

    Of a form with missing lines one line names them.
    """
    if rest is None:
        return replace(exhibit, sentence=words("flows.balance_unknown", missing=", ".join(missing)))
    if rest == 0:
        return replace(exhibit, sentence=words("flows.balanced"))
    unbalanced = words("flows.unbalanced", rest=signed_count(rest, words))
    return replace(exhibit, note=unbalanced, lead=partial(_warn, unbalanced))


def _warn(sentence: str) -> None:
    st.warning(as_plain(sentence))
