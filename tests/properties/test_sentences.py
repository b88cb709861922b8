"""Every number in a sentence is found again from the raw rows by another path than the one that wrote it."""

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.comparing.changes import changes
from ui.text.change_sentences import movement_sentence, series_sentence
from ui.text.chart_sentences import (
    gap_sentence,
    left_behind_sentence,
    spread_sentence,
    together_sentence,
    years_sentence,
)
from vocabulary.words import Words

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])
NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
RATE: dict[Any, Any] = {
    "unit": "percent",
    "direction": "lower",
    "name_vi": "Tỷ lệ hộ nghèo",
    "name_en": "Poor household rate",
    "unit_vi": "% số hộ",
    "unit_en": "% of households",
}
LETTERS = "ABCDEFGHIJKL"
STANDARDS = ["one", "two"]


def row(area: str, year: int, value: Decimal | None, standard: str, **other: Any) -> dict[Any, Any]:
    return {
        "vintage": "v2008",
        "area_code": area,
        "name_vi": f"Tỉnh {area}",
        "name_en": f"Province {area}",
        "year": year,
        "value": float("nan") if value is None else float(value),
        "value_min": float("nan"),
        "value_max": float("nan"),
        "decimals": 1,
        "qualifier": "exact",
        "state": "missing" if value is None else "reported",
        "status": "final",
        "standard_code": standard,
        "source_kind": "survey",
    } | other


VALUES = st.none() | st.integers(0, 999).map(lambda number: Decimal(number) / 10)
YEARS = (2021, 2022, 2023)


