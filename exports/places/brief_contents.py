"""What the brief of a place says: map, series, rank, deprivations, newest figures, money and targets."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from data_access.money.money_question import MoneyQuestion
from data_access.queries.money import money
from data_access.queries.outcomes import OutcomeQuestion, outcomes
from data_access.queries.targets import targets
from exports.maps.still import MapStill, map_still
from geo.layers import UnknownLayer
from ui.cached import area_frames, figure_frames
from ui.cached.brief_frames import measure_rows, programmes_with_money, project_names
from ui.cached.editions import Edition, ask
from ui.cached.figure_frames import UnknownPicture
from ui.cached.place_facts import AreaFacts, area_facts
from ui.cached.shared_frames import shared_value
from ui.cached.target_frames import target_levels
from ui.cached.visit import Visit
from ui.charts.source_lines import weights_of
from ui.maps.map_address import MapAddress
from ui.place.location import LOOK_OF_LAYER, WIDER, located
from ui.place.profile import compared_places
from ui.summary.deprivations import profile_rows
from ui.summary.series import AreaSeries, rank_lines
from ui.summary.todays_series import page_series
from ui.text.amounts import money_text, period_text
from ui.text.figures import INDICATOR_GROUPS, is_known, number_text, status_text, value_text, years_text
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from ui.text.target_words import goal_text, target_name
from vocabulary.words import Words

Cells = tuple[str, str, str, str]
# Behind a figure that was reported and is no final result; explained under the tables.
REPORTED_MARK = " *"
FUNDS_LISTED = ("total", "state_budget", "central", "local", "policy_credit", "mobilised")
# Drawn, or listed as money, outcomes and targets.
NOT_LISTED = ("deprivation", "funding", "outcome", "target")


@dataclass(frozen=True)
class PlaceStill:
    """Everything on the brief of one place.

    ``map`` and ``series`` are None where there is none; ``profile`` has ``series``, ``label``, ``value`` and
    ``text``, the place's own rows first; ``tables`` are rows of what, when, how much and which source, by
    heading.
    """

    visit: Visit
    facts: AreaFacts
    map: MapStill | None
    series: AreaSeries | None
    ranks: Sequence[str]
    profile: pd.DataFrame
    tables: dict[str, list[Cells]]

    @property
    def series_sources(self) -> list[str]:
        """The codes of the sources that the series, its weights and the ranks rest on."""
        told = () if self.series is None else self.series.told
        named = [code for figures in told for code in codes_in(figures)]
        named += [code for figures in told for code in weights_of(self.visit, figures)]
        return list(dict.fromkeys(named))

    @property
    def profile_sources(self) -> list[str]:
        """The codes of the sources that the deprivations rest on."""
        return codes_in(self.profile)

    @property
    def words(self) -> Words:
        """The language of the brief."""
        return self.visit.words


def place_still(visit: Visit, place: PlaceKey, *, with_map: bool = True) -> PlaceStill:
    """Return what the brief of a place that exists says; without its map where that is drawn elsewhere."""
    facts = area_facts(visit, place)
    series = page_series(visit, place)
    tables = {
        "figures": _figures(facts, visit.words),
        "money": _money(visit, place),
        "outcomes": _outcomes(visit, place),
        "targets": _targets(visit, place),
    }
    return PlaceStill(
        visit=visit,
        facts=facts,
        map=_map(visit, facts) if with_map else None,
        series=series,
        ranks=rank_lines(visit, place, str(series.indicator["code"])) if series else [],
        profile=_profile(visit, facts),
        tables={name: rows for name, rows in tables.items() if rows},
    )


def _map(visit: Visit, facts: AreaFacts) -> MapStill | None:
    """Return the map of a place among its neighbours; without one, of the place it lies in."""
    above = [PlaceKey(row["vintage"], row["level"], row["code"]) for row in facts.above]
    found = (_map_of(visit.edition, visit.words.language, place) for place in (facts.place, *above))
    return next((still for still in found if still is not None), None)


# As a resource, never changed: the communes of a district share its map.
@shared_value(64)
def _map_of(edition: Edition, language: str, place: PlaceKey) -> MapStill | None:
    if place.level not in WIDER and (place.vintage, place.level) not in LOOK_OF_LAYER:
        return None
    visit = Visit(Words(language), edition)
    found = located(visit, area_facts(visit, place))
    if found is None:
        return None
    try:
        return map_still(edition.reader, MapAddress(*found, edition.store))
    except (UnknownPicture, UnknownLayer):
        return None


def _profile(visit: Visit, facts: AreaFacts) -> pd.DataFrame:
    """Return the place's deprivations of its newest year, then the nation's of the same year."""
    words = visit.words
    own: pd.DataFrame = profile_rows(facts.figures, facts, words.of(facts.area), words)
    if own.empty:
        return own
    year = own["year"].max()
    frames = [own[own["year"] == year]]
    for place in compared_places(facts)[-1:]:
        name = words.of(area_frames.area_row(visit.edition, place))
        other = profile_rows(figure_frames.figures_of_place(visit.edition, place), facts, name, words)
        frames.append(other[other["year"] == year])
    whole: pd.DataFrame = pd.concat(frames, ignore_index=True)
    return whole


def _figures(facts: AreaFacts, words: Words) -> list[Cells]:
    """Return the newest figure of each indicator by group."""
    rows = []
    for group in INDICATOR_GROUPS:
        if group in NOT_LISTED:
            continue
        codes = [code for code, row in facts.indicators.items() if row["group"] == group]
        own = facts.figures[facts.figures["indicator_code"].isin(codes)]
        newest = own.drop_duplicates("indicator_code", keep="last").set_index("indicator_code", drop=False)
        rows += [newest.loc[code].to_dict() for code in codes if code in newest.index]
    return [_figure_cells(row, facts, words) for row in rows]


def _figure_cells(row: dict[Hashable, Any], facts: AreaFacts, words: Words) -> Cells:
    indicator = facts.indicators[row["indicator_code"]]
    value = value_text(row, indicator, words)
    if row["status"] == "reported":
        value += REPORTED_MARK
    elif status := status_text(row["status"], words):
        value += f" ({status})"
    return words.of(indicator), years_text(row), value, str(row["source_code"])


def _money(visit: Visit, place: PlaceKey) -> list[Cells]:
    """Return the money of the place as reported, totals before their parts, the newest first."""
    words = visit.words
    names = project_names(visit.edition, words.language)
    rows: list[dict[Hashable, Any]] = []
    for programme in programmes_with_money(visit.edition, place.vintage, place.level).get(place.code, ()):
        question = MoneyQuestion(place.vintage, place.level, place.code, programme=programme)
        found = ask(visit.edition, partial(money, question=question))
        has_amount = found["amount_vnd"].notna() | found["amount_min_vnd"].notna()
        rows += found[has_amount & found["fund"].isin(FUNDS_LISTED)].to_dict("records")
    rows.sort(key=lambda row: (row["beneath"], -row["period_to"], row["period_from"]))
    return [
        (_money_name(row, names, words), period_text(row), money_text(row, words), str(row["source_code"]))
        for row in rows
    ]


def _money_name(row: dict[Hashable, Any], names: Mapping[str, str], words: Words) -> str:
    item = row[f"item_{words.language}"]
    what = item if is_known(item) else names.get(row["project_code"], words("brief.whole_programme"))
    return ", ".join((what, words(f"brief.stage_{row['stage']}"), words(f"brief.fund_{row['fund']}")))


def _outcomes(visit: Visit, place: PlaceKey) -> list[Cells]:
    words = visit.words
    names = measure_rows(visit.edition)
    found = ask(
        visit.edition,
        lambda session: outcomes(session, OutcomeQuestion(place.vintage, place.level, place.code)),
    )
    rows: list[dict[Hashable, Any]] = found[found["breakdown"].isna()].to_dict("records")
    rows.sort(key=lambda row: (-row["period_to"], row["measure_code"]))
    return [
        (
            words.of(names[str(row["measure_code"])]),
            period_text(row),
            _outcome_text(row, names[str(row["measure_code"])], words),
            str(row["source_code"]),
        )
        for row in rows
    ]


def _outcome_text(row: dict[Hashable, Any], measure: Any, words: Words) -> str:
    if is_known(row["amount_vnd"]) or is_known(row["amount_min_vnd"]):
        return money_text(row, words)
    text = number_text(row, words)
    return words.with_unit(text, words.of(measure, "unit")) if any(c.isdigit() for c in text) else text


def _targets(visit: Visit, place: PlaceKey) -> list[Cells]:
    """Return what is to be reached by when."""
    words = visit.words
    if place.level not in set(target_levels(visit.edition)["level"]):
        return []
    known = figure_frames.indicator_rows(visit.edition)
    question = partial(targets, vintage=place.vintage, level=place.level, code=place.code)
    return [
        (
            target_name(row, words),
            period_text(row),
            goal_text(row, known[row["indicator_code"]], words),
            str(row["source_code"]),
        )
        for row in ask(visit.edition, question).to_dict("records")
    ]
