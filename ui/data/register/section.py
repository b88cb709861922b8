"""The results of registers that whoever asks may see, one of them chosen, and how to make one."""

from __future__ import annotations

import streamlit as st

from data_access.accounts.rights import Action, grants_for
from microdata.results.kept import Facts, Result, kept_results
from ui.cached.editions import Edition
from ui.cached.gazetteer import answering_tree
from ui.controls.choices import coded_select
from ui.controls.current_visit import published_edition
from ui.controls.identity import Asker, current_asker
from ui.controls.notices import as_plain, bad_parameters
from ui.controls.rights import may_see_registers
from ui.data.register.agreement import agreement_section
from ui.data.register.handing_in import handing_in_section
from ui.data.register.names import PlaceNames
from ui.data.register.reading import reading_section
from ui.data.register.tables import measures_table, shown_form
from ui.text.place_key import NATION
from vocabulary.vintages import NEW
from vocabulary.words import Words

PARAMETER = "register"
COMMAND = "uv run python -m microdata keep register.parquet --place {place}"
EXAMPLE = f"{NEW}.province.08"


def register_section(words: Words) -> None:
    """Draw the chosen result of those that whoever asks may see; without any, which command makes one."""
    edition, asks = published_edition(), current_asker()
    st.markdown(as_plain(words("register_page.intro")))
    found = {one.facts.name: one for one in visible_results(edition, asks)}
    if not found:
        st.info(as_plain(words("register_page.none")))
        _command(asks, words)
        return
    names = PlaceNames(edition, words)
    chosen, bad = coded_select(
        words("register_page.result"),
        PARAMETER,
        list(found),
        lambda name: _title(found[name].facts, names, words),
        next(iter(found)),
    )
    bad_parameters([bad], words)
    _result(edition, found[chosen], names, words)
    with st.expander(words("register_page.how_to_make")):
        _command(asks, words)


def visible_results(edition: Edition, asks: Asker) -> list[Result]:
    """Return the kept results of the places whose files whoever asks may have, the newest first."""
    if not may_see_registers(asks):
        return []
    tree = answering_tree(edition)
    return [one for one in kept_results() if may_see_registers(asks, tree.holders_of(one.facts.key))]


def _title(facts: Facts, names: PlaceNames, words: Words) -> str:
    key = "register_page.made_of" if facts.has_forms else "register_page.refused_of"
    years = words.listed([str(year) for year in facts.years])
    return words(key, place=names.of(facts.key), years=years)


def _command(asks: Asker, words: Words) -> None:
    """Draw the command that makes a result, for the own place of whoever asks."""
    own = [key for key in grants_for(asks.grants, Action.HAND_IN) if key[1] != NATION.level]
    st.markdown(as_plain(words("register_page.command")))
    st.code(COMMAND.format(place=".".join(own[0]) if own else EXAMPLE), language=None, wrap_lines=True)


def _result(edition: Edition, result: Result, names: PlaceNames, words: Words) -> None:
    st.subheader(words("register_page.read"), anchor=False)
    reading_section(result.facts, names, words)
    if result.facts.findings:
        return
    st.subheader(words("register_page.agreement"), anchor=False)
    agreement_section(edition, result, words)
    if not result.facts.has_forms:
        return
    st.subheader(words("register_page.published"), anchor=False)
    shown_form(edition, result, names, words)
    measures_table(result, names, words)
    st.subheader(words("register_page.hand_in"), anchor=False)
    handing_in_section(edition, result, words)
