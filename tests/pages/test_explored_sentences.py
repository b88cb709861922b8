"""Every number of the explorer's sentences, derived anew from the rows of the store by another path."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.explore.kept_views import EXHIBITS, explored
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

INCOME, EARNED = "survey_income_poverty_rate", "monthly_income_per_capita_mean"
BOTH_POOR = "multidimensional_poverty_rate"
SETTLED = {"final", "preliminary", "reported"}
NUMBER = r"\d[\d.,]*\d|\d"
ROWS = """
SELECT area.code, area.vintage, area.kind, area.name_vi, area.name_en, figure.year, figure.value,
       figure.decimals, figure.qualifier, figure.status,
       coalesce(figure.standard_code, ''), figure.source_kind
FROM figure JOIN area ON area.id = figure.area_id
WHERE figure.preference = 1 AND figure.value IS NOT NULL AND figure.indicator_code = ? AND area.level = ?
      AND area.vintage = 'v2008'
"""
OF_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)
DISTRICTS = {"look": "district", "level": "district", "part": "deprivation"}


@dataclass(frozen=True)
class Known:
    """A figure of the store that has a number."""

    code: str
    vintage: str
    kind: str
    name_vi: str
    name_en: str
    year: int
    number: float
    decimals: int
    qualifier: str
    status: str
    standard: str
    source_kind: str

    @property
    def value(self) -> Decimal:
        return Decimal(str(self.number))

    @property
    def measure(self) -> tuple[str, str]:
        return self.standard, self.source_kind

    @property
    def is_result(self) -> bool:
        return self.qualifier == "exact" and self.status in SETTLED

    def name(self, language: str) -> str:
        return self.name_vi if language == "vi" else self.name_en


@pytest.fixture(scope="module")
def published(edition: Edition, var_dir: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(var_dir / "published.sqlite")
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def invented(small_country: Edition, var_dir: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(var_dir / "demonstration.sqlite")
    yield connection
    connection.close()


def results(store: sqlite3.Connection, indicator: str, level: str) -> list[Known]:
    return [one for one in (Known(*row) for row in store.execute(ROWS, (indicator, level))) if one.is_result]


def said(edition: Edition, language: str, **query: str) -> str:
    """The sentence of the chart at an address of the explorer."""
    visit = Visit(Words(language), edition)
    exhibit = EXHIBITS[query["view"]](visit, explored(visit, query))
    assert exhibit.chart is not None, exhibit.silence
    return exhibit.sentence


def frames(edition: Edition, language: str, indicator: str, **kind: Any) -> list[dict[str, Any]]:
    wanted = PictureAddress(indicator, language=language, **kind)
    found: list[dict[str, Any]] = painted_document(edition, wanted)["frames"]
    return found


def written(value: Decimal | Fraction | int, decimals: int, language: str) -> str:
    english = f"{float(value):,.{decimals}f}"
    return english if language == "en" else english.translate(str.maketrans(",.", ".,"))


def numbers(text: str) -> list[str]:
    """The numbers of a sentence in their order, which both languages share."""
    return [found.rstrip(".,") for found in re.findall(NUMBER, text)]


def share(change: Decimal, start: Decimal, language: str) -> str:
    """A change in percent of what it began with, as sentences write it."""
    part = 100 * abs(change) / start
    return written(part, 0 if part >= 10 else 1, language)


def least_clear(before: Decimal, now: Decimal) -> float:
    """The least change of a province that is more than chance: 46,995 households in 63 provinces."""
    middle = float(before + now) / 2
    return float(1.96 * (4 * middle * (100 - middle) * 63 / 46_995) ** 0.5)


# One indicator: peers, regions, all areas over the years.


@OF_LANGUAGES
def test_peers_are_those_of_the_kind_that_began_nearest_and_their_moves_are_counted(
    edition: Edition, published: sqlite3.Connection, language: str
) -> None:
    rows = results(published, INCOME, "province")
    for code in ("02", "17", "40", "67", "96"):
        own = {one.year: one for one in rows if one.code == code}
        last = first = max(own)
        for year in sorted(own, reverse=True):
            if own[year].measure != own[last].measure:
                break
            first = year
        start = {one.code: one for one in rows if one.year == first and one.measure == own[last].measure}
        end = {one.code: one for one in rows if one.year == last and one.measure == own[last].measure}
        alike = [
            (abs(start[other].value - own[first].value), other)
            for other in start
            if other != code and other in end and start[other].kind == own[first].kind
        ]
        moves = [end[other].value - start[other].value for _, other in sorted(alike)[:8]]
        move = own[last].value - own[first].value
        errors = [least_clear(start[other].value, end[other].value) for _, other in sorted(alike)[:8]]
        own_error = least_clear(own[first].value, own[last].value)
        clear = [
            one
            for one, error in zip(moves, errors, strict=True)
            if abs(float(one - move)) > (own_error**2 + error**2) ** 0.5
        ]
        better, worse = sum(one < move for one in clear), sum(one > move for one in clear)
        relative = share(move, own[first].value, language)
        expected = [written(abs(move), 1, language), relative, first, last, len(moves), better, worse]
        expected.append(len(moves) - len(clear))
        text = said(edition, language, view="peers", indicator=INCOME, level="province", area=code)
        assert text.count(own[last].name(language)) >= 1
        assert numbers(text) == list(map(str, expected))
        assert ("−" if move < 0 else "+") in text


@OF_LANGUAGES
@pytest.mark.parametrize("indicator", [INCOME, BOTH_POOR])
def test_gap_of_the_regions_is_between_two_figures_of_one_year_and_measure(
    edition: Edition, published: sqlite3.Connection, language: str, indicator: str
) -> None:
    rows = results(published, indicator, "region")
    text = said(edition, language, view="regions", indicator=indicator, level="province")
    shared = Counter((one.year, one.measure) for one in rows)
    newest, measure = max(pair for pair, count in shared.items() if count > 1)
    now = sorted(
        (one for one in rows if (one.year, one.measure) == (newest, measure)), key=lambda one: one.value
    )
    decimals = max(one.decimals for one in now)
    amount = now[-1].value - now[0].value
    assert now[-1].name(language) in text
    assert now[0].name(language) in text
    ratio = now[-1].value / now[0].value
    times = written(ratio, 0 if ratio >= 10 else 1, language)
    expected = [str(newest), written(amount, decimals, language), times]
    assert numbers(text) == expected + gaps_over_the_years(rows, language)


@OF_LANGUAGES
def test_gap_over_the_years_is_of_the_same_areas_by_one_measure(
    edition: Edition, published: sqlite3.Connection, language: str
) -> None:
    text = said(edition, language, view="years", indicator=INCOME, level="province")
    expected = gaps_over_the_years(results(published, INCOME, "province"), language)
    assert expected
    assert numbers(text) == expected


def gaps_over_the_years(rows: list[Known], language: str) -> list[str]:
    """The numbers of the sentence on the gap between highest and lowest; none for fewer than five areas."""
    measure = Counter(one.measure for one in rows if one.year == max(two.year for two in rows)).most_common(1)
    alike = [one for one in rows if one.measure == measure[0][0]]
    ends = [
        {one.code: one for one in alike if one.year == year}
        for year in (min(one.year for one in alike), max(one.year for one in alike))
    ]
    both = set(ends[0]) & set(ends[1])
    if len(both) < 5 or ends[0] == ends[1]:
        return []
    decimals = max(side[code].decimals for side in ends for code in both)
    gaps = [max(s[c].value for c in both) - min(s[c].value for c in both) for s in ends]
    years = [str(next(iter(side.values())).year) for side in ends]
    told = [*years, str(len(both)), *(written(gap, decimals, language) for gap in gaps)]
    return [*told, share(gaps[1] - gaps[0], gaps[0], language)]


# Two indicators.


@OF_LANGUAGES
def test_corners_of_two_indicators_hold_the_areas_of_both_outer_thirds(
    edition: Edition, published: sqlite3.Connection, language: str
) -> None:
    first, second = (results_of_any(published, indicator) for indicator in (INCOME, EARNED))
    pairs = {key: (first[key], second[key]) for key in first.keys() & second.keys()}
    shown = frames(edition, language, INCOME, level="province", kind="bivariate", second=EARNED)
    assert {frame["year"] for frame in shown} == {year for _, year in pairs}
    for frame in shown:
        here = {code: pair for (code, year), pair in pairs.items() if year == frame["year"]}
        sides = [frame["square"][side] for side in ("x_bounds", "y_bounds")]
        edges = [[bounds(text, language) for text in side] for side in sides]
        high = [c for c, (x, y) in here.items() if x.value >= edges[0][2][0] and y.value >= edges[1][2][0]]
        low = [c for c, (x, y) in here.items() if x.value <= edges[0][0][1] and y.value <= edges[1][0][1]]
        text = frame["sentence"]
        expected = [frame["year"], *([len(high)] if high else []), len(here), len(low)]
        assert numbers(text) == list(map(str, expected))
        if 0 < len(high) <= 5:
            assert all(here[code][0].name(language) in text for code in high)
        # Those of the year alone: two years' incomes are amounts of two prices.
        check_thirds([pair[0].value for pair in here.values()], edges[0])
        check_thirds([pair[1].value for pair in here.values()], edges[1])


def results_of_any(store: sqlite3.Connection, indicator: str) -> dict[tuple[str, int], Known]:
    """All figures with a number, by area and year: a class needs no result."""
    rows = (Known(*row) for row in store.execute(ROWS, (indicator, "province")))
    return {(one.code, one.year): one for one in rows}


def bounds(text: str, language: str) -> tuple[Decimal, Decimal]:
    plain = text if language == "en" else text.translate(str.maketrans(",.", ".,"))
    low, _, high = plain.replace(",", "").partition(" – ")
    return Decimal(low), Decimal(high or low)


def check_thirds(values: list[Decimal], edges: list[tuple[Decimal, Decimal]]) -> None:
    """About a third of all values lies between the bounds of each class, but for ties."""
    counts = [sum(low <= value <= high for value in values) for low, high in edges]
    assert sum(counts) == len(values)
    assert all(abs(count - len(values) / 3) <= 0.03 * len(values) for count in counts)


# What poor households lack, in the store of the small country.


def review(store: sqlite3.Connection, level: str, year: int) -> dict[str, dict[str, int]]:
    """The review's counts of each area of a level in a year, by the code of the indicator."""
    query = """
        SELECT area.code, figure.indicator_code, figure.value
        FROM figure JOIN area ON area.id = figure.area_id
        WHERE figure.preference = 1 AND figure.value IS NOT NULL AND area.vintage = 'v2008'
              AND area.level = ? AND figure.year = ?
    """
    wanted = {"total_households", "poor_households", *(f"poor_deprived_{name}" for name in DEPRIVATIONS)}
    found: dict[str, dict[str, int]] = {}
    for code, indicator, value in store.execute(query, (level, year)):
        if indicator in wanted:
            found.setdefault(code, {})[indicator] = round(value)
    whole = {code: counts for code, counts in found.items() if counts.keys() == wanted}
    assert whole
    return whole


