"""Which targets are shown and which one is open: all of it in the address."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data_access.targets.target_status import STANDINGS, UNSAID
from ui.cached import target_frames
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.controls import address, choices, notices
from ui.controls.place_choice import choose_place
from ui.text.language import Words
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey
from ui.text.target_words import standing_label

EVERY, NOBODY, OVERDUE = "all", "nobody", "overdue"
# From so many targets on, those of the place's own level are shown first.
MANY = 500
# A drop-down list takes so many lines; the table below it and the search of places find the others.
MOST_LISTED = 300
LEVELS = ("nation", "region", "province", "district", "commune", "group")


def chosen_targets(visit: Visit) -> pd.DataFrame:
    """Draw the filters and return the targets that pass them all, in their order."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom", key="target-choices"):
        place, bad_place = choose_place(visit)
        level, bad_level = _level(visit, place)
        year = this_year(visit.edition.store)
        known = target_frames.assessed(visit.edition, year, None if level == EVERY else level)
        kept = known[target_frames.places_within(visit.edition, known, place)]
        programme, bad_programme = _programme(visit, kept)
        owner, bad_owner = _owner(kept, words)
        standing, bad_standing = _standing(words)
    found: list[BadParameter | None] = [bad_level, bad_programme, bad_owner, bad_standing]
    notices.bad_parameters([bad_place, *choices.unless_just_chosen(found)], words)
    if programme != EVERY:
        kept = kept[kept["programme_code"].fillna(NOBODY) == programme]
    if owner != EVERY:
        kept = kept[kept["owner_vi"].fillna(NOBODY) == owner]
    if standing != EVERY:
        kept = kept[kept["overdue"]] if standing == OVERDUE else kept[kept["standing"] == standing]
    return kept.reset_index(drop=True)


def _level(visit: Visit, place: PlaceKey) -> tuple[str, BadParameter | None]:
    """Draw the list of levels: at first every one, or that of the place where there are very many targets."""
    words, counts = visit.words, target_frames.target_levels(visit.edition)
    names = {EVERY: words("targets.every_level")}
    names |= {level: words(f"targets.level_{level}") for level in LEVELS if level in set(counts["level"])}
    many = int(counts["targets"].sum()) > MANY and place.level in names
    label = words("level.title")
    default = place.level if many else EVERY
    return choices.coded_select(label, "target_level", list(names), names.__getitem__, default)


def _programme(visit: Visit, everything: pd.DataFrame) -> tuple[str, BadParameter | None]:
    words = visit.words
    known = set(everything["programme_code"].dropna())
    rows = target_frames.programmes(visit.edition).to_dict("records")
    names = {EVERY: words("targets.every_programme")}
    names |= {
        row["code"]: f"{words.of(row)} {row['period_from']}–{row['period_to']}"
        for row in rows
        if row["code"] in known
    }
    if everything["programme_code"].isna().any():
        names[NOBODY] = words("targets.no_programme")
    label = words("targets.programme")
    return choices.coded_select(label, "target_programme", list(names), names.__getitem__, EVERY)


def _owner(everything: pd.DataFrame, words: Words) -> tuple[str, BadParameter | None]:
    owners = everything[["owner_vi", "owner_en"]].dropna(subset="owner_vi").drop_duplicates("owner_vi")
    requested = owners[owners["owner_vi"] == address.parameter("owner")]
    first = owners.head(MOST_LISTED).sort_values("owner_vi")
    named = pd.concat([requested, first]).drop_duplicates("owner_vi")
    names = {EVERY: words("targets.every_owner")}
    names |= {row["owner_vi"]: words.of(row, "owner") for row in named.to_dict("records")}
    names[NOBODY] = words("targets.no_owner")
    return choices.coded_select(words("targets.owner"), "owner", list(names), names.__getitem__, EVERY)


def _standing(words: Words) -> tuple[str, BadParameter | None]:
    names = {EVERY: words("targets.every_standing")}
    names |= {standing: standing_label(standing, words) for standing in STANDINGS}
    names[OVERDUE] = words("targets.only_overdue")
    return choices.coded_select(words("table.status"), "standing", list(names), names.__getitem__, EVERY)


def chosen_target(
    visit: Visit, shown: pd.DataFrame, names: Callable[[pd.DataFrame], pd.Series[str]]
) -> str | None:
    """Draw the list of the first targets and return the key of the open one; None where there is none."""
    if shown.empty:
        return None
    listed = (shown.index < MOST_LISTED) | (shown["key"] == address.parameter("target"))
    labels = dict(zip(shown.loc[listed, "key"], names(shown[listed]), strict=True))
    key, bad_parameter = choices.coded_select(
        visit.words("targets.open"), "target", list(labels), labels.__getitem__, _first_open(shown)
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), visit.words)
    return key


def _first_open(shown: pd.DataFrame) -> str:
    """Return the target to open unasked: the first that stands somewhere, else has a pace, else the first."""
    listed = shown.head(MOST_LISTED)
    stands = listed["standing"] != UNSAID
    has_pace = listed[["pace_min", "pace_max"]].notna().any(axis=1)
    told = next((listed[kept] for kept in (stands, has_pace) if kept.any()), listed)
    return str(told["key"].iloc[0])
