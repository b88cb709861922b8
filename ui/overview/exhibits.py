"""The overview's charts, each with all that makes it readable alone: on the page, in a hall, as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data_access.comparing.changes import SETTLED
from data_access.comparing.covered_years import newest_covered
from data_access.comparing.like_for_like import set_aside
from data_access.comparing.year_rows import year_rows
from data_access.store.frames import Row
from geo.palettes import colours
from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.cached.figure_frames import indicator_row, national_figures
from ui.cached.shared_frames import shared_value
from ui.cached.survey_samples import households_asked_by_area
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series import series_breaks, series_points
from ui.charts.series_charts import AREA_COLOUR, Chart, bar_chart, series_chart
from ui.charts.source_lines import figure_sources, span
from ui.maps.map_offer import StoreOffer
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.change_sentences import change_sentence, movers_sentence, parts_change_sentence
from ui.text.chart_sentences import gap_sentence
from ui.text.figures import value_text
from ui.text.map_sentences import national_sentence, parts_in_few_words, parts_sentence
from vocabulary.vintages import OF_LARGE_AREAS
from vocabulary.words import Words

POOR = "poor_household_rate"
POOR_AND_NEAR_POOR = "multidimensional_poverty_rate"
MAPPED = ("survey_multidimensional_poverty_rate", POOR)
# Charts are finished once for a language and an edition of a store, a past day among them.
VISITS_KEPT = 16
BOTH_COLOUR = "#b45f06"
POOREST_SHOWN = 10
COLUMNS = [
    *("indicator_code", "vintage", "area_code", "name_vi", "name_en", "year", "value", "standard_code"),
    "source_code",
]


def settled(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures that are results; expectations and forecasts are no headline."""
    return figures[figures["status"].isin(SETTLED) & figures["value"].notna()].reset_index(drop=True)


def mapped(visit: Visit) -> str | None:
    """Return the first of the overview's indicators that has figures of provinces in this store."""
    return mapped_in(visit.edition)


def mapped_in(edition: Edition) -> str | None:
    """Return the first of the overview's indicators that has figures of provinces in a store."""
    coverage = figure_frames.coverage(edition)
    covered = set(coverage.loc[coverage["level"] == "province", "indicator_code"])
    return next((code for code in MAPPED if code in covered), None)


def national_rates(visit: Visit) -> list[tuple[pd.DataFrame, Row]]:
    """Return the nation's results of the poor, and of the poor and near-poor, each with its indicator."""
    return [
        (settled(national_figures(visit.edition, code)), indicator_row(visit.edition, code))
        for code in (POOR, POOR_AND_NEAR_POOR)
    ]


@shared_value(VISITS_KEPT)
def nation_exhibit(visit: Visit) -> Exhibit:
    """Return the national series of both rates, not joined across a change of standard."""
    words = visit.words
    (poor, poor_row), (both, both_row) = national_rates(visit)
    points = pd.concat(
        [
            series_points(both, both_row, words.of(both_row), BOTH_COLOUR, words),
            series_points(poor, poor_row, words.of(poor_row), AREA_COLOUR, words),
        ],
        ignore_index=True,
    )
    breaks = series_breaks(poor, words)
    title = words("overview.nation")
    sentence = national_sentence(poor, poor_row, both, both_row, words)
    chart = series_chart(points, breaks, unit=words.of(poor_row, "unit"), words=words)
    exhibit = _exhibit(visit, "nation", [(both, both_row), (poor, poor_row)], title, sentence, chart)
    return replace(exhibit, lines=(points, breaks), note=_regions_in_few_words(visit, poor))


@shared_value(VISITS_KEPT)
def front_series(visit: Visit) -> Exhibit:
    """Return the national series with the change as its sentence: the headline has the newest figures."""
    (poor, indicator), _ = national_rates(visit)
    return replace(nation_exhibit(visit), sentence=change_sentence(poor, indicator, visit.words))


@shared_value(VISITS_KEPT)
def regions_sentence(visit: Visit) -> str:
    """Return what the regions say of the nation's newest rate; "" where they agree with it."""
    (poor, _), _ = national_rates(visit)
    if poor.empty:
        return ""
    year = int(poor["year"].iloc[-1])
    before, now = (_regions_apart(visit, when) for when in (year - 1, year))
    note = parts_sentence(now, POOR, POOR_AND_NEAR_POOR, visit.words)
    change = parts_change_sentence(before, now, POOR, year - 1, visit.words)
    return f"{note} {change}".strip() if note else ""


def _regions_in_few_words(visit: Visit, poor: pd.DataFrame) -> str:
    """Return what the regions say of the nation's newest rate, for a hall; "" where they agree with it."""
    if poor.empty:
        return ""
    now = _regions_apart(visit, int(poor["year"].iloc[-1]))
    return parts_in_few_words(now, POOR, POOR_AND_NEAR_POOR, visit.words)


