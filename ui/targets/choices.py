"""Which targets are shown and which one is open: all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.targets.status_rule import STANDINGS, UNSAID
from ui.cached import target_frames
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.controls import address, choices
from ui.text.parameters import BadParameter, code_in
from ui.text.place_key import PlaceKey
from ui.text.target_words import SYMBOLS, standing_label
from vocabulary.words import Words

EVERY, NOBODY, OVERDUE = "all", "nobody", "overdue"
# From so many targets on, those of the place's own level are shown first.
MANY = 500
# A drop-down list takes so many lines; the table below it and the search of places find the others.
MOST_LISTED = 300
LEVELS = ("nation", "region", "province", "district", "commune", "group")


def targets_within(visit: Visit, level: str, place: PlaceKey) -> pd.DataFrame:
    """Return the targets of places of a level, or of every one, that are the place or lie in it."""
    year = this_year(visit.edition.store)
    known = target_frames.assessed(visit.edition, year, None if level == EVERY else level)
    return known[target_frames.places_within(visit.edition, known, place)]


def matching_targets(targets: pd.DataFrame, programme: str, owner: str, standing: str) -> pd.DataFrame:
    """Return the targets that pass the filters, in their order."""
    kept = targets
    if programme != EVERY:
        kept = kept[kept["programme_code"].fillna(NOBODY) == programme]
    if owner != EVERY:
        kept = kept[kept["owner_vi"].fillna(NOBODY) == owner]
    if standing != EVERY:
        kept = kept[kept["overdue"]] if standing == OVERDUE else kept[kept["standing"] == standing]
    return kept.reset_index(drop=True)


def choose_level(visit: Visit, place: PlaceKey) -> tuple[str, BadParameter | None]:
    """Draw the list of levels: at first every one, or that of the place where there are very many targets."""
    words, counts = visit.words, target_frames.target_levels(visit.edition)
    names = {EVERY: words("targets.every_level")}
    names |= {level: words(f"targets.level_{level}") for level in LEVELS if level in set(counts["level"])}
    label, default = words("level.title"), _first_level(visit, place)
    return choices.coded_select(label, "target_level", list(names), names.__getitem__, default)


def _first_level(visit: Visit, place: PlaceKey) -> str:
    counts = target_frames.target_levels(visit.edition)
    many = int(counts["targets"].sum()) > MANY and place.level in set(counts["level"])
    return place.level if many else EVERY


def targets_in(visit: Visit, query: Mapping[str, str], place: PlaceKey) -> pd.DataFrame:
    """Return the targets that pass the filters of a view; a filter that names nothing known is none."""
    levels = {EVERY, *target_frames.target_levels(visit.edition)["level"]}
    level, _ = code_in(query, "target_level", levels, _first_level(visit, place))
    within = targets_within(visit, level, place)
    programmes = {EVERY, *within["programme_code"].fillna(NOBODY)}
    owners = {EVERY, *within["owner_vi"].fillna(NOBODY)}
    programme, _ = code_in(query, "target_programme", programmes, EVERY)
    owner, _ = code_in(query, "owner", owners, EVERY)
    standing, _ = code_in(query, "standing", (EVERY, OVERDUE, *STANDINGS), EVERY)
    return matching_targets(within, programme, owner, standing)


def choose_programme(visit: Visit, targets: pd.DataFrame) -> tuple[str, BadParameter | None]:
    """Draw the list of the programmes that the targets belong to."""
    words = visit.words
    known = set(targets["programme_code"].dropna())
    rows = target_frames.programmes(visit.edition).to_dict("records")
    names = {EVERY: words("targets.every_programme")}
    names |= {
        row["code"]: f"{words.of(row)} {row['period_from']}–{row['period_to']}"
        for row in rows
        if row["code"] in known
    }
    if targets["programme_code"].isna().any():
        names[NOBODY] = words("targets.no_programme")
    label = words("targets.programme")
    return choices.coded_select(label, "target_programme", list(names), names.__getitem__, EVERY)


def choose_owner(targets: pd.DataFrame, words: Words) -> tuple[str, BadParameter | None]:
    """Draw the list of the first offices that answer for the targets, the chosen one among them."""
    owners = targets[["owner_vi", "owner_en"]].dropna(subset="owner_vi").drop_duplicates("owner_vi")
    requested = owners[owners["owner_vi"] == address.parameter("owner")]
    first = owners.head(MOST_LISTED).sort_values("owner_vi")
    named = pd.concat([requested, first]).drop_duplicates("owner_vi")
    names = {EVERY: words("targets.every_owner")}
    names |= {row["owner_vi"]: words.of(row, "owner") for row in named.to_dict("records")}
    names[NOBODY] = words("targets.no_owner")
    return choices.coded_select(words("targets.owner"), "owner", list(names), names.__getitem__, EVERY)


def choose_standing(words: Words) -> tuple[str, BadParameter | None]:
    """Draw the list of standings, and of the overdue targets whatever their standing."""
    names = {EVERY: words("targets.every_standing")}
    names |= {standing: standing_label(standing, words) for standing in STANDINGS}
    names[OVERDUE] = words("targets.only_overdue")
    return choices.coded_select(words("table.status"), "standing", list(names), names.__getitem__, EVERY)


def choose_target(visit: Visit, shown: pd.DataFrame) -> tuple[str, BadParameter | None]:
    """Draw the list of the first targets shown and return the key of the open one."""
    listed = (shown.index < MOST_LISTED) | (shown["key"] == address.parameter("target"))
    names = _labels(shown[listed], visit.words)
    labels = dict(zip(shown.loc[listed, "key"], names, strict=True))
    return choices.coded_select(
        visit.words("targets.open"), "target", list(labels), labels.__getitem__, _first_open(shown)
    )


def _labels(shown: pd.DataFrame, words: Words) -> pd.Series[str]:
    symbols = shown["standing"].map(SYMBOLS)
    names = shown[f"indicator_{words.language}"].str.replace(r"^[^:]*: ", "", regex=True)
    places = shown[f"name_{words.language}"]
    return symbols + " " + places + ": " + names + ", " + shown["period_to"].astype("str")


def _first_open(shown: pd.DataFrame) -> str:
    """Return the target to open by default: the first with a standing, else with a pace, else the first."""
    listed = shown.head(MOST_LISTED)
    has_standing = listed["standing"] != UNSAID
    has_pace = listed[["pace_min", "pace_max"]].notna().any(axis=1)
    known = next((listed[kept] for kept in (has_standing, has_pace) if kept.any()), listed)
    return str(known["key"].iloc[0])
