"""The explorer's comparisons: the six regions, an area beside those that began alike, two indicators."""

from __future__ import annotations

import pandas as pd

from data_access.comparing.changes import COMPARED
from data_access.comparing.changes import changes as change_rows
from data_access.comparing.comparability import segments
from data_access.comparing.like_for_like import measured_by
from data_access.comparing.prices import is_in_current_prices
from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.comparable_figures import comparable_figures, figures_of_levels
from ui.cached.estimate_frames import largest_error
from ui.cached.figure_frames import figures_of_today, indicator_row, national_figures
from ui.cached.survey_samples import households_asked_by_area
from ui.cached.visit import Visit
from ui.charts.comparison_charts import scatter_chart
from ui.charts.exhibit import Exhibit
from ui.charts.native import NativeChart
from ui.charts.series import series_breaks, series_dashes, series_points
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, series_chart
from ui.charts.source_lines import SERIES_COLOURS, figure_sources, span, subtitle
from ui.controls import address
from ui.explore.series import FIGURE_COLUMNS, Line, inside_only, series_lines
from ui.maps.choropleth import area_parameter
from ui.maps.exploration import Exploration, chosen_indicator
from ui.maps.paired_figures import pairs, second_figure
from ui.text.change_sentences import peers_sentence
from ui.text.chart_sentences import gap_sentence, together_sentence, years_sentence
from ui.text.estimates import estimated_rows, estimated_title, with_estimates, with_restated
from ui.text.figures import value_text
from ui.text.place_key import NATION
from ui.text.prices import unit_with_prices
from ui.text.source_citation import NO_SOURCES
from vocabulary.vintages import OF_LARGE_AREAS
from vocabulary.words import Words

PEERS = 8
# What a file of two indicators has, beside the sources of each.
PAIRED = ("vintage", "area_code", "name_vi", "name_en", "year", "value", "second_value")
PEER_COLOUR = "#b4c0ca"


def regions_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the series of the regions beside the nation's, and the gap between highest and lowest."""
    words, indicator = visit.words, chosen_indicator(visit, chosen)
    is_of_today = chosen.picture.look == "today"
    key = "explore.regions_today_title" if is_of_today else "explore.regions_title"
    title = words(key, indicator=words.of(indicator))
    known = _of_todays_regions(visit, chosen) if is_of_today else _of_former_regions(visit, chosen)
    if known.empty:
        return Exhibit("regions", title, "", NO_SOURCES, None, silence=words("explore.no_regions"))
    lines = [
        Line(words.of(rows.iloc[0]), colour, rows.reset_index(drop=True))
        for (_, rows), colour in zip(known.groupby("area_code"), SERIES_COLOURS, strict=False)
    ]
    lines.append(
        Line(words("panel.nation"), "#16212c", national_figures(visit.edition, chosen.picture.indicator))
    )
    gap = gap_sentence(known, indicator, words)
    moved = years_sentence(known, indicator, "region", words)
    told = (gap, moved, _error_told(visit, known, indicator))
    return _lines_exhibit(visit, chosen, "regions", title, lines, " ".join(part for part in told if part))


def _error_told(visit: Visit, known: pd.DataFrame, indicator: Row) -> str:
    """Return how far such estimates lie from published rates; "" where none is shown or nothing is known."""
    years = set(known.loc[estimated_rows(known), "year"])
    error = largest_error(visit.edition, str(indicator["code"]), years) if years else None
    if error is None:
        return ""
    most, first, last = error
    most_told = visit.words.number(most, 2)
    return visit.words("area.estimate_error", most=most_told, first=str(first), last=str(last))


def _of_former_regions(visit: Visit, chosen: Exploration) -> pd.DataFrame:
    """Return what was published of the six regions of the 63 provinces."""
    figures = figures_of_levels(visit.edition, chosen.picture.indicator, ("region",))
    return figures[(figures["vintage"] == OF_LARGE_AREAS) & figures["value"].notna()]


