"""What was read of a register: its sizes, and how many households were refused for which reason."""

from __future__ import annotations

import streamlit as st

from data_access.text.failures import failure_sentence
from microdata.errors import RegisterRefused
from microdata.results.kept import Facts
from microdata.schema import COLUMNS
from ui.controls.notices import as_plain
from ui.data.register.choice import ShownResult
from ui.data.register.names import PlaceNames
from ui.text.moments import moment
from ui.text.tables import plain_table
from vocabulary.words import Words


def reading_section(shown: ShownResult, words: Words) -> None:
    """Draw the sizes of a register, the reasons for which households were refused, and what is not made."""
    facts, names = shown.facts, shown.names
    st.subheader(words("register_page.read"), anchor=False)
    rows = [[words(f"register_page.{name}"), text] for name, text in _sizes(facts, names, words)]
    st.html(plain_table("", [words("register_page.fact"), words("register_page.value")], rows, (1,)))
    if facts.findings:
        _findings(facts, words)
    elif facts.refusal:
        st.error(as_plain(failure_sentence(RegisterRefused(**facts.refusal), words)))
    else:
        st.success(as_plain(words("register_page.all_taken")))
    for name in facts.not_made:
        st.caption(as_plain(words(f"register.without.{name}")))
    if facts.without_households:
        codes = words.listed(facts.without_households[:5])
        st.caption(
            as_plain(words("register.empty_communes", count=len(facts.without_households), codes=codes))
        )


def _sizes(facts: Facts, names: PlaceNames, words: Words) -> list[tuple[str, str]]:
    sizes = [
        ("place", names.of(facts.key)),
        ("file", facts.file),
        ("made_at", moment(facts.made_at, words)),
        ("rows", words.number(facts.rows)),
        ("communes", words.number(facts.communes)),
    ]
    if facts.findings:
        return sizes
    eras = words.listed([words(f"boundary.vintage.{vintage}") for vintage in facts.vintages])
    return [
        *sizes,
        ("years", words.listed([str(year) for year in facts.years])),
        ("era", eras),
        ("households", words.number(facts.households)),
        ("poor", words.number(facts.poor)),
        ("near_poor", words.number(facts.near_poor)),
    ]


def _findings(facts: Facts, words: Words) -> None:
    """Draw each reason with its column and how many households it refuses; no row and no value of any."""
    st.error(as_plain(words("register_page.has_flaws", count=len(facts.findings))))
    headers = [words(f"register_page.{name}") for name in ("column", "reason", "refused")]
    rows = [
        [one["column"], _reason(one["code"], one["column"], words), words.number(one["rows"])]
        for one in facts.findings
    ]
    st.html(plain_table(words("register_page.reasons"), headers, rows, (2,)))


def _reason(code: str, name: str, words: Words) -> str:
    column = COLUMNS[name]
    return words(f"register.finding.{code}", low=column.low, high=column.high, words=", ".join(column.words))
