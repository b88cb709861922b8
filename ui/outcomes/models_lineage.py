"""The tree of models that repeat one another, as nested lists with lines between them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from data_access.outcomes.model_lineage import Branch
from data_access.store.frames import Row
from ui.cached import outcome_frames
from ui.cached.visit import Visit
from ui.controls import choices, notices
from ui.text.figures import is_known
from vocabulary.words import Words

FAMILIES_LISTED = 60


def lineage_section(visit: Visit, models: pd.DataFrame) -> None:
    """Draw the tree of one family of models: the one in the address, else the largest of those shown."""
    words = visit.words
    st.html(f"<div class='exhibit-title'><h3>{escape(words('lineage.title'))}</h3></div>")
    known, every = outcome_frames.model_families(visit.edition)
    shown = set(models["code"])
    families = [tree for tree in every if codes_of(tree) & shown][:FAMILIES_LISTED]
    if not families:
        st.info(words("lineage.none"))
        return
    names = {tree.code: _family_name(tree, known, words) for tree in families}
    chosen, bad_parameter = choices.coded_select(
        words("lineage.family"), "family", list(names), names.__getitem__, families[0].code
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    tree = next(tree for tree in families if tree.code == chosen)
    st.html(f"<ul class='tree'>{_branch_html(tree, known, words)}</ul>")


def codes_of(tree: Branch) -> set[str]:
    """Return the codes of all models of a tree."""
    return {tree.code}.union(*(codes_of(replica) for replica in tree.replicas))


def _family_name(tree: Branch, known: Mapping[str, Row], words: Words) -> str:
    row = known.get(tree.code)
    name = f"{tree.code}: {words.of(row)}" if row is not None else tree.code
    return words("lineage.family_of", name=name, count=tree.size)


def _branch_html(branch: Branch, known: Mapping[str, Row], words: Words) -> str:
    below = "".join(_branch_html(replica, known, words) for replica in branch.replicas)
    nested = f"<ul>{below}</ul>" if below else ""
    return f"<li>{_model_html(branch.code, known.get(branch.code), words)}{nested}</li>"


def _model_html(code: str, row: Row | None, words: Words) -> str:
    if row is None:
        return f"<span class='gap'>{escape(code)}: {escape(words('lineage.not_here'))}</span>"
    alive = row["alive_24_months"]
    mark = "○" if not is_known(alive) else ("●" if alive else "✕")
    answer = "unknown" if not is_known(alive) else ("yes" if alive else "no")
    title = escape(words(f"survival.alive_24_{answer}"), quote=True)
    place = escape(words.of(row, "area"), quote=True)
    text = escape(f"{code}: {words.of(row)}")
    return f"<span title='{title}. {place}'>{mark} {text}</span>"
