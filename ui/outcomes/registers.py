"""Registers kept by people: pairs of items that may overlap, and the log of what holds the work up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from data_access.models.livelihood import CAUSES, VERDICTS
from data_access.store.frames import Row, by_code
from ui.cached import area_frames, outcome_frames, target_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.exhibit_files import data_csv
from ui.charts.series_charts import AREA_COLOUR, bar_chart
from ui.charts.source_lines import named_sources
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.controls.source_notes import show_sources_of
from ui.text.amounts import amount_text, period_text
from ui.text.figures import is_known, text_in
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table
from vocabulary.words import Words

ROWS_SHOWN = 25
EVERY = "all"
OPEN_COLOUR = "#c77c11"
VERDICT_COLOURS = dict(zip(VERDICTS, ("#8c2d04", AREA_COLOUR, "#7a8793", OPEN_COLOUR), strict=True))
PAIR_HEADERS = ("area", "chain", "period", "first", "second", "verdict", "decision")
LOG_HEADERS = ("noted_on", "area", "cause", "what", "owner", "state")


def overlaps_section(visit: Visit, place: PlaceKey) -> None:
    """Draw the pairs of items of different programmes in one commune, value chain and time."""
    words = visit.words
    pairs = outcome_frames.overlaps_within(visit.edition, place)
    st.markdown(words("overlap.what"))
    if pairs.empty:
        st.info(words("overlap.none"))
        return
    decided = int((pairs["verdict"] != "undecided").sum())
    st.html(f"<p class='figure-large'>{words.number(decided)} / {words.number(len(pairs))}</p>")
    st.caption(words("overlap.decided"))
    show_sources_of(visit, codes_in(pairs))
    _show(visit, overlap_exhibit(visit, place))
    kept = _chosen(visit, pairs, "verdict", VERDICTS)
    programmes = by_code(target_frames.programmes(visit.edition))
    _table(visit, kept, "overlap", PAIR_HEADERS, lambda row: _pair_cells(row, programmes, words))


def overlap_exhibit(visit: Visit, place: PlaceKey) -> Exhibit | None:
    """Return how many pairs have which verdict; None without any pair."""
    words, pairs = visit.words, outcome_frames.overlaps_within(visit.edition, place)
    if pairs.empty:
        return None
    counts = pairs["verdict"].value_counts()
    rows = pd.DataFrame(
        {
            "verdict": VERDICTS,
            "label": [words(f"verdict.{verdict}") for verdict in VERDICTS],
            "value": [float(counts.get(verdict, 0)) for verdict in VERDICTS],
            "text": [words.number(int(counts.get(verdict, 0))) for verdict in VERDICTS],
            "colour": [VERDICT_COLOURS[verdict] for verdict in VERDICTS],
        }
    )
    return _exhibit(visit, place, pairs, rows, "overlap")


def _pair_cells(pair: Row, programmes: Mapping[str, Row], words: Words) -> list[str]:
    decision = [text_in(pair, "decided_by"), text_in(pair, "reason")]
    if is_known(pair["decided_on"]):
        decision.insert(1, words.date(str(pair["decided_on"])))
    return [
        words.of(pair, "area"),
        words.of(pair, "chain"),
        period_text(pair),
        _item(pair, "first", programmes, words),
        _item(pair, "second", programmes, words),
        words(f"verdict.{pair['verdict']}"),
        ". ".join(part for part in decision if part),
    ]


def _item(pair: Row, which: str, programmes: Mapping[str, Row], words: Words) -> str:
    programme = programmes.get(str(pair[f"{which}_programme_code"]))
    amount = pair[f"{which}_amount_vnd"]
    parts = [
        words.of(pair, f"{which}_item"),
        words.of(programme) if programme is not None else "",
        amount_text(amount, words) if is_known(amount) else "",
    ]
    return "; ".join(part for part in parts if part)


def bottlenecks_section(visit: Visit, place: PlaceKey) -> None:
    """Draw what keeps results below what was expected, by the six causes, open entries first."""
    words = visit.words
    log = outcome_frames.bottlenecks_within(visit.edition, place)
    st.markdown(words("bottleneck.what"))
    if log.empty:
        st.info(words("bottleneck.none"))
        return
    still_open = log["closed_on"].isna()
    st.html(f"<p class='figure-large'>{words.number(int(still_open.sum()))} / {words.number(len(log))}</p>")
    st.caption(words("bottleneck.open"))
    show_sources_of(visit, codes_in(log))
    _show(visit, bottleneck_exhibit(visit, place))
    kept = _chosen(visit, log, "cause", CAUSES)
    ordered = kept.assign(closed=kept["closed_on"].notna()).sort_values("closed", kind="stable")
    _table(
        visit, ordered.drop(columns="closed"), "bottleneck", LOG_HEADERS, lambda row: _log_cells(row, words)
    )


def bottleneck_exhibit(visit: Visit, place: PlaceKey) -> Exhibit | None:
    """Return how many entries of each cause are open and closed; None without any entry."""
    words, log = visit.words, outcome_frames.bottlenecks_within(visit.edition, place)
    if log.empty:
        return None
    still_open = log["closed_on"].isna()
    counts = log[still_open]["cause"].value_counts()
    closed = log[~still_open]["cause"].value_counts()
    rows = pd.DataFrame(
        {
            "cause": CAUSES,
            "label": [words(f"cause.{cause}") for cause in CAUSES],
            "value": [float(counts.get(cause, 0)) for cause in CAUSES],
            "text": [
                words("bottleneck.counts", open=int(counts.get(cause, 0)), closed=int(closed.get(cause, 0)))
                for cause in CAUSES
            ],
            "colour": OPEN_COLOUR,
        }
    )
    return _exhibit(visit, place, log, rows, "bottleneck")


def _log_cells(entry: Row, words: Words) -> list[str]:
    closed = entry["closed_on"]
    return [
        words.date(str(entry["noted_on"])),
        words.of(entry, "area"),
        words(f"cause.{entry['cause']}"),
        words.of(entry, "what"),
        text_in(entry, f"owner_{words.language}") or words("targets.no_owner"),
        words("bottleneck.closed_on", date=words.date(str(closed)))
        if is_known(closed)
        else words("bottleneck.is_open"),
    ]


def _show(visit: Visit, exhibit: Exhibit | None) -> None:
    if exhibit is not None:
        show(visit, exhibit)


def _exhibit(visit: Visit, place: PlaceKey, rows: pd.DataFrame, bars: pd.DataFrame, topic: str) -> Exhibit:
    words = visit.words
    codes = list(rows["source_code"].value_counts().index)
    name = words.of(area_frames.area_row(visit.edition, place), "full_name")
    unit = words(f"{topic}.unit")
    return Exhibit(
        key=topic,
        title=words(f"{topic}.title"),
        subtitle=f"{name} · {unit}",
        sources=named_sources(visit, codes),
        chart=bar_chart(bars.iloc[:, 1:], unit=unit, words=words, row_height=36),
        headers=[words("parts.part"), unit],
        cells=bars[["label", "text"]].to_numpy().tolist(),
        numeric=(1,),
        data=bars.drop(columns=["text", "colour"]),
    )


def _chosen(visit: Visit, rows: pd.DataFrame, column: str, codes: tuple[str, ...]) -> pd.DataFrame:
    """Draw the filter by verdict or cause and return the rows that pass it."""
    words = visit.words
    names = {EVERY: words("models.every")} | {code: words(f"{column}.{code}") for code in codes}
    chosen, bad_parameter = choices.coded_segments(
        words(f"models.{column}"), column, list(names), names.__getitem__, EVERY
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    return rows if chosen == EVERY else rows[rows[column] == chosen]


def _table(
    visit: Visit, rows: pd.DataFrame, topic: str, headers: tuple[str, ...], cells: Callable[[Row], list[str]]
) -> None:
    words = visit.words
    if len(rows) > ROWS_SHOWN:
        st.caption(words("targets.first_rows", shown=ROWS_SHOWN, count=len(rows)))
    named = [words(f"{topic}.col_{name}") for name in headers]
    st.html(plain_table("", named, [cells(row) for row in rows.head(ROWS_SHOWN).to_dict("records")]))
    show_sources_of(visit, codes_in(rows.head(ROWS_SHOWN)))
    st.download_button(
        words("exhibit.csv"),
        lambda: data_csv(rows, (), (), named_sources(visit, codes_in(rows))),
        file_name=f"{topic}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{topic}.csv",
    )