def lacking(counts: Mapping[str, int]) -> dict[str, int]:
    """How many poor households lack each thing, the most first and then as officially listed."""
    found = {name: counts[f"poor_deprived_{name}"] for name in DEPRIVATIONS}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


YEARS = (2022, 2024)


@OF_LANGUAGES
@pytest.mark.parametrize("year", YEARS)
def test_profile_names_the_three_things_that_most_poor_households_lack(
    small_country: Edition, invented: sqlite3.Connection, language: str, year: int
) -> None:
    words = Words(language)
    for code, counts in review(invented, "district", year).items():
        text = said(small_country, language, view="profile", year=str(year), area=code, **DISTRICTS)
        three = list(lacking(counts).items())[:3]
        shares = [written(Fraction(100 * n, counts["poor_households"]), 1, language) for _, n in three]
        assert numbers(text) == [str(year), *shares]
        named = [text.index(words(f"deprivation.{name}")) for name, _ in three]
        assert named == sorted(named)


@OF_LANGUAGES
@pytest.mark.parametrize("year", YEARS)
def test_heat_table_adds_counts_of_all_places_and_no_shares(
    small_country: Edition, invented: sqlite3.Connection, language: str, year: int
) -> None:
    text = said(small_country, language, view="heat", year=str(year), **DISTRICTS)
    places = review(invented, "district", year).values()
    whole = {name: sum(counts[name] for counts in places) for name in next(iter(places))}
    name, most = next(iter(lacking(whole).items()))
    share = written(Fraction(100 * most, whole["poor_households"]), 1, language)
    assert numbers(text) == [str(year), written(most, 0, language), share]
    assert Words(language)(f"deprivation.{name}") in text