def _regions_apart(visit: Visit, year: int) -> pd.DataFrame:
    """Return the nation's rates whose households are not those of its regions together."""
    # The checks of quality load what reads workbooks, which the start of the app has no need of.
    from ui.cached import quality_frames

    return quality_frames.nation_apart_from_its_parts(visit.edition, OF_LARGE_AREAS, year)


@shared_value(VISITS_KEPT)
def regions_exhibit(visit: Visit) -> Exhibit | None:
    """Return the regions in the newest year with figures of half of them, the poorest first; else None."""
    words, row = visit.words, indicator_row(visit.edition, POOR_AND_NEAR_POOR)
    figures = figure_frames.figures_alike(visit.edition, POOR_AND_NEAR_POOR, "region", (OF_LARGE_AREAS,))
    figures = set_aside(figures)
    known = figures[figures["value"].notna()]
    year = newest_covered(known, {OF_LARGE_AREAS: known["area_code"].nunique()})
    if year is None:
        return None
    newest = known[known["year"] == year].sort_values("value", ascending=False)
    title = words("overview.regions", indicator=words.of(row), year=str(year))
    return _bars(visit, "regions", (newest, known), row, title, gap_sentence(known, row, words))


@shared_value(VISITS_KEPT)
def poorest_exhibit(visit: Visit) -> Exhibit | None:
    """Return the poorest provinces of the year that the map opens with; None without figures of provinces."""
    words, indicator = visit.words, mapped(visit)
    if indicator is None:
        return None
    picture = PictureAddress(indicator, "province", language=words.language)
    facts = map_facts(visit.edition, picture)
    year = StoreOffer(visit.edition).default_year(picture)
    if year is None:
        return None
    ranked = year_rows(facts.layer_of_year(year).areas, facts.figures, year).dropna(subset="value")
    name = words.of(facts.indicator)
    title = words("overview.poorest", count=POOREST_SHOWN, year=str(year), indicator=name)
    asked = households_asked_by_area(visit.edition, indicator, "province")
    so_far = facts.figures[facts.figures["year"] <= year]
    movers = movers_sentence(so_far, facts.indicator, words, asked)
    shown = ranked.head(POOREST_SHOWN)
    return _bars(visit, "poorest", (shown, so_far), facts.indicator, title, movers)


# By the part of the overview that a slide shows.
OVERVIEW_EXHIBITS: Mapping[str, Callable[[Visit], Exhibit | None]] = {
    "nation": nation_exhibit,
    "regions": regions_exhibit,
    "poorest": poorest_exhibit,
}


def bars_of(rows: pd.DataFrame, indicator: Row, words: Words) -> pd.DataFrame:
    """Return a bar an area in the order of the rows: ``label``, ``value``, ``text`` and ``colour``."""
    records = rows.to_dict("records")
    return pd.DataFrame(
        {
            "label": [words.of(row) for row in records],
            "value": rows["value"].to_numpy(),
            "text": [value_text(row, indicator, words) for row in records],
            "colour": colours(indicator["direction"], 5)[3],
        }
    )


def _bars(
    visit: Visit,
    key: str,
    figures: tuple[pd.DataFrame, pd.DataFrame],
    indicator: Row,
    title: str,
    sentence: str,
) -> Exhibit:
    """Return the first of two frames as bars; the second is what the sentence is made from."""
    rows, told = figures
    bars = bars_of(rows, indicator, visit.words)
    chart = bar_chart(bars, unit=visit.words.of(indicator, "unit"), words=visit.words)
    exhibit = _exhibit(visit, key, [(rows, indicator)], title, sentence, chart)
    return replace(exhibit, bars=bars, sources=figure_sources(visit, rows, told))


def _exhibit(
    visit: Visit,
    key: str,
    shown: Sequence[tuple[pd.DataFrame, Row]],
    title: str,
    sentence: str,
    chart: Chart,
) -> Exhibit:
    """Return a chart of figures, each frame with its indicator, as an exhibit."""
    words = visit.words
    frames = [figures.assign(indicator_code=indicator["code"]) for figures, indicator in shown]
    whole = pd.concat(frames, ignore_index=True)
    unit = words.of(shown[0][1], "unit")
    return Exhibit(
        key=key,
        title=title,
        subtitle=f"{span(whole['year'])} · {unit}",
        sources=figure_sources(visit, whole),
        chart=chart,
        headers=[words(f"table.{name}") for name in ("indicator", "area", "year", "value")],
        cells=[
            [words.of(indicator), words.of(row), str(row["year"]), value_text(row, indicator, words)]
            for figures, indicator in shown
            for row in figures.to_dict("records")
        ],
        numeric=(3,),
        data=whole[[name for name in COLUMNS if name in whole]],
        sentence=sentence,
        unit=unit,
    )
