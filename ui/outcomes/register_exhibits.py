"""Exhibits of the registers that people keep: pairs that may overlap, and what holds the work up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from data_access.models.livelihood import CAUSES, VERDICTS
from data_access.store.frames import Row, by_code
from ui.cached import area_frames, outcome_frames, target_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import AREA_COLOUR, bar_chart
from ui.charts.source_lines import named_sources
from ui.text.amounts import amount_text, period_text
from ui.text.figures import is_known, text_in
from ui.text.parameters import code_in
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from vocabulary.words import Words

ROWS_SHOWN = 12
EVERY = "all"
OPEN_COLOUR = "#c77c11"
VERDICT_COLOURS = dict(zip(VERDICTS, ("#8c2d04", AREA_COLOUR, "#7a8793", OPEN_COLOUR), strict=True))
PAIR_HEADERS = ("area", "chain", "period", "first", "second", "verdict", "decision")
LOG_HEADERS = ("noted_on", "area", "cause", "what", "owner", "state")
# Columns that a hall has room for: place, both items, verdict; day, place, cause, what, state.
PAIR_HALL, LOG_HALL = (0, 3, 4, 5), (0, 1, 2, 3, 5)
# Sizes and counts of rows are no figures.
NOT_TOLD = ("id",)


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


def overlap_list(visit: Visit, place: PlaceKey, query: Mapping[str, str]) -> Exhibit:
    """Return the pairs that have the verdict of a view, or all, as a table."""
    words, pairs = visit.words, outcome_frames.overlaps_within(visit.edition, place)
    kept = _filtered(pairs, "verdict", VERDICTS, query)
    programmes = by_code(target_frames.programmes(visit.edition))
    headers = [words(f"overlap.col_{name}") for name in PAIR_HEADERS]
    return _list(visit, place, "overlap", kept, headers, lambda row: _pair_cells(row, programmes, words))


def bottleneck_list(visit: Visit, place: PlaceKey, query: Mapping[str, str]) -> Exhibit:
    """Return the entries of the cause of a view, or all, as a table; open ones first."""
    words, log = visit.words, outcome_frames.bottlenecks_within(visit.edition, place)
    kept = _filtered(log, "cause", CAUSES, query)
    ordered = kept.assign(closed=kept["closed_on"].notna()).sort_values("closed", kind="stable")
    headers = [words(f"bottleneck.col_{name}") for name in LOG_HEADERS]
    rows = ordered.drop(columns="closed")
    return _list(visit, place, "bottleneck", rows, headers, lambda row: _log_cells(row, words))


def _filtered(
    rows: pd.DataFrame, column: str, codes: Sequence[str], query: Mapping[str, str]
) -> pd.DataFrame:
    chosen, _ = code_in(query, column, (EVERY, *codes), EVERY)
    return rows if chosen == EVERY else rows[rows[column] == chosen]


def _list(
    visit: Visit,
    place: PlaceKey,
    topic: str,
    rows: pd.DataFrame,
    headers: Sequence[str],
    cells: Callable[[Row], list[str]],
) -> Exhibit:
    words = visit.words
    return Exhibit(
        key=f"{topic}-list",
        title=words(f"{topic}.list", count=len(rows)),
        subtitle=words.of(area_frames.area_row(visit.edition, place), "full_name"),
        sources=named_sources(visit, codes_in(rows)),
        chart=None,
        headers=headers,
        cells=[cells(row) for row in rows.head(ROWS_SHOWN).to_dict("records")],
        data=rows.drop(columns=list(NOT_TOLD)),
        of_rows=len(rows),
        hall_columns=PAIR_HALL if topic == "overlap" else LOG_HALL,
        silence=words("registers.none_chosen"),
    )


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
