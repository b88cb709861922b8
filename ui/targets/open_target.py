"""One target: what is to be reached by whom, its status and why, and the picture of its results."""

from __future__ import annotations

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
from ui.controls.notices import as_plain
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


def target_section(visit: Visit, target: Row) -> None:
    """Draw what is to be reached, its standing and the reason, beside the picture of its results."""
    indicator = indicator_rows(visit.edition)[str(target["indicator_code"])]
    left, right = st.columns((0.36, 0.64), gap="large")
    with left:
        _facts(visit, target, indicator)
    with right:
        show(visit, target_exhibit(visit, target), pinned={"target": str(target["key"])})


def _facts(visit: Visit, target: Row, indicator: Row) -> None:
    """Draw standing, name, place, goal and reason, then who answers for it and by which document."""
    words = visit.words
    standing = str(target["standing"])
    st.html(
        f"<p class='standing' style='border-color:{COLOURS[standing]}'>"
        f"{escape(standing_label(standing, words))}</p>"
        f"<h2 class='target-name'>{escape(target_name(target, words))}</h2>"
    )
    place = place_key(str(target["place"]))
    if place is not None:
        place_link(visit, place, words.of(target))
    unit = change_unit(target, indicator, words)
    st.markdown(f"**{as_plain(goal_text(target, indicator, words))}**")
    if summed := summed_text(target, words.of(indicator, "unit"), words):
        st.markdown(as_plain(summed))
    st.markdown(as_plain(why(target, unit, words)))
    tracked = tracked_name(target, indicator_rows(visit.edition), measure_rows(visit.edition), words)
    for label, text in (
        ("period", period_text(target)),
        ("owner", owner_text(target, words)),
        ("tracked", tracked),
        ("document", text_in(target, "document") or words("targets.no_document")),
        ("note", text_in(target, f"note_{words.language}")),
    ):
        if text:
            st.markdown(f"{as_plain(words(f'targets.col_{label}'))}: {as_plain(text)}")


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
        silence=words("targets.nothing_to_draw"),
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
