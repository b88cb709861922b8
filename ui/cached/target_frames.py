"""Kept frames of targets: every target with its status, and the results it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data_access.queries import programmes as programme_queries
from data_access.queries import targets as target_queries
from data_access.queries import tracked_results as result_queries
from data_access.store.frames import Row, rows_by
from data_access.targets.targets_with_status import with_standings
from ui.cached import area_frames
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame, shared_value
from ui.text.place_key import NATION, PlaceKey


# Long: kept as it is and never changed, so that a filter need not copy it.
@shared_frame(16)
def assessed(edition: Edition, this_year: int, level: str | None = None) -> pd.DataFrame:
    """Return every target, or those of a level, with its standing in a year.

    ``place`` is the key of its place; ``key`` names the target in an address and outlives a load;
    ``parts_sources`` are the sources of its results.
    """
    targets = ask(edition, lambda session: target_queries.targets(session, level=level))
    results = results_at(edition, level)
    return _keyed(_with_sources(with_standings(targets, results, this_year=this_year), results))


@shared_frame(16)
def results_at(edition: Edition, level: str | None = None) -> pd.DataFrame:
    """Return the results of every target, or of those of a level, by target and year."""
    return ask(edition, lambda session: result_queries.tracked_results(session, level=level))


def _with_sources(found: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Return targets with ``parts_sources``: those of the results that a standing rests on, in one text."""
    pairs = results[["target_id", "source_code"]].dropna().drop_duplicates()
    named = pairs.groupby("target_id")["source_code"].agg(" ".join)
    return found.assign(parts_sources=found["id"].map(named))


def _keyed(found: pd.DataFrame) -> pd.DataFrame:
    places = found["vintage"] + "." + found["level"] + "." + found["area_code"]
    base = found["indicator_code"].str.removeprefix("target_") + "~" + places
    key = base + "~" + found["period_to"].astype("str")
    times = key.groupby(key).cumcount()
    return found.assign(place=places, key=key.where(times == 0, key + "~" + times.astype("str")))


@shared_frame(FRAMES_KEPT)
def target_levels(edition: Edition) -> pd.DataFrame:
    """Return the levels that targets are set at, with how many there are of each."""
    return ask(edition, target_queries.target_levels)


@shared_frame(FRAMES_KEPT)
def results_of(edition: Edition, target: int) -> pd.DataFrame:
    """Return the results that show how far one target is reached, by year."""
    return ask(edition, lambda session: result_queries.tracked_results(session, target=target))


@shared_frame(FRAMES_KEPT)
def programmes(edition: Edition) -> pd.DataFrame:
    """Return every programme, by position."""
    return ask(edition, programme_queries.programmes)


@shared_frame(FRAMES_KEPT)
def measures(edition: Edition) -> pd.DataFrame:
    """Return what all projects do and bring about, by position."""
    return ask(edition, programme_queries.measures)


def places_within(edition: Edition, rows: pd.DataFrame, place: PlaceKey) -> pd.Series[bool]:
    """Say of each row (``vintage``, ``level``, ``area_code``) whether it is of a place or lies in it."""
    if place == NATION:
        return pd.Series(True, index=rows.index)
    inside = pd.Series(False, index=rows.index)
    for (vintage, level), part in rows.groupby(["vintage", "level"]):
        if level in ("nation", "group"):
            continue
        codes = area_frames.codes_within(edition, str(level), str(vintage), place)
        inside[part.index] = part["area_code"].isin(codes)
    return inside


@shared_frame(FRAMES_KEPT)
def targets_of_place(edition: Edition, place: PlaceKey, this_year: int) -> pd.DataFrame:
    """Return the targets of one place as ``assessed`` has them."""
    here = (place.vintage, place.level, place.code)
    targets = ask(
        edition,
        lambda session: target_queries.targets(session, vintage=here[0], level=here[1], code=here[2]),
    )
    results = ask(edition, lambda session: result_queries.tracked_results(session, place=here))
    return _keyed(_with_sources(with_standings(targets, results, this_year=this_year), results))


@shared_value(FRAMES_KEPT)
def target_rows(edition: Edition, place: PlaceKey, this_year: int) -> Mapping[str, Sequence[Row]]:
    """Return the rows of ``targets_of_place`` by the measure that shows them."""
    return rows_by(targets_of_place(edition, place, this_year), "tracked_measure_code")
