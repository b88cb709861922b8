"""One target: what is to be reached by whom, its status and why, and the picture of its results."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import target_frames
from ui.cached.catalogue_rows import indicator_rows, measure_rows
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.charts.target_chart import target_chart, target_points, way
from ui.controls.exhibits import show
from ui.controls.place_links import place_link
from ui.targets.target_list import tracked_name
from ui.text.figures import text_in
from ui.text.place_key import place_key
from ui.text.source_citation import codes_in, source_citation
from ui.text.target_words import (
    COLOURS,
    change_unit,
    goal_text,
    owner_text,
    period_text,
    standing_label,
    summed_text,
    target_name,
    tracked_unit,
    why,
)
from vocabulary.words import Words


def target_section(visit: Visit, target: Row) -> None:
    """Draw the picture of a target's results under its status, and below it who answers for it."""
    lead = partial(_lead, visit, target)
    show(visit, replace(target_exhibit(visit, target), lead=lead), pinned={"target": str(target["key"])})
    st.html(f"<p class='target-facts'>{' · '.join(_facts(visit, target))}</p>")
    place = place_key(str(target["place"]))
    if place is not None:
        place_link(visit, place, visit.words("outcomes.open_area", name=visit.words.of(target)))


def _lead(visit: Visit, target: Row) -> None:
    """Draw the status with its sign and colour."""
    words, standing = visit.words, str(target["standing"])
    st.html(
        f"<p class='standing' style='border-color:{COLOURS[standing]}'>"
        f"{escape(standing_label(standing, words))}</p>"
    )


def _facts(visit: Visit, target: Row) -> list[str]:
    """Return who answers for a target, by what it is measured and by which document it is set."""
    words = visit.words
    tracked = tracked_name(target, indicator_rows(visit.edition), measure_rows(visit.edition), words)
    facts = {
        "owner": owner_text(target, words),
        "tracked": tracked,
        "document": text_in(target, "document") or words("targets.no_document"),
        "note": text_in(target, f"note_{words.language}"),
    }
    return [
        f"{escape(words(f'targets.col_{label}'))}: {escape(text)}" for label, text in facts.items() if text
    ]


def _sentence(target: Row, indicator: Row, words: Words) -> str:
    """Return what is to be reached, the sum so far where one is held against it, and why it stands so."""
    goal = goal_text(target, indicator, words)
    summed = summed_text(target, words.of(indicator, "unit"), words)
    told = (
        f"{goal[0].upper()}{goal[1:]}.",
        summed,
        why(target, change_unit(target, indicator, words), words),
    )
    return " ".join(text for text in told if text)


def target_exhibit(visit: Visit, target: Row) -> Exhibit:
    """Return the results of a target beside the way to it; its sentence is why it has its standing."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    indicator = indicators[str(target["indicator_code"])]
    tracked = indicators.get(str(target["tracked_indicator_code"])) or measure_rows(visit.edition).get(
        str(target["tracked_measure_code"])
    )
    unit = tracked_unit(target, indicator, tracked, words)
    results = target_frames.results_of(visit.edition, int(target["id"]))
    row = next(pd.DataFrame([dict(target)]).itertuples(index=False))
    points, path = target_points(row, results, words), way(row, results)
    drawn = len(points) + len(path) > 0
    return Exhibit(
        key="target",
        title=target_name(target, words),
        subtitle=f"{words.of(target)} · {period_text(target)} · {unit}",
        sources=named_sources(visit, _sources(target, results), results),
        chart=target_chart(points, path, unit=unit, words=words) if drawn else None,
        headers=[
            words("picture.year"),
            words("targets.result"),
            words("targets.compared"),
            words("table.source"),
        ],
        cells=_point_cells(visit, points, results),
        numeric=(1,),
        data=points[["year", "value", "least", "most", "compared"]],
        silence=f"{words('targets.nothing_to_draw')} {_sentence(target, indicator, words)}",
        sentence=_sentence(target, indicator, words),
    )


def _point_cells(visit: Visit, points: pd.DataFrame, results: pd.DataFrame) -> list[list[str]]:
    words, sources = visit.words, source_rows(visit.edition)
    of_year = results.drop_duplicates("year").set_index("year")["source_code"]
    return [
        [
            str(row["year"]),
            str(row["text"]),
            words("targets.yes") if row["compared"] else words("targets.no"),
            source_citation(sources[of_year[row["year"]]], words) if row["year"] in of_year else "",
        ]
        for row in points.to_dict("records")
    ]


def _sources(target: Row, results: pd.DataFrame) -> list[str]:
    """Return the source of the target, then those of its results, its starting value among them."""
    newest = results.sort_values("year", ascending=False)
    return [str(target["source_code"]), *codes_in(newest)]
