"""The explorer's series: several areas over the years, joined only where the figures may be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_access.comparing.like_for_like import set_aside
from data_access.store.frames import Row
from ui.cached import area_frames, source_frames
from ui.cached.area_frames import codes_inside
from ui.cached.comparable_figures import comparable_figures
from ui.cached.figure_frames import national_figures
from ui.cached.looks import LAYERS
from ui.cached.survey_samples import households_asked_in
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series import series_breaks, series_dashes, series_points
from ui.charts.series_charts import NATION_COLOUR, series_chart
from ui.charts.source_lines import SERIES_COLOURS, figure_sources, span, subtitle
from ui.maps.exploration import Exploration, chosen_indicator
from ui.text.change_sentences import series_sentence
from ui.text.chart_sentences import gap_sentence
from ui.text.differences import results
from ui.text.estimates import estimated_title, estimates_sentence, restated_note, with_restated
from ui.text.figures import text_in, value_text
from ui.text.place_key import NATION, PlaceKey
from ui.text.prices import unit_with_prices
from ui.text.source_citation import NO_SOURCES

SHOWN_UNASKED = 3
# What a file of figures of several areas and years has.
FIGURE_COLUMNS = (
    "vintage",
    "area_code",
    "name_vi",
    "name_en",
    "year",
    "value",
    "standard_code",
    "source_code",
)


@dataclass(frozen=True)
class Line:
    """One area's series: its label, colour and figures by year."""

    label: str
    colour: str
    figures: pd.DataFrame


def series_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the chart of the chosen areas and the nation; without a choice, of the highest areas."""
    words, indicator = visit.words, chosen_indicator(visit, chosen)
    lines = series_lines(visit, chosen)
    figures = pd.concat([line.figures for line in lines], ignore_index=True)
    title = estimated_title(words("explore.series_title", indicator=words.of(indicator)), figures, words)
    if not figures["value"].notna().any():
        return Exhibit("series", title, "", NO_SOURCES, None, silence=words("picture.nothing"))
    points = pd.concat(
        [series_points(line.figures, indicator, line.label, line.colour, words) for line in lines],
        ignore_index=True,
    )
    dashes = [series_dashes(line.figures, indicator, line.label, line.colour, words) for line in lines]
    breaks = pd.concat([series_breaks(line.figures, words) for line in lines], ignore_index=True)
    breaks = breaks.drop_duplicates(ignore_index=True)
    unit = unit_with_prices(indicator, words)
    joined = pd.concat(dashes, ignore_index=True)
    chart = series_chart(points, breaks, unit=unit, words=words, height=430, dashes=joined)
    known = figures[figures["value"].notna()]
    return Exhibit(
        key="series",
        indicators=(chosen.picture.indicator,),
        title=title,
        subtitle=subtitle(visit, chosen.picture, span(known["year"]), indicator),
        sources=figure_sources(visit, known),
        chart=chart,
        headers=[words(f"table.{name}") for name in ("area", "year", "value", "standard", "note")],
        cells=_cells(visit, lines, indicator),
        numeric=(2,),
        data=figures[with_restated(FIGURE_COLUMNS, figures)],
        sentence=_sentence(visit, chosen, lines, indicator),
        unit=unit,
        lines=(points, breaks),
        dashes=joined,
    )


def series_lines(visit: Visit, chosen: Exploration) -> list[Line]:
    """Return the series to draw, those of the chosen areas first, the nation's last."""
    words, picture = visit.words, chosen.picture
    figures = comparable_figures(
        visit.edition, picture.indicator, picture.look, picture.level, picture.estimates
    )
    places = chosen.areas or _highest(visit, chosen, figures)
    lines = []
    for place, colour in zip(places, SERIES_COLOURS, strict=False):
        own = figures[(figures["vintage"] == place.vintage) & (figures["area_code"] == place.code)]
        name = words.of(area_frames.area_row(visit.edition, place))
        lines.append(Line(name, colour, own.reset_index(drop=True)))
    national = national_figures(visit.edition, picture.indicator)
    if len(national) or not lines:
        lines.append(Line(words("panel.nation"), NATION_COLOUR, national))
    return lines


def _highest(visit: Visit, chosen: Exploration, figures: pd.DataFrame) -> tuple[PlaceKey, ...]:
    """Return the areas with the highest values of the year, shown while none is chosen."""
    picture = chosen.picture
    alike = set_aside(figures[figures["year"] == chosen.year])
    here = inside_only(visit, chosen, results(alike))
    first = here.sort_values(["value", "area_code"], ascending=[False, True]).head(SHOWN_UNASKED)
    return tuple(
        PlaceKey(row["vintage"], picture.level, row["area_code"]) for row in first.to_dict("records")
    )


def inside_only(visit: Visit, chosen: Exploration, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the areas that the choice of a place leaves."""
    picture = chosen.picture
    for vintage in LAYERS[picture.look, picture.level]:
        inside = codes_inside(visit.edition, vintage, picture.level, picture.within, picture.area_class)
        if inside is not None:
            figures = figures[(figures["vintage"] != vintage) | figures["area_code"].isin(inside)]
    return figures


def _sentence(visit: Visit, chosen: Exploration, lines: list[Line], indicator: Row) -> str:
    """Return the change of the first area, and the gap between the areas."""
    words, own = visit.words, lines[0].figures
    level = "nation" if lines[0].colour == NATION_COLOUR else chosen.picture.level
    places = own[["vintage", "area_code"]].drop_duplicates().to_dict("records")
    place = PlaceKey(places[0]["vintage"], level, places[0]["area_code"]) if places else NATION
    asked = households_asked_in(visit.edition, chosen.picture.indicator, place)
    first = series_sentence(own, lines[0].label, indicator, words, asked)
    others = [line.figures for line in lines if line.colour != NATION_COLOUR]
    gap = gap_sentence(pd.concat(others), indicator, words) if len(others) > 1 else ""
    estimated = estimates_sentence(pd.concat([line.figures for line in lines]), words)
    return " ".join(part for part in (first, gap, estimated) if part)


def _cells(visit: Visit, lines: list[Line], indicator: Row) -> list[list[str]]:
    words = visit.words
    standards = source_frames.standards(visit.edition).set_index("code", drop=False)
    return [
        [
            line.label,
            str(row["year"]),
            value_text(row, indicator, words),
            words.of(standards.loc[row["standard_code"]]) if row["standard_code"] in standards.index else "",
            ". ".join(
                part for part in (text_in(row, f"note_{words.language}"), restated_note(row, words)) if part
            ),
        ]
        for line in lines
        for row in line.figures.to_dict("records")
    ]
