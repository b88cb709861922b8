"""The main series of a place and its rank: what the area page, its files and its brief show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from data_access.comparing.like_for_like import measured_as
from data_access.comparing.territories import with_boundary
from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.figure_frames import place_figures
from ui.cached.place_facts import PLACES_KEPT, POVERTY, AreaFacts, area_facts
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.charts.series import series_breaks, series_points
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR
from ui.text.figures import value_text
from ui.text.place_key import NATION, PlaceKey

FEWEST_POINTS = 2
KNOWN_SHARE = 0.8


@dataclass(frozen=True)
class AreaSeries:
    """The first poverty indicator with a series here.

    ``own`` holds the place's figures, ``points`` what is drawn, the nation's points among them, ``dashes``
    the pairs of points joined by a dashed line, and ``beside`` the figures beside its own: the nation's, and
    those of the places that it is ranked among.
    """

    indicator: Row
    own: pd.DataFrame
    points: pd.DataFrame
    breaks: pd.DataFrame
    dashes: pd.DataFrame = field(default_factory=pd.DataFrame)
    beside: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def told(self) -> tuple[pd.DataFrame, ...]:
        """The figures of the place and those beside it."""
        return tuple(frame for frame in (self.own, self.beside) if len(frame)) or (self.own,)


def area_series(visit: Visit, facts: AreaFacts) -> AreaSeries | None:
    """Return the series of the first poverty indicator that has more than one figure here, else one."""
    code = facts.first_with(POVERTY, FEWEST_POINTS) or facts.first_with(POVERTY, 1)
    return None if code is None else series_of(visit, facts, code)


def series_of(visit: Visit, facts: AreaFacts, code: str) -> AreaSeries:
    """Return the series of an indicator that the place has figures of, as they were reported."""
    words = visit.words
    own, indicator = facts.figures_of(code), facts.indicators[code]
    own = with_boundary(own, area_frames.lineage_changes(visit.edition, facts.place))
    points = series_points(own, indicator, words.of(facts.area), AREA_COLOUR, words)
    beside = [rows for _, rows in ranked_among(visit, facts, code)]
    if facts.place != NATION:
        nation = place_figures(visit.edition, code, NATION)
        theirs = series_points(nation, indicator, words("panel.nation"), NATION_COLOUR, words)
        points = pd.concat([points, theirs], ignore_index=True)
        beside.append(nation)
    told = pd.concat(beside, ignore_index=True) if beside else own.head(0)
    return AreaSeries(indicator, own, points, series_breaks(own, words), beside=told)


def ranked_among(visit: Visit, facts: AreaFacts, code: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the figures of the year of the place's newest one, of its siblings and of all of its kind.

    Empty where it has reported none itself.
    """
    own = facts.figures_of(code)
    if own.empty:
        return []
    newest = own.iloc[-1].to_dict()
    year = int(newest["year"])
    found = []
    for key, codes in facts.peers(visit).items():
        rows = figure_frames.figures_by_area(visit.edition, code, facts.place.level, (facts.place.vintage,))
        rows = rows[(rows["year"] == year) & rows["area_code"].isin(codes) & rows["value"].notna()]
        rows = measured_as(newest, rows)
        # A rank among the few whose figures happen to be known would mislead.
        if len(rows) >= max(FEWEST_POINTS, KNOWN_SHARE * len(codes)):
            found.append((key, rows))
    return found


@shared_value(PLACES_KEPT)
def rank_lines(visit: Visit, place: PlaceKey, code: str) -> Sequence[str]:
    """Return the rank of the place among its siblings and all of its kind, where they are measured alike."""
    lines, facts = [], area_facts(visit, place)
    for key, rows in ranked_among(visit, facts, code):
        newest = facts.figures_of(code).iloc[-1].to_dict()
        higher = int((rows["value"] > newest["value"]).sum())
        text = visit.words(f"area.rank_{key}", rank=higher + 1, count=len(rows), year=str(newest["year"]))
        lines.append(f"{value_text(newest, facts.indicators[code], visit.words)}: {text}")
    return tuple(lines)
