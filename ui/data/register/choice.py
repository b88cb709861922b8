"""The results of registers that whoever asks may see, one of them chosen, and how to make one."""

from __future__ import annotations

from dataclasses import dataclass

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
from ui.data.register.names import PlaceNames
from ui.text.place_key import NATION
from vocabulary.vintages import NEW
from vocabulary.words import Words

PARAMETER = "register"
COMMAND = "uv run python -m microdata keep register.parquet --place {place}"
EXAMPLE = f"{NEW}.province.08"


@dataclass(frozen=True)
class ShownResult:
    """The result that the page shows: of which edition it is seen, and the names of its places."""

    edition: Edition
    result: Result
    names: PlaceNames

    @property
    def facts(self) -> Facts:
        """What is known of the register."""
        return self.result.facts


def chosen_result(words: Words) -> ShownResult | None:
    """Draw the choice among the results that whoever asks may see, and return the chosen one.

    Without any it says so, with the command that makes one, and returns None.
    """
    edition, asks = published_edition(), current_asker()
    st.markdown(as_plain(words("register_page.intro")))
    found = {one.facts.name: one for one in visible_results(edition, asks)}
    if not found:
        st.info(as_plain(words("register_page.none")))
        _command(asks, words)
        return None
    names = PlaceNames(edition, words)
    chosen, bad = coded_select(
        words("register_page.result"),
        PARAMETER,
        list(found),
        lambda name: _title(found[name].facts, names, words),
        next(iter(found)),
    )
    bad_parameters([bad], words)
    return ShownResult(edition, found[chosen], names)


def how_to_make_section(words: Words) -> None:
    """Draw, folded, the command that makes another result."""
    with st.expander(words("register_page.how_to_make")):
        _command(current_asker(), words)


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
