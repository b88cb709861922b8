"""What is said of the main series of a place: alike on its page, on its sheets and on its slide."""

from __future__ import annotations

from ui.cached.place_facts import POVERTY, AreaFacts
from ui.cached.visit import Visit
from ui.summary.series import AreaSeries
from ui.summary.todays_series import estimate_error, newest_shown
from ui.text.estimates import estimated_rows, estimated_title, has_estimates, restated_note
from ui.text.map_sentences import area_sentence
from vocabulary.words import Words


def how_poor(facts: AreaFacts, series: AreaSeries | None, words: Words) -> str:
    """Return the newest figure of poverty that the place reported, else the newest one carried over to it.

    Says that it is an estimate where it is one, and that no result is known where there is none.
    """
    newest, indicator = facts.newest(POVERTY), facts.indicator_of_newest(POVERTY)
    if newest is not None or series is None:
        return area_sentence(newest, indicator, words)
    return _newest_told(series, words)


def how_poor_with_series(facts: AreaFacts, series: AreaSeries | None, words: Words) -> str:
    """Return how poor a place is and, where its series is estimated, the newest figure of the series.

    For what stands without the page: else an own report of another indicator would stand above the estimates.
    """
    sentence = how_poor(facts, series, words)
    if series is None or not has_estimates(series.own) or facts.newest(POVERTY) is None:
        return sentence
    return f"{sentence} {_newest_told(series, words)}"


def _newest_told(series: AreaSeries, words: Words) -> str:
    sentence = area_sentence(newest_shown(series), series.indicator, words)
    is_estimate = has_estimates(series.own.tail(1))
    return words("area.estimated", sentence=sentence.rstrip(".")) if is_estimate else sentence


def series_title(facts: AreaFacts, series: AreaSeries, words: Words) -> str:
    """Return the title of a series that stands alone: its place, its indicator, and that it has estimates."""
    title = words("panel.series", area=words.of(facts.area), indicator=words.of(series.indicator))
    return estimated_title(title, series.own, words)


def estimate_notes(visit: Visit, series: AreaSeries) -> list[str]:
    """Return how the estimates of a series came about, and how far such estimates lie from published rates.

    Empty for a series without estimates.
    """
    words, estimates = visit.words, series.own[estimated_rows(series.own)]
    if estimates.empty:
        return []
    notes = [restated_note(estimates.iloc[-1].to_dict(), words)]
    error = estimate_error(visit, series)
    if error is not None:
        most, first, last = error
        notes.append(
            words("area.estimate_error", most=words.number(most, 2), first=str(first), last=str(last))
        )
    return notes