@st.composite
def stores(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of some areas over three years, with gaps, ties and changes of standard."""
    areas = LETTERS[: draw(st.integers(1, 12))]
    standards = [draw(st.sampled_from(STANDARDS)) for _ in YEARS]
    return [
        row(area, year, draw(VALUES), standard)
        for area in areas
        for year, standard in zip(YEARS, standards, strict=True)
    ]


def known(rows: list[dict[str, Any]], year: int) -> dict[str, Decimal]:
    """The printed values of a year by area."""
    return {
        one["area_code"]: Decimal(str(one["value"]))
        for one in rows
        if one["year"] == year and one["state"] == "reported"
    }


def standard(rows: list[dict[str, Any]], year: int) -> str:
    return next(str(one["standard_code"]) for one in rows if one["year"] == year)


def written(value: Decimal | int, language: str, decimals: int = 1) -> str:
    english = f"{value:,.{decimals if isinstance(value, Decimal) else 0}f}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))


def numbers(text: str) -> Counter[str]:
    return Counter(found.rstrip(".,") for found in re.findall(NUMBER, text))


def counted(language: str, *values: Decimal | int | str) -> Counter[str]:
    return Counter(value if isinstance(value, str) else written(value, language) for value in values)


def share(change: Decimal, start: Decimal, language: str) -> list[str]:
    """The change in percent of the start as it is written, nothing of a start at nothing."""
    if not start:
        return []
    part = Decimal(repr(float(100 * abs(change) / start)))
    return [written(part, language, 0 if part >= 10 else 1)]


@LANGUAGES
@given(rows=stores())
def test_movement_says_the_counts_and_the_extreme_of_the_pairs_or_no_number_of_them(
    language: str, rows: list[dict[str, Any]]
) -> None:
    found = changes(pd.DataFrame(rows), 2022, 2023)
    text = movement_sentence(found, RATE, "province", 2022, 2023, Words(language))
    before, now = known(rows, 2022), known(rows, 2023)
    moves = {area: now[area] - before[area] for area in now if area in before}
    if standard(rows, 2022) != standard(rows, 2023):
        assert numbers(text) <= counted(language, "2022", len(found), 0)
        return
    if len(moves) < 5:
        assert numbers(text) <= counted(language, "2022", len(moves))
        return
    fell = [move for move in moves.values() if move < 0]
    rose = [move for move in moves.values() if move > 0]
    allowed = counted(language, "2022", len(moves), len(fell), len(rose))
    if fell or rose:
        most = min(fell) if len(fell) >= len(rose) else max(rose)
        alike = [area for area, move in moves.items() if move == most]
        assert written(abs(most), language) in numbers(text)
        allowed += counted(language, abs(most), len(alike))
        if len(alike) <= 3:
            assert all(area in text for area in alike)
        if len(alike) == 1:
            relative = share(most, before[alike[0]], language)
            assert all(part in numbers(text) for part in relative)
            allowed += Counter(relative)
    assert numbers(text) <= allowed


@LANGUAGES
@given(rows=stores(), nation=VALUES, measure=st.sampled_from(STANDARDS))
def test_left_behind_counts_those_at_twice_the_nation_and_is_silent_otherwise(
    language: str, rows: list[dict[str, Any]], nation: Decimal | None, measure: str
) -> None:
    frame = pd.DataFrame([one for one in rows if one["year"] == 2023])
    national = row("VN", 2023, nation, measure)
    text = left_behind_sentence(frame, national, RATE, "province", Words(language))
    values = known(rows, 2023)
    behind = [value for value in values.values() if nation is not None and value >= 2 * nation]
    if nation and behind and len(values) >= 5 and measure == standard(rows, 2023):
        assert numbers(text) == counted(language, len(behind), len(values))
    else:
        assert text == ""


@LANGUAGES
@given(rows=stores(), nation=VALUES.filter(bool))
def test_half_of_the_areas_have_at_most_the_value_that_is_said(
    language: str, rows: list[dict[str, Any]], nation: Decimal
) -> None:
    frame = pd.DataFrame([one for one in rows if one["year"] == 2023 and one["state"] == "reported"])
    values = known(rows, 2023)
    if not values:
        return
    national = row("VN", 2023, nation, standard(rows, 2023))
    text = spread_sentence(frame, national, RATE, "province", 2023, Words(language))
    if len(values) < 5:
        assert numbers(text) == counted(language, "2023", len(values))
        return
    half = [value for value in values.values() if 2 * sum(o <= value for o in values.values()) >= len(values)]
    above = sum(value > nation for value in values.values())
    # A printed zero of a survey is told as "below 0.1": tests/unit/ui/text/test_zero_of_a_survey.py.
    if min(half) > 0:
        assert numbers(text) == counted(language, "2023", len(values), min(half), above, nation)


@LANGUAGES
@given(rows=stores())
def test_series_speaks_of_the_newest_years_of_one_standard_only(
    language: str, rows: list[dict[str, Any]]
) -> None:
    own = [one for one in rows if one["area_code"] == "A"]
    text = series_sentence(pd.DataFrame(own), "A", RATE, Words(language))
    values = {one["year"]: Decimal(str(one["value"])) for one in own if one["state"] == "reported"}
    if not values:
        assert not numbers(text)
        return
    newest = first = max(values)
    for year in sorted(values, reverse=True):
        if standard(rows, year) != standard(rows, newest):
            break
        first = year
    end, start = values[newest], values[first]
    if first == newest:
        assert numbers(text) == counted(language, str(newest), end)
    elif start == end:
        assert numbers(text) == counted(language, str(newest), str(first), end)
    else:
        relative = share(end - start, start, language)
        assert numbers(text) == counted(
            language, start, str(first), end, str(newest), abs(end - start), *relative
        )


@LANGUAGES
@given(rows=stores())
def test_gap_between_places_is_the_difference_of_two_values_of_one_year(
    language: str, rows: list[dict[str, Any]]
) -> None:
    text = gap_sentence(pd.DataFrame(rows), RATE, Words(language))
    shared = [year for year in YEARS if len(known(rows, year)) > 1]
    values = known(rows, max(shared)).values() if shared else ()
    if not values or min(values) == max(values):
        assert text == ""
    else:
        low, high = min(values), max(values)
        ratio = Decimal(repr(float(high / low))) if low else Decimal()
        times = [written(ratio, language, 0 if ratio >= 10 else 1)] if low else []
        assert numbers(text) == counted(language, str(max(shared)), high - low, *times)


@LANGUAGES
@given(rows=stores())
def test_gap_over_the_years_is_of_the_same_areas_by_the_same_standard(
    language: str, rows: list[dict[str, Any]]
) -> None:
    text = years_sentence(pd.DataFrame(rows), RATE, "province", Words(language))
    years = [year for year in YEARS if known(rows, year)]
    alike = [year for year in years if standard(rows, year) == standard(rows, years[-1])]
    both = sorted(set(known(rows, alike[0])) & set(known(rows, alike[-1]))) if alike else []
    if len(alike) < 2 or len(both) < 5:
        assert text == ""
        return
    gaps = []
    for year in (alike[0], alike[-1]):
        values = [known(rows, year)[area] for area in both]
        gaps.append(max(values) - min(values))
    relative = share(gaps[1] - gaps[0], gaps[0], language) if gaps[0] != gaps[1] else []
    assert numbers(text) == counted(language, str(alike[0]), str(alike[-1]), len(both), *gaps, *relative)


@LANGUAGES
@given(pairs=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=25))
def test_rank_correlation_is_that_of_the_pairs(language: str, pairs: list[tuple[int, int]]) -> None:
    frame = pd.DataFrame(pairs, columns=["x", "y"])
    text = together_sentence(frame, ("One", "Two"), "province", Words(language))
    if len(pairs) < 10 or len({x for x, _ in pairs}) < 2 or len({y for _, y in pairs}) < 2:
        assert numbers(text) == counted(language, len(pairs))
        return
    said = re.findall(r"−?\d[.,]\d\d", text)[-1].replace("−", "-").replace(",", ".")
    assert abs(float(said) - rank_correlation(pairs)) <= 0.0051
    assert sum(numbers(text).values()) == 2


def rank_correlation(pairs: list[tuple[int, int]]) -> float:
    """Spearman's coefficient: Pearson's of the mean ranks."""
    sides = [[pair[side] for pair in pairs] for side in (0, 1)]
    ranks = [
        [sum(o < v for o in values) + (sum(o == v for o in values) + 1) / 2 for v in values]
        for values in sides
    ]
    means = [sum(side) / len(side) for side in ranks]
    spread = [[rank - mean for rank in side] for side, mean in zip(ranks, means, strict=True)]
    top = sum(a * b for a, b in zip(*spread, strict=True))
    lengths = [sum(a * a for a in side) ** 0.5 for side in spread]
    return float(top / (lengths[0] * lengths[1]))


@LANGUAGES
@pytest.mark.parametrize("field", ["qualifier", "status"])
def test_no_change_is_said_of_figures_that_are_no_exact_results(language: str, field: str) -> None:
    rows = [row(area, year, Decimal(year - 2000), "one") for area in LETTERS for year in YEARS]
    for one in rows:
        one[field] = {"qualifier": "about", "status": "expected"}[field]
    found = changes(pd.DataFrame(rows), 2022, 2023)
    words = Words(language)
    kind = {"qualifier": "not_exact", "status": "not_result"}[field]
    expected = words(f"explore.no_change_{kind}", before="2022", now="2023")
    assert movement_sentence(found, RATE, "province", 2022, 2023, words) == expected
    assert series_sentence(pd.DataFrame(rows[:3]), "A", RATE, words) == words("explore.series_none", area="A")


ASKED = 746.0


def least_clear(before: Decimal, now: Decimal) -> float:
    """The least difference that is more than chance, by the formula of the method's page."""
    middle = float(before + now) / 2
    return float(1.96 * (2 * 2 * middle * (100 - middle) / ASKED) ** 0.5)


@LANGUAGES
@given(rows=stores())
def test_what_the_survey_cannot_see_is_counted_apart_and_never_the_largest_change(
    language: str, rows: list[dict[str, Any]]
) -> None:
    asked = pd.DataFrame([{"vintage": "v2008", "area_code": area, "households": ASKED} for area in LETTERS])
    found = changes(pd.DataFrame(rows), 2022, 2023, asked)
    text = movement_sentence(found, RATE, "province", 2022, 2023, Words(language))
    before, now = known(rows, 2022), known(rows, 2023)
    both = [area for area in now if area in before]
    if standard(rows, 2022) != standard(rows, 2023) or len(both) < 5:
        return
    clear = {
        area: now[area] - before[area]
        for area in both
        if abs(float(now[area] - before[area])) > least_clear(before[area], now[area])
    }
    unclear = len(both) - len(clear)
    assert unclear == int((found["refusal"] == "unclear").sum())
    if unclear:
        assert str(unclear) in numbers(text)
    if any(clear.values()):
        fell = [move for move in clear.values() if move < 0]
        rose = [move for move in clear.values() if move > 0]
        most = min(fell) if len(fell) >= len(rose) else max(rose)
        assert written(abs(most), language) in numbers(text)


def test_a_small_change_of_the_survey_is_told_as_none_and_a_large_one_as_a_fall() -> None:
    def series(last: str) -> pd.DataFrame:
        return pd.DataFrame([row("A", 2022, Decimal("5.0"), "one"), row("A", 2023, Decimal(last), "one")])

    words = Words("en")
    assert "no rise or fall" in series_sentence(series("4.0"), "A", RATE, words, ASKED)
    assert "fell from 5.0% in 2022 to 1.0% in 2023, by 4.0 percentage points, 80% of the start" in (
        series_sentence(series("1.0"), "A", RATE, words, ASKED)
    )
    # What every household is asked for is no sample.
    review = series("4.0").assign(source_kind="administrative")
    assert "fell from" in series_sentence(review, "A", RATE, words, ASKED)
