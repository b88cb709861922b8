"""The explorer's distribution of a year, and the strips of all years under each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_access.comparing.like_for_like import national_of_year
from data_access.store.frames import Row
from geo.palettes import colours
from ui.cached import area_frames
from ui.cached.comparable_figures import ranked_figures
from ui.cached.visit import Visit
from ui.charts.comparison_charts import distribution_chart, strips_chart
from ui.charts.exhibit import Exhibit
from ui.charts.native import NativeChart
from ui.charts.series_charts import NATION_COLOUR
from ui.charts.source_lines import SERIES_COLOURS, figure_sources, span, subtitle
from ui.explore.ranking import national_of_areas, ranked_rows, standards_by_code
from ui.explore.series import FIGURE_COLUMNS, inside_only
from ui.maps.exploration import Exploration, chosen_indicator
from ui.text.chart_sentences import spread_sentence, years_sentence
from ui.text.estimates import estimated_title, with_estimates, with_restated
from ui.text.figures import value_text
from ui.text.prices import unit_with_prices
from ui.text.set_aside import set_aside_sentence
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

MOST_BINS = 14
STEPS = (1, 2, 2.5, 5, 10)


def distribution_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return how the areas' values of a year are spread, with the nation and the chosen areas marked."""
    words, indicator = visit.words, chosen_indicator(visit, chosen)
    year, level = chosen.year or 0, words(f"level.{chosen.picture.level}")
    title = words("explore.distribution_title", indicator=words.of(indicator), year=str(year))
    rows = ranked_rows(visit, chosen)
    known = rows[rows["value"].notna()].reset_index(drop=True)
    if known.empty:
        return Exhibit("distribution", title, "", NO_SOURCES, None, silence=words("picture.nothing"))
    title = estimated_title(title, known, words)
    national = national_of_areas(visit, chosen)
    of_year = national_of_year(national[national["value"].notna()], year)
    spread = spread_sentence(
        known, of_year[0] if of_year else None, indicator, chosen.picture.level, year, words
    )
    apart = set_aside_sentence(rows, standards_by_code(visit), words)
    bins = binned(known["value"], int(known["decimals"].max()), words)
    unit = words.of(indicator, "unit")
    return Exhibit(
        key="distribution",
        indicators=(chosen.picture.indicator,),
        title=title,
        subtitle=subtitle(visit, chosen.picture, str(year), indicator),
        sources=figure_sources(visit, known, national[national["year"] == year]),
        chart=distribution_chart(
            bins,
            _marks(visit, chosen, known, of_year, indicator),
            unit=unit,
            areas=words("explore.number_of", level=level),
            colour=colours(indicator["direction"], 5)[2],
            words=words,
        ),
        native=_columns(bins, words("explore.number_of", level=level)),
        headers=[unit, words("explore.number_of", level=level)],
        cells=[[row["text"], words.number(row["count"])] for row in bins.to_dict("records")],
        numeric=(1,),
        data=bins.rename(columns={"text": "label"}),
        sentence=with_estimates(f"{spread} {apart}".strip(), known, words),
    )


def _columns(bins: pd.DataFrame, counted: str) -> NativeChart:
    """Return the bins as columns of a slide's own chart; ``counted`` is what they count."""
    rows = bins.rename(columns={"text": "label", "count": "value"})
    return NativeChart("columns", rows[["label", "value"]], (counted,))


def binned(values: pd.Series[float], decimals: int, words: Words) -> pd.DataFrame:
    """Return spans of one round width: ``low``, ``high`` (not in it), ``count`` of values, ``text``."""
    low, high = float(values.min()), float(values.max())
    width = round_width((high - low) / MOST_BINS, 10.0**-decimals)
    first = math.floor(low / width)
    edges = np.arange(first, math.floor(high / width) + 2) * width
    counts, _ = np.histogram(values, bins=edges)
    places = max(0, -math.floor(math.log10(width))) if width < 1 else 0
    places = max(places, 1 if width == 2.5 else 0)
    rows = [
        {"low": start, "high": end, "count": int(count), "text": words("explore.span", low=lower, high=upper)}
        for start, end, count in zip(edges[:-1], edges[1:], counts, strict=True)
        for lower, upper in [(words.number(float(start), places), words.number(float(end), places))]
    ]
    return pd.DataFrame(rows)