def _of_todays_regions(visit: Visit, chosen: Exploration) -> pd.DataFrame:
    """Return the figures of the six regions of the 34 provinces: sums, and rates estimated by households."""
    picture = chosen.picture
    figures = figures_of_today(visit.edition, picture.indicator, "region", None, picture.estimates)
    return figures[figures["value"].notna()].reset_index(drop=True)


def _lines_exhibit(
    visit: Visit, chosen: Exploration, key: str, title: str, lines: list[Line], sentence: str
) -> Exhibit:
    words, indicator = visit.words, chosen_indicator(visit, chosen)
    whole = pd.concat([line.figures for line in lines], ignore_index=True)
    unit = unit_with_prices(indicator, words)
    known = whole[whole["value"].notna()]
    title = estimated_title(title, known, words)
    points = pd.concat(
        [series_points(line.figures, indicator, line.label, line.colour, words) for line in lines],
        ignore_index=True,
    )
    breaks = pd.concat([series_breaks(line.figures, words) for line in lines], ignore_index=True)
    breaks = breaks.drop_duplicates(ignore_index=True)
    dashes = [series_dashes(line.figures, indicator, line.label, line.colour, words) for line in lines]
    joined = pd.concat(dashes, ignore_index=True)
    return Exhibit(
        key=key,
        indicators=(chosen.picture.indicator,),
        title=title,
        subtitle=subtitle(visit, chosen.picture, span(_of_shown(known)["year"]), indicator),
        sources=figure_sources(visit, known),
        chart=series_chart(points, breaks, unit=unit, words=words, height=460, dashes=joined),
        headers=[words(f"table.{name}") for name in ("area", "year", "value")],
        cells=[
            [words.of(row), str(row["year"]), value_text(row, indicator, words)]
            for row in known.to_dict("records")
        ],
        numeric=(2,),
        data=known[with_restated(FIGURE_COLUMNS, known)],
        sentence=with_estimates(sentence, known, words),
        unit=unit,
        lines=(points, breaks),
        dashes=joined,
    )


