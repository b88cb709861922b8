"""A series of a place as an exhibit: its line beside the nation's, its breaks, its figures as a table."""

from __future__ import annotations

from collections.abc import Sequence

from ui.cached.place_facts import PLACES_KEPT, AreaFacts, area_facts
from ui.cached.shared_frames import shared_value
from ui.cached.survey_samples import households_asked_in
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import series_chart
from ui.charts.source_lines import figure_sources, span
from ui.summary.series import AreaSeries
from ui.summary.todays_series import every_series
from ui.text.change_sentences import series_sentence
from ui.text.estimates import estimated_title, restated_note, with_estimates, with_restated
from ui.text.figures import status_text, value_text
from ui.text.place_key import PlaceKey

HEIGHT = 300
COLUMNS = ("indicator_code", "vintage", "area_code", "year", "value", "standard_code", "source_code")


@shared_value(PLACES_KEPT)
def place_series_exhibits(visit: Visit, place: PlaceKey) -> Sequence[Exhibit]:
    """Return each series of a place as an exhibit, the main one first; kept for all who ask."""
    facts = area_facts(visit, place)
    return tuple(place_series_exhibit(visit, facts, series) for series in every_series(visit, place))


def place_series_exhibit(visit: Visit, facts: AreaFacts, series: AreaSeries) -> Exhibit:
    """Return a series of a place as an exhibit whose table is its own figures, by year."""
    words, indicator, own = visit.words, series.indicator, series.own
    unit, code = words.of(indicator, "unit"), str(indicator["code"])
    asked = households_asked_in(visit.edition, code, facts.place)
    sentence = series_sentence(own, words.of(facts.area), indicator, words, asked)
    data = own.assign(indicator_code=code)
    chart = series_chart(
        series.points, series.breaks, unit=unit, words=words, height=HEIGHT, dashes=series.dashes
    )
    return Exhibit(
        key=f"series-{code}",
        title=estimated_title(words.of(indicator), own, words),
        subtitle=f"{words.of(facts.area, 'full_name')} · {span(own['year'])} · {unit}",
        sources=figure_sources(visit, *series.told),
        chart=chart,
        headers=[words(f"table.{name}") for name in ("year", "value", "note")],
        cells=[
            [
                str(int(row["year"])),
                value_text(row, indicator, words),
                restated_note(row, words) or status_text(str(row["status"]), words),
            ]
            for row in own.to_dict("records")
        ],
        numeric=(1,),
        data=data[[name for name in with_restated(COLUMNS, data) if name in data]],
        sentence=with_estimates(sentence, own, words),
        unit=unit,
        lines=(series.points, series.breaks),
    )
