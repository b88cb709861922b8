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
from ui.cached.this_year import this_year
from ui.charts.cards import card_html
from ui.charts.printed_code import Cited
from ui.charts.source_lines import figure_sources
from ui.presentation.place_slides import series_content
from ui.summary.cards import HOUSEHOLDS, PlaceCards, Told, sources_of_cards
from ui.summary.series_texts import how_poor_with_series
from ui.summary.todays_series import every_series
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

Page = dict[str, Any]
TABLES = ("figures", "money", "outcomes", "targets")


def place_page(still: PlaceStill, cited: Cited, maps: Sequence[Page]) -> Page:
    """Return the page: texts, cards, line, deprivations, tables, links, maps; what is not there is empty."""
    words, facts = still.words, still.facts
    told = told_cards(still)
    page = {
        "name": words.of(facts.area, "full_name"),
        "about": what_it_is(still),
        "sentence": how_poor_with_series(facts, still.series, words),
        "cards": [[one.card.label, card_html(one.card)] for one in told],
        "ranks": list(still.ranks),
        "lines": None,
        "profile": _profile(still.profile),
        "tables": {name: still.tables[name] for name in TABLES if name in still.tables},
        "maps": list(maps),
        "links": _links(still),
        "line": cited.line,
        "sources": list(dict.fromkeys([*sources_of_cards(told), *named_sources(still)])),
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


def told_cards(still: PlaceStill) -> list[Told]:
    """Return the cards of the page's first line, those without a value left out."""
    facts = still.facts
    visit = still.visit
    cards = PlaceCards(visit, facts, every_series(visit, facts.place), this_year(visit.edition.store))
    made = [*cards.rates(), cards.rank(), cards.of("households", HOUSEHOLDS), cards.deprivation()]
    return [one for one in (*made, cards.money(), cards.targets()) if one.card.value]


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
