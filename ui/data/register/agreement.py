"""What does not agree: classes that are not those of the rule, and published figures that are others."""

from __future__ import annotations

import streamlit as st

from microdata.results.kept import Facts, Result
from ui.cached.editions import Edition
from ui.cached.figure_frames import indicator_rows
from ui.controls.notices import as_plain
from ui.data.register.choice import ShownResult
from ui.text.tables import plain_table
from vocabulary.words import Words

SHOWN = 200


def agreement_section(shown: ShownResult, words: Words) -> None:
    """Draw recorded classes beside the rule, and the cells of forms that are published otherwise.

    Nothing of a register with flaws, whose classes are not known.
    """
    if shown.facts.findings:
        return
    st.subheader(words("register_page.agreement"), anchor=False)
    _classes(shown.facts, words)
    if shown.facts.has_forms:
        _published(shown.edition, shown.result, words)


def _classes(facts: Facts, words: Words) -> None:
    if not facts.differing:
        st.success(as_plain(words("register.classes_agree")))
        return
    count = sum(int(one["households"]) for one in facts.differing)
    st.warning(as_plain(words("register.classes_differ", count=count)))
    headers = [words(f"register_page.{name}") for name in ("recorded", "by_rule", "households")]
    rows = [
        [
            words(f"register_page.class.{one['recorded']}"),
            words(f"register_page.class.{one['by_rule']}"),
            words.number(one["households"]),
        ]
        for one in facts.differing
    ]
    st.html(plain_table(words("register_page.classes"), headers, rows, (2,)))


def _published(edition: Edition, result: Result, words: Words) -> None:
    """Draw commune, cell, published count, the register's count and the difference, the largest first."""
    facts = result.facts
    if edition.load != facts.load:
        st.info(as_plain(words("register_page.store_changed")))
    if not facts.compared:
        st.info(as_plain(words("register_page.nothing_published")))
        return
    found = result.differences
    if found.empty:
        st.success(as_plain(words("register_page.all_equal", count=facts.compared)))
        return
    st.warning(as_plain(words("register_page.some_differ", count=len(found), compared=facts.compared)))
    known = indicator_rows(edition)
    headers = [
        words(f"register_page.{name}")
        for name in ("area", "cell", "published_count", "register_count", "difference")
    ]
    rows = [
        [
            row["area_name"],
            words.of(known[row["indicator_code"]])
            if row["indicator_code"] in known
            else row["indicator_code"],
            words.number(row["published"]),
            words.number(row["counted"]),
            f"{'+' if row['difference'] > 0 else ''}{words.number(row['difference'])}",
        ]
        for row in found.head(SHOWN).to_dict("records")
    ]
    caption = words("register_page.differences", shown=len(rows), count=len(found))
    st.html(plain_table(caption, headers, rows, (2, 3, 4)))
    st.caption(as_plain(words("register_page.hidden_not_compared")))