@OF_LANGUAGES
@pytest.mark.parametrize("year", YEARS)
def test_adjusted_headcount_is_the_product_that_is_said(
    small_country: Edition, invented: sqlite3.Connection, language: str, year: int
) -> None:
    nation = review(invented, "nation", year)
    districts = dict(list(review(invented, "district", year).items())[:3])
    for code, counts in {**nation, **districts}.items():
        area = {} if code in nation else {"area": code}
        text = said(small_country, language, view="index", year=str(year), **DISTRICTS, **area)
        households, poor = counts["total_households"], counts["poor_households"]
        lacks = lacking(counts)
        # Twelve things of equal weight: M0 is what is lacked out of all that could be.
        adjusted = Fraction(sum(lacks.values()), 12 * households)
        headcount, intensity = Fraction(poor, households), Fraction(sum(lacks.values()), 12 * poor)
        assert headcount * intensity == adjusted
        expected = [
            str(year),
            written(adjusted, 4, language),
            written(100 * headcount, 2, language),
            written(100 * intensity, 2, language),
            written(Fraction(100 * max(lacks.values()), sum(lacks.values())), 1, language),
        ]
        # M0 has a nought in its name.
        assert numbers(text.replace("M0", "M")) == expected
        assert Words(language)(f"deprivation.{next(iter(lacks))}") in text


@OF_LANGUAGES
def test_leading_deprivation_is_counted_over_the_places_with_enough_poor_households(
    small_country: Edition, invented: sqlite3.Connection, language: str
) -> None:
    kind = {"level": "district", "look": "district", "kind": "leading"}
    shown = frames(small_country, language, "poor_deprived_employment", **kind)
    assert len(shown) >= 3
    words = Words(language)
    for frame in shown:
        places = review(invented, "district", frame["year"]).values()
        known = [lacking(counts) for counts in places if counts["poor_households"] >= 10]
        leading = Counter(next(iter(lacks)) for lacks in known)
        most = max(leading.values())
        first = [name for name in DEPRIVATIONS if leading[name] == most]
        assert numbers(frame["sentence"]) == [str(frame["year"]), str(most), str(len(known))]
        assert all(words(f"deprivation.{name}") in frame["sentence"] for name in first)
