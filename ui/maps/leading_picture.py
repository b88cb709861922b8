"""The map of the deprivation that most poor households of each area share, by colour and texture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.deprivation_counts import FEWEST_POOR, leading_rows
from data_access.store.frames import Row
from geo.palettes import LEADING, TEXTURES
from ui.cached.deprivation_frames import review_counts
from ui.cached.editions import Edition
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.figures import is_known
from ui.text.map_sentences import FEWEST_AREAS
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

CLASSES = 9
OTHER = "other"
# With fewer poor households than this a share says nothing about a place.


def leading_parts(edition: Edition, wanted: PictureAddress) -> tuple[MapFacts, Painting]:
    """Return the facts and the painting of each year that has the counts of all deprivations.

    The figures are shares of the poor households, and have ``leading`` and ``tied`` of ``leading_rows``.
    """
    facts, words = map_facts(edition, wanted), Words(wanted.language)
    rows = leading_rows(review_counts(edition, wanted.look, wanted.level))
    shown = shown_classes(rows)
    names = {name: words(f"deprivation.{name}") for name in DEPRIVATIONS}
    labels = [names.get(name, words("explore.leading_other")) for name in shown]
    figures = _figures(facts.figures, rows)
    painting = Painting(
        kind="leading",
        title=words("explore.leading_title"),
        colours=LEADING[: len(shown)],
        textures=TEXTURES[: len(shown)],
        mark=lambda row: str(class_of(row["leading"], shown)),
        legend=lambda marks, _: _legend(marks, labels, words),
        text=_text,
        sentence=lambda here, year: leading_sentence(here, names, wanted.level, year, words),
        notes_are_told=True,
        words={
            "unit": words("area.profile_unit"),
            "unit_joint": words.with_unit("", "%"),
            "ranking": words("explore.leading_ranking"),
        },
    )
    units = {f"unit_{code}": Words(code)("area.profile_unit") for code in LANGUAGES}
    indicator = dict(facts.indicator) | units
    painted = replace(facts, indicator=indicator, figures=figures, national=facts.national.head(0))
    return painted, painting


def shown_classes(rows: pd.DataFrame) -> list[str]:
    """Return the deprivations that lead anywhere, the most frequent first; beyond eight they are "other"."""
    counted = rows.loc[rows["leading"] != "", "leading"].value_counts()
    order = sorted(counted.index, key=lambda name: (-int(counted[name]), DEPRIVATIONS.index(name)))
    return order if len(order) <= CLASSES else [*order[: CLASSES - 1], OTHER]


def class_of(leading: str, shown: list[str]) -> int:
    """Return the class of a deprivation among those shown."""
    return shown.index(leading) if leading in shown else len(shown) - 1


def _figures(figures: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the picture: the share for the value, the name of the deprivation in the note."""
    keys = ["vintage", "area_code", "year"]
    kept = figures.drop_duplicates(keys).merge(
        rows[[*keys, "leading", "tied", "share"]], on=keys, how="inner"
    )
    known = kept["leading"] != ""
    notes = {f"note_{code}": _notes(kept, Words(code)) for code in LANGUAGES}
    return kept.assign(
        value=kept["share"],
        value_min=float("nan"),
        value_max=float("nan"),
        decimals=1,
        qualifier="exact",
        state=pd.Series("reported", index=kept.index).where(known, "suppressed"),
        **notes,
    ).drop(columns=["reason", "restated", "made_of"], errors="ignore")


def _notes(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        words(
            "explore.leading_tied" if row["tied"] else "explore.leading_note",
            name=words(f"deprivation.{row['leading']}"),
        )
        if row["leading"]
        else words("explore.leading_few", count=FEWEST_POOR)
        for row in rows.to_dict("records")
    ]


def _text(row: Row, words: Words) -> str:
    return words.number(row["value"], 1) if is_known(row["value"]) else words(f"state.{row['state']}")


def _legend(marks: str, labels: list[str], words: Words) -> list[dict[str, Any]]:
    return [
        {
            "mark": str(number),
            "label": label,
            "count": marks.count(str(number)),
            "low": 0,
            "high": 0,
            "meaning": words("legend.meaning", bounds=label, count=marks.count(str(number))),
        }
        for number, label in reversed(list(enumerate(labels)))
    ]


def leading_sentence(here: pd.DataFrame, names: dict[str, str], level: str, year: int, words: Words) -> str:
    """Return which deprivation leads in most areas; where several do alike, all of them."""
    known = here[here["leading"] != ""]
    level_name = words(f"level.{level}")
    if len(known) < FEWEST_AREAS:
        return words("headline.too_few", count=len(known), level=level_name, year=str(year))
    counted = known["leading"].value_counts()
    first = [name for name in DEPRIVATIONS if counted.get(name, 0) == counted.max()]
    most = {"year": str(year), "known": len(known), "level": level_name, "count": int(counted.max())}
    if len(first) > 1:
        return words("explore.leading_shared", names=words.listed([names[name] for name in first]), **most)
    return words("explore.leading_most", name=names[first[0]], **most)
