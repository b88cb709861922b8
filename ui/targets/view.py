"""The targets page: what is to be reached by whom, where it stands by a published rule, what is overdue."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from data_access.targets.target_status import STANDINGS
from ui.cached import target_frames
from ui.cached.catalogue_rows import indicator_rows, measure_rows, source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.target_chart import target_chart, target_points, way
from ui.controls import notices
from ui.controls.current_visit import current_visit, current_words
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.controls.place_links import place_link
from ui.targets.choices import chosen_target, chosen_targets
from ui.targets.target_list import draw_list, tracked_name
from ui.text.figures import text_in
from ui.text.language import Words
from ui.text.place_key import place_key
from ui.text.source_citation import source_citation
from ui.text.target_words import (
    COLOURS,
    SYMBOLS,
    change_unit,
    goal_text,
    owner_text,
    period_text,
    standing_label,
    target_name,
    tracked_unit,
    why,
)

RULES = ("span", "comparable", "pace", "range", "rough", "overdue")


@st.fragment
def targets_page() -> None:
    """Draw the targets page; a choice in it draws only this part again."""
    words, _ = current_words()
    notices.guarded(_draw, words)


def _draw() -> None:
    visit = current_visit()
    title = st.container()
    shown = chosen_targets(visit)
    with title:
        _title(visit, shown)
    if shown.empty:
        st.info(visit.words("targets.none"))
        return
    key = chosen_target(visit, shown, lambda rows: _labels(rows, visit.words))
    _target(visit, shown[shown["key"] == key].iloc[0].to_dict())
    st.subheader(visit.words("targets.list", count=len(shown)), anchor=False)
    draw_list(visit, shown, measure_rows(visit.edition))


def _labels(shown: pd.DataFrame, words: Words) -> pd.Series[str]:
    symbols = shown["standing"].map(SYMBOLS)
    names = shown[f"indicator_{words.language}"].str.replace(r"^[^:]*: ", "", regex=True)
    places = shown[f"name_{words.language}"]
    return symbols + " " + places + ": " + names + ", " + shown["period_to"].astype("str")


def _title(visit: Visit, shown: pd.DataFrame) -> None:
    words = visit.words
    counts = shown["standing"].value_counts()
    parts = [
        words(f"standing.count_{standing}", count=int(counts[standing]))
        for standing in STANDINGS
        if counts.get(standing, 0)
    ]
    sentence = words("targets.headline", count=len(shown), parts=words.listed(parts))
    st.html(f"<h1 class='headline'>{escape(sentence if parts else words('targets.none'))}</h1>")
    st.html(_bar({standing: int(counts.get(standing, 0)) for standing in STANDINGS}, words))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_overdue(shown, words), width="content")
        with st.popover(words("targets.rule"), type="tertiary"):
            for rule in RULES:
                st.markdown("- " + as_plain(words(f"rule.{rule}")))


def _overdue(shown: pd.DataFrame, words: Words) -> str:
    """Return how many are overdue, and how many of those had gone fast enough, or not, as far as is known."""
    overdue = shown[shown["overdue"]]
    sentences = [words("targets.overdue", count=len(overdue))]
    for reason in ("pace_enough", "pace_short"):
        if count := int((overdue["reason"] == reason).sum()):
            sentences.append(words(f"targets.overdue_{reason}", count=count))
    return " ".join(sentences)


def _bar(counts: Mapping[str, int], words: Words) -> str:
    """Return one bar of all targets by standing; its numbers stand in the headline above it."""
    parts = "".join(
        f"<span style='flex:{count};background:{COLOURS[standing]}' "
        f"title='{escape(words(f'standing.{standing}'), quote=True)}'>{SYMBOLS[standing]} {count}</span>"
        for standing, count in counts.items()
        if count
    )
    return f"<div class='standing-bar' aria-hidden='true'>{parts}</div>"


def _target(visit: Visit, target: Row) -> None:
    """Draw one target: what is to be reached, its picture, and why it stands where it stands."""
    words, indicators = visit.words, indicator_rows(visit.edition)
    indicator = indicators[str(target["indicator_code"])]
    left, right = st.columns((0.36, 0.64), gap="large")
    with left:
        _facts(visit, target, indicator)
    with right:
        tracked = indicators.get(str(target["tracked_indicator_code"])) or measure_rows(visit.edition).get(
            str(target["tracked_measure_code"])
        )
        show(visit, _exhibit(visit, target, tracked_unit(target, indicator, tracked, words)))


def _facts(visit: Visit, target: Row, indicator: Row) -> None:
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


def _exhibit(visit: Visit, target: Row, unit: str) -> Exhibit:
    words = visit.words
    results = target_frames.results_of(visit.edition, int(target["id"]))
    row = next(pd.DataFrame([dict(target)]).itertuples(index=False))
    points, path = target_points(row, results, words), way(row, results)
    drawn = len(points) + len(path) > 0
    return Exhibit(
        key="target",
        title=target_name(target, words),
        subtitle=f"{words.of(target)} · {period_text(target)} · {unit}",
        source=_sources(visit, target, results),
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


def _sources(visit: Visit, target: Row, results: pd.DataFrame) -> str:
    words, sources = visit.words, source_rows(visit.edition)
    newest = results.sort_values("year", ascending=False)["source_code"]
    codes = list(dict.fromkeys([target["source_code"], *newest]))[:3]
    return words("panel.source", source="; ".join(source_citation(sources[code], words) for code in codes))