def round_width(least: float, step: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is at least ``least`` and ``step``."""
    wanted = max(least, step)
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(number * power for number in STEPS if number * power >= wanted * (1 - 1e-9))


def _marks(
    visit: Visit, chosen: Exploration, known: pd.DataFrame, national: Sequence[Row], indicator: Row
) -> pd.DataFrame:
    """Return the nation and the chosen areas as lines over the bars, their names one under the other."""
    words = visit.words
    rows = [(words("panel.nation"), row, "#3b3b3b") for row in national]
    for place, colour in zip(chosen.areas, SERIES_COLOURS, strict=False):
        here = known[(known["vintage"] == place.vintage) & (known["area_code"] == place.code)]
        rows += [(words.of(row), row, colour) for row in here.to_dict("records")]
    marks = [
        {"value": row["value"], "label": f"{name} {value_text(row, indicator, words)}", "colour": colour}
        | {"row": 14 + 22 * number}
        for number, (name, row, colour) in enumerate(rows)
    ]
    return pd.DataFrame(marks, columns=["value", "label", "colour", "row"])


def years_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the areas of every year as ticks, one strip a year, with the nation and the chosen areas."""
    words, indicator, picture = visit.words, chosen_indicator(visit, chosen), chosen.picture
    title = words("explore.years_title", indicator=words.of(indicator))
    figures = ranked_figures(visit.edition, picture.indicator, picture.look, picture.level, picture.estimates)
    known = inside_only(visit, chosen, figures[figures["value"].notna()])
    if known.empty:
        return Exhibit("years", title, "", NO_SOURCES, None, silence=words("picture.nothing"))
    title = estimated_title(title, known, words)
    national = national_of_areas(visit, chosen)
    is_alike = national["value"].notna() & (national["aside"] == "")
    national = national[is_alike & national["year"].isin(known["year"])]
    labels = _year_labels(visit, known)
    points = _strip_points(known, labels, indicator, words)
    named = [
        _strip_points(national, labels, indicator, words).assign(
            series=words("panel.nation"), colour=NATION_COLOUR
        )
    ]
    for place, colour in zip(chosen.areas, SERIES_COLOURS, strict=False):
        own = known[(known["vintage"] == place.vintage) & (known["area_code"] == place.code)]
        name = words.of(area_frames.area_row(visit.edition, place))
        named.append(_strip_points(own, labels, indicator, words).assign(series=name, colour=colour))
    unit = unit_with_prices(indicator, words)
    rows = known.sort_values(["year", "value"], ascending=[True, False]).to_dict("records")
    return Exhibit(
        key="years",
        indicators=(chosen.picture.indicator,),
        title=title,
        subtitle=subtitle(visit, chosen.picture, span(known["year"]), indicator),
        sources=figure_sources(visit, known, national),
        chart=strips_chart(points, pd.concat(named, ignore_index=True), unit=unit, words=words),
        headers=[words(f"table.{name}") for name in ("year", "area", "value")],
        cells=[[str(row["year"]), words.of(row), value_text(row, indicator, words)] for row in rows[:700]],
        numeric=(2,),
        data=known[with_restated(FIGURE_COLUMNS, known)],
        sentence=with_estimates(years_sentence(known, indicator, chosen.picture.level, words), known, words),
    )


def _year_labels(visit: Visit, known: pd.DataFrame) -> dict[int, str]:
    """Return each year; where the standard differs from the year before with the sign of a break."""
    labels: dict[int, str] = {}
    before: object = None
    for year, rows in known.groupby("year"):
        standard = rows["standard_code"].fillna("").mode().iloc[0]
        mark = f" {visit.words('explore.new_standard')}" if before not in (None, standard) else ""
        labels[int(str(year))] = f"{year}{mark}"
        before = standard
    return labels


def _strip_points(rows: pd.DataFrame, labels: dict[int, str], indicator: Row, words: Words) -> pd.DataFrame:
    records = rows.sort_values("year").to_dict("records")
    return pd.DataFrame(
        {
            "year": [labels[int(row["year"])] for row in records],
            "value": [row["value"] for row in records],
            "name": [words.of(row) for row in records],
            "text": [value_text(row, indicator, words) for row in records],
        }
    )