def _of_shown(known: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the areas that are compared, without the nation's, which may go on longer."""
    own = known[known["area_code"] != NATION.code]
    return own if len(own) else known


def peers_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the first chosen area beside the areas of its kind that began nearest to it, and the nation.

    It begins with the first year that can be compared with the newest; without a chosen area the
    highest of the year is taken.
    """
    words, indicator, picture = visit.words, chosen_indicator(visit, chosen), chosen.picture
    own = series_lines(visit, chosen)[0]
    title = words("explore.peers_title", area=own.label, indicator=words.of(indicator))
    if is_in_current_prices(indicator):
        return Exhibit("peers", title, "", NO_SOURCES, None, silence=words("explore.peers_prices"))
    figures = comparable_figures(
        visit.edition, picture.indicator, picture.look, picture.level, picture.estimates
    )
    years = _comparable_span(own.figures)
    if years is None:
        return Exhibit(
            "peers", title, "", NO_SOURCES, None, silence=words("explore.peers_few", area=own.label)
        )
    asked = households_asked_by_area(visit.edition, picture.indicator, picture.level)
    alike = _measured_as(own.figures, figures)
    rows = _nearest(visit, chosen, own, change_rows(alike, *years, asked))
    lines = [Line(own.label, AREA_COLOUR, own.figures)]
    for row in rows.iloc[1:].to_dict("records"):
        here = (figures["vintage"] == row["vintage"]) & (figures["area_code"] == row["area_code"])
        lines.append(Line(words.of(row), PEER_COLOUR, figures[here].reset_index(drop=True)))
    national = national_figures(visit.edition, picture.indicator)
    if len(national):
        lines.append(Line(words("panel.nation"), NATION_COLOUR, national))
    sentence = peers_sentence(rows, own.label, indicator, years, words)
    return _lines_exhibit(visit, chosen, "peers", title, lines, sentence)


def _measured_as(own: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the standard and kind of source of an area's newest one."""
    measures = ["standard_code", "source_kind"]
    newest = measured_by(own[own["value"].notna()].sort_values("year"))[measures].iloc[-1]
    return figures[(measured_by(figures)[measures] == newest).all(axis="columns")]


def _comparable_span(figures: pd.DataFrame) -> tuple[int, int] | None:
    """Return the first and last year of an area's newest stretch that a line may join; None for one point."""
    known = segments(figures[figures["value"].notna()].reset_index(drop=True))
    last = known[known["segment"] == known["segment"].max()]
    return (int(last["year"].min()), int(last["year"].max())) if len(last) > 1 else None


def _nearest(visit: Visit, chosen: Exploration, own: Line, found: pd.DataFrame) -> pd.DataFrame:
    """Return the change of the area, first, and of those of its kind that began nearest."""
    vintage, code = own.figures["vintage"].iloc[0], own.figures["area_code"].iloc[0]
    areas = area_frames.areas(visit.edition, chosen.picture.level, vintage).set_index("code")
    known: pd.DataFrame = found[found["refusal"].isin(COMPARED) & (found["vintage"] == vintage)]
    kinds = known["area_code"].map(areas["kind"])
    alike: pd.DataFrame = known[kinds == areas.loc[code, "kind"]]
    known = alike.assign(is_own=alike["area_code"] == code)
    start = known.loc[known["is_own"], "value_before"]
    if start.empty:
        return known.head(0)
    distance = (known["value_before"] - float(start.iloc[0])).abs().where(~known["is_own"], -1.0)
    order = known.assign(distance=distance).sort_values(["distance", "area_code"], kind="stable")
    return order.head(PEERS + 1)


def scatter_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the areas of a year by two indicators, the chosen ones named."""
    words, first = visit.words, chosen_indicator(visit, chosen)
    second = indicator_row(visit.edition, chosen.picture.second)
    names = (words.of(first), words.of(second))
    title = words("explore.scatter_title", first=names[0], second=names[1], year=str(chosen.year or ""))
    rows = inside_only(visit, chosen, pairs(visit.edition, chosen.picture))
    rows = rows[(rows["year"] == chosen.year) & rows["value"].notna()]
    if rows.empty:
        return Exhibit("scatter", title, "", NO_SOURCES, None, silence=words("explore.no_common_year"))
    points = _scatter_points(rows, chosen, first, second, words)
    x_title, y_title = (f"{words.of(one)} ({words.of(one, 'unit')})" for one in (first, second))
    told = points.assign(text=points["name"].where(points["is_chosen"], ""))
    return Exhibit(
        key="scatter",
        indicators=(chosen.picture.indicator, chosen.picture.second),
        title=title,
        subtitle=subtitle(visit, chosen.picture, str(chosen.year), first),
        sources=figure_sources(visit, rows),
        chart=scatter_chart(points, titles=(x_title, y_title), words=words),
        native=NativeChart("points", told, (x_title, y_title)),
        headers=[words("table.area"), *names],
        cells=[[row["name"], row["x_text"], row["y_text"]] for row in points.to_dict("records")],
        numeric=(1, 2),
        data=rows[[*PAIRED, "source_code", "second_source_code"]],
        sentence=together_sentence(points, names, chosen.picture.level, words),
        on_pick=lambda code: address.write({"area": code}),
    )


def _scatter_points(
    rows: pd.DataFrame, chosen: Exploration, first: Row, second: Row, words: Words
) -> pd.DataFrame:
    records = rows.sort_values(["value", "area_code"], ascending=[False, True]).to_dict("records")
    picked = {(place.vintage, place.code) for place in chosen.areas}
    return pd.DataFrame(
        {
            "x": [row["value"] for row in records],
            "y": [row["second_value"] for row in records],
            "code": [area_parameter(row["vintage"], row["area_code"]) for row in records],
            "name": [words.of(row) for row in records],
            "x_text": [value_text(row, first, words) for row in records],
            "y_text": [value_text(second_figure(row), second, words) for row in records],
            "is_chosen": [(row["vintage"], row["area_code"]) in picked for row in records],
        }
    )
