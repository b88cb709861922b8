"""The tree of models that repeat one another as an exhibit: nested lists with lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from data_access.outcomes.model_lineage import Branch
from data_access.store.frames import Row
from ui.cached import outcome_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.controls import choices, notices
from ui.text.figures import is_known
from ui.text.parameters import code_in
from vocabulary.words import Words

FAMILIES_LISTED = 60
MARKS = {"unknown": "○", "yes": "●", "no": "✕"}
TOLD = ("vintage", "area_code", "name_vi", "name_en", "alive_24_months", "source_code")


def lineage_exhibit(visit: Visit, models: pd.DataFrame, query: Mapping[str, str]) -> Exhibit:
    """Return the tree of one family of models: the one of a view, else the largest of those shown.

    On a page it is drawn as a tree below the choice of the family, in a hall and a file as a table.
    """
    words = visit.words
    known, families = _families(visit, models)
    chosen, _ = code_in(
        query, "family", [tree.code for tree in families], families[0].code if families else ""
    )
    tree = next((tree for tree in families if tree.code == chosen), None)
    rows = [] if tree is None else list(_walked(tree, 0))
    codes = [str(known[branch.code]["source_code"]) for branch, _ in rows if branch.code in known]
    return Exhibit(
        key="lineage",
        title=words("lineage.title"),
        subtitle="" if tree is None else _family_name(tree, known, words),
        sources=named_sources(visit, dict.fromkeys(codes)),
        chart=None,
        headers=[words(f"lineage.col_{name}") for name in ("model", "area", "state")],
        cells=[_cells(branch, depth, known, words) for branch, depth in rows],
        data=_data(rows, known),
        of_rows=len(rows),
        silence=words("lineage.none"),
        on_page=None if tree is None else partial(_draw, tree, known, words),
    )


def choose_family(visit: Visit, models: pd.DataFrame) -> None:
    """Draw the list of families of models; nothing where there are none."""
    words = visit.words
    known, families = _families(visit, models)
    if not families:
        return
    names = {tree.code: _family_name(tree, known, words) for tree in families}
    _, bad_parameter = choices.coded_select(
        words("lineage.family"), "family", list(names), names.__getitem__, families[0].code
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)


def _families(visit: Visit, models: pd.DataFrame) -> tuple[Mapping[str, Row], list[Branch]]:
    known, every = outcome_frames.model_families(visit.edition)
    shown = set(models["code"])
    return known, [tree for tree in every if codes_of(tree) & shown][:FAMILIES_LISTED]


def _walked(branch: Branch, depth: int) -> Iterator[tuple[Branch, int]]:
    """Yield the models of a tree from its root on, each with how far it lies below."""
    yield branch, depth
    for replica in branch.replicas:
        yield from _walked(replica, depth + 1)


def _cells(branch: Branch, depth: int, known: Mapping[str, Row], words: Words) -> list[str]:
    row = known.get(branch.code)
    indent = "– " * depth
    if row is None:
        return [f"{indent}{branch.code}", "", words("lineage.not_here")]
    return [f"{indent}{branch.code}: {words.of(row)}", words.of(row, "area"), _survival(row, words)]


def _survival(row: Row, words: Words) -> str:
    return words(f"survival.alive_24_{_answer(row)}")


def _answer(row: Row) -> str:
    alive = row["alive_24_months"]
    return "unknown" if not is_known(alive) else ("yes" if alive else "no")


def _data(rows: Sequence[tuple[Branch, int]], known: Mapping[str, Row]) -> pd.DataFrame:
    """Return the models of a tree: code, what it repeats, how many repeat it, and what a register says."""
    told = [
        {
            "item_code": branch.code,
            "replicated_from": known.get(branch.code, {}).get("replicated_from"),
            "replicas": len(branch.replicas),
            **{name: known.get(branch.code, {}).get(name) for name in TOLD},
        }
        for branch, _ in rows
    ]
    return pd.DataFrame(told, columns=["item_code", "replicated_from", "replicas", *TOLD])


def _draw(tree: Branch, known: Mapping[str, Row], words: Words) -> None:
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
    mark = MARKS[_answer(row)]
    title = escape(_survival(row, words), quote=True)
    place = escape(words.of(row, "area"), quote=True)
    text = escape(f"{code}: {words.of(row)}")
    return f"<span title='{title}. {place}'>{mark} {text}</span>"
