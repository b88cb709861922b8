"""The page of a place in a pack: what the site's page of it says, as texts that the browser only sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.store.frames import Row
from exports.places.brief_contents import PlaceStill
from exports.places.brief_sheet import what_it_is
from ui.cached import area_frames
from ui.cached.place_facts import POVERTY
from ui.charts.printed_code import Cited
from ui.charts.source_lines import figure_sources
from ui.place.series_texts import how_poor_with_series
from ui.presentation.slide_contents import series_content
from ui.text.estimates import estimated_title
from ui.text.figures import value_text
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

Page = dict[str, Any]
TABLES = ("figures", "money", "outcomes", "targets")


def place_page(still: PlaceStill, cited: Cited, maps: Sequence[Page]) -> Page:
    """Return the page: texts, cards, line, deprivations, tables, links, maps; what is not there is empty."""
    words, facts = still.words, still.facts
    page = {
        "name": words.of(facts.area, "full_name"),
        "about": what_it_is(still),
        "sentence": how_poor_with_series(facts, still.series, words),
        "cards": cards(still),
        "ranks": list(still.ranks),
        "lines": None,
        "profile": _profile(still.profile),
        "tables": {name: still.tables[name] for name in TABLES if name in still.tables},
        "maps": list(maps),
        "links": _links(still),
        "line": cited.line,
        "sources": named_sources(still),
    }
    if still.series is not None:
        page["lines"] = series_content(still.visit, facts, still.series)
    return page


def cited_of_load(cited: Cited, day: str) -> Cited:
    """Return a citation of the day of the load: the same pack is the same to the last letter."""
    return replace(cited, citation=replace(cited.citation, on=day))


def named_sources(still: PlaceStill) -> list[str]:
    """Return the codes of all sources of the page, in the order in which it shows their figures."""
    told = still.series.told if still.series is not None else ()
    series = figure_sources(still.visit, *told).codes if told else ()
    rows = [cells[3] for name in TABLES for cells in still.tables.get(name, [])]
    return list(dict.fromkeys([*series, *still.profile_sources, *rows]))


def cards(still: PlaceStill) -> list[Page]:
    """Return the figures of the first line: rates, rank, the newest counts, the widest deprivation."""
    found = [*_rates(still), *_ranks(still), *_counts(still), _worst(still.profile, still.words)]
    return [card for card in found if card is not None]


def _card(label: str, value: str, note: str) -> Page:
    return {"label": label, "value": value, "note": note}


def _rates(still: PlaceStill) -> list[Page]:
    """Return the rate that the place reported last, and that of its series where it is another one."""
    facts, series, words = still.facts, still.series, still.words
    own, indicator = facts.newest(POVERTY), facts.indicator_of_newest(POVERTY)
    found = []
    if own is not None and indicator is not None:
        found.append(_figure_card(words.of(indicator), own, indicator, words))
    if series is not None and (own is None or series.indicator["code"] != own["indicator_code"]):
        title = estimated_title(words.of(series.indicator), series.own.tail(1), words)
        found.append(_figure_card(title, series.own.iloc[-1].to_dict(), series.indicator, words))
    return found


def _figure_card(title: str, row: Row, indicator: Row, words: Words) -> Page:
    # The name of an indicator of the census says by itself where it comes from.
    kind = [] if indicator["group"] == CENSUS else [words(f"explore.kind_{row['source_kind']}")]
    return _card(title, value_text(row, indicator, words), " · ".join([str(int(row["year"])), *kind]))


def _ranks(still: PlaceStill) -> list[Page]:
    told = [line.partition(": ")[2] for line in still.ranks[-1:]]
    return [_card(still.words("pack.rank"), _first_number(text), text) for text in told]


def _first_number(text: str) -> str:
    return next((word for word in text.split() if word[:1].isdigit()), "")


CENSUS = "census"
# Until two of them are found: what is told beside the rate.
COUNTED = ("near_poor_household_rate", "poor_households", "census_households", "census_population")


def _counts(still: PlaceStill) -> list[Page]:
    """Return the newest of the counts that are known here, two at most."""
    facts, words = still.facts, still.words
    found = []
    for code in COUNTED:
        rows = facts.figures_of(code) if code in facts.indicators else facts.figures.head(0)
        if len(rows):
            indicator = facts.indicators[code]
            found.append(_figure_card(words.of(indicator), rows.iloc[-1].to_dict(), indicator, words))
    return found[:2]


def _worst(profile: pd.DataFrame, words: Words) -> Page | None:
    if profile.empty:
        return None
    own = profile[profile["series"] == profile["series"].iloc[0]]
    row = own.sort_values("value", ascending=False, kind="stable").iloc[0]
    return _card(words("pack.worst"), str(row["text"]), f"{row['label']}, {int(row['year'])}")


def _profile(profile: pd.DataFrame) -> Page | None:
    """Return the deprivations, the widest first, each beside that of the place it is compared with."""
    if profile.empty:
        return None
    names = list(dict.fromkeys(profile["series"]))
    own = profile[profile["series"] == names[0]].sort_values("value", ascending=False, kind="stable")
    other = profile[profile["series"] != names[0]].set_index("label")
    rows = [
        {
            "label": row["label"],
            "text": row["text"],
            "value": float(row["value"]),
            "beside": float(other["value"][row["label"]]) if row["label"] in other.index else None,
            "beside_text": str(other["text"][row["label"]]) if row["label"] in other.index else "",
        }
        for row in own.to_dict("records")
    ]
    return {"year": int(own["year"].max()), "names": names, "rows": rows}


def _links(still: PlaceStill) -> dict[str, list[list[str]]]:
    """Return the places above, within, before and after the place: key and name of each."""
    facts, words = still.facts, still.words
    edition, is_whole = still.visit.edition, facts.place.level == "commune"
    parts = [] if is_whole else area_frames.children(edition, facts.place).to_dict("records")
    found: dict[str, Sequence[Row]] = {
        "above": list(facts.above),
        "parts": parts,
        "successors": facts.successors(),
        "predecessors": facts.predecessors(),
    }
    return {name: [_link(row, words) for row in rows] for name, rows in found.items() if rows}


def _link(row: Row, words: Words) -> list[str]:
    return [str(PlaceKey(row["vintage"], row["level"], row["code"])), words.of(row, "full_name")]
