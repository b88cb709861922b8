"""The main series of a province of today: its own figures, and those of its predecessors carried over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle

import pandas as pd

from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.estimate_frames import largest_error
from ui.cached.figure_frames import figures_of_today, place_figures
from ui.cached.place_facts import PLACES_KEPT, POVERTY, AreaFacts, area_facts
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.charts.series import series_breaks, series_dashes, series_points
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR
from ui.charts.source_lines import SERIES_COLOURS
from ui.controls.place_links import row_key
from ui.summary.series import FEWEST_POINTS, AreaSeries, area_series, ranked_among, series_of
from ui.text.differences import results
from ui.text.estimates import estimated_rows, has_estimates
from ui.text.place_key import NATION, PlaceKey
from vocabulary.vintages import NEW

# The first colours are near those of the place and of its breaks.
# The two ways to count the poor, each in the order in which a page looks for it.
REVIEWS, SURVEYS = POVERTY[:2], POVERTY[2:]
COLOURS_OF_PARTS = SERIES_COLOURS[2:]


@shared_value(PLACES_KEPT)
def page_series(visit: Visit, place: PlaceKey) -> AreaSeries | None:
    """Return the series that the page, the sheets and the slide of a place show; kept for all who ask.

    Of a province or region of today the first poverty indicator of which figures can be had on its boundary:
    reported, unchanged, summed exactly or estimated by households; its predecessors' lines are then drawn
    thin beside an estimated one. Of any other place its own series.
    """
    facts = area_facts(visit, place)
    if place.vintage != NEW or place.level not in ("province", "region"):
        return area_series(visit, facts)
    found = _carried_until_a_line(visit, place, [code for code in POVERTY if code in facts.indicators])
    code = _first_with(found, FEWEST_POINTS) or _first_with(found, 1)
    return None if code is None else _series(visit, facts, facts.indicators[code], found[code])


@shared_value(PLACES_KEPT)
def every_series(visit: Visit, place: PlaceKey) -> tuple[AreaSeries, ...]:
    """Return the main series and, behind it, that of the other way to count the poor: survey or review.

    The other one is there where it has a line of its own: more than one figure. Kept for all who ask.
    """
    facts, first = area_facts(visit, place), page_series(visit, place)
    if first is None:
        return ()
    others = REVIEWS if first.indicator["code"] in SURVEYS else SURVEYS
    found = (_other(visit, facts, code) for code in others if code in facts.indicators)
    other = next((one for one in found if one is not None and len(one.own) >= FEWEST_POINTS), None)
    return (first,) if other is None else (first, other)


def _other(visit: Visit, facts: AreaFacts, code: str) -> AreaSeries | None:
    if (facts.place.vintage, facts.place.level) == (NEW, "province"):
        carried = _carried(visit, facts.place, code)
        return None if carried.empty else _series(visit, facts, facts.indicators[code], carried)
    return None if facts.figures_of(code).empty else series_of(visit, facts, code)


def newest_shown(series: AreaSeries | None) -> Row | None:
    """Return the newest figure of a series, None without one."""
    return None if series is None or series.own.empty else series.own.iloc[-1].to_dict()


def estimate_error(visit: Visit, series: AreaSeries) -> tuple[float, int, int] | None:
    """Return by how much the same estimate of nation and regions misses what was published, at most.

    In percentage points, with the first and last year compared; None where the series has no estimate or
    nothing was published to compare it with.
    """
    years = set(series.own.loc[estimated_rows(series.own), "year"])
    if not years:
        return None
    return largest_error(visit.edition, str(series.indicator["code"]), years)


def _carried(visit: Visit, place: PlaceKey, code: str) -> pd.DataFrame:
    """Return the results of an indicator on a province's boundary of today, by year."""
    figures = figures_of_today(visit.edition, code, place.level, None, True)
    return results(figures[figures["area_code"] == place.code])


def _carried_until_a_line(visit: Visit, place: PlaceKey, codes: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return the results of indicators in their order, up to the first that has enough of them for a line."""
    found = {}
    for code in codes:
        found[code] = _carried(visit, place, code)
        if len(found[code]) >= FEWEST_POINTS:
            break
    return found


def _first_with(found: Mapping[str, pd.DataFrame], count: int) -> str | None:
    return next((code for code, figures in found.items() if len(figures) >= count), None)


def _series(visit: Visit, facts: AreaFacts, indicator: Row, own: pd.DataFrame) -> AreaSeries:
    words, code = visit.words, str(indicator["code"])
    name = words.of(facts.area)
    points = [series_points(own, indicator, name, AREA_COLOUR, words).assign(thin=False)]
    if has_estimates(own):
        points += _points_of_parts(visit, facts, indicator)
    nation = place_figures(visit.edition, code, NATION)
    points.append(
        series_points(nation, indicator, words("panel.nation"), NATION_COLOUR, words).assign(thin=False)
    )
    return AreaSeries(
        indicator,
        own,
        pd.concat([part for part in points if len(part)], ignore_index=True),
        series_breaks(own, words),
        series_dashes(own, indicator, name, AREA_COLOUR, words),
        pd.concat([nation, *(rows for _, rows in ranked_among(visit, facts, code))], ignore_index=True),
    )


def _points_of_parts(visit: Visit, facts: AreaFacts, indicator: Row) -> Iterator[pd.DataFrame]:
    """Yield the points of each predecessor, named with its last day, since one may bear the same name."""
    words = visit.words
    for row, colour in zip(facts.predecessors(), cycle(COLOURS_OF_PARTS), strict=False):
        place = row_key(row)
        ended = area_frames.area_row(visit.edition, place)["valid_to"]
        label = f"{words.of(row)} ({words('area.ended', date=words.date(ended))})"
        figures = results(figure_frames.place_figures(visit.edition, str(indicator["code"]), place))
        yield series_points(figures, indicator, label, colour, words).assign(thin=True)
