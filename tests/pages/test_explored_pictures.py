"""Maps of changes and of two indicators, from the embedded data: code, class and colour by another path."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ui.cached.editions import Edition
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from vocabulary.catalogues import LANGUAGES

INCOME, EARNED = "survey_income_poverty_rate", "monthly_income_per_capita_mean"
VALUES = """
SELECT area.name_vi, figure.value FROM figure JOIN area ON area.id = figure.area_id
WHERE figure.preference = 1 AND figure.indicator_code = ? AND figure.year = ? AND area.level = 'province'
      AND area.vintage = 'v2008' AND figure.value IS NOT NULL
"""


@pytest.fixture(scope="module")
def store(var_dir: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(var_dir / "published.sqlite")
    yield connection
    connection.close()


def values(store: sqlite3.Connection, indicator: str, year: int) -> dict[str, Decimal]:
    return {name: Decimal(str(value)) for name, value in store.execute(VALUES, (indicator, year))}


def test_map_of_changes_paints_the_differences_of_printed_values(
    edition: Edition, store: sqlite3.Connection
) -> None:
    document = painted_document(edition, PictureAddress(INCOME, "province", kind="change"))
    assert (document["kind"], len(document["colours"])) == ("change", 7)
    frame = next(frame for frame in document["frames"] if frame["year"] == 2016)
    names = document["layers"][frame["layer"]]["names"]
    before, now = values(store, INCOME, 2015), values(store, INCOME, 2016)
    bounds = {line["mark"]: (line["low"], line["high"]) for line in frame["legend"]}
    for name, value, mark in zip(names, frame["values"], frame["marks"], strict=True):
        if name not in now:
            assert (value, mark) == (None, "-")
            continue
        assert Decimal(str(value)) == now[name] - before[name]
        assert bounds[mark][0] <= value <= bounds[mark][1]
    assert document["colours"][0] == "#01665e", "the largest fall is blue-green where lower is better"


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_of_changes_refuses_a_change_of_standard_and_says_so(edition: Edition, language: str) -> None:
    wanted = PictureAddress(INCOME, "province", language=language, kind="change")
    document = painted_document(edition, wanted)
    frame = next(frame for frame in document["frames"] if frame["year"] == 2010)
    assert Counter(frame["marks"]) == {"b": 63}
    assert set(frame["values"]) == {None}
    told = {"vi": "hai năm đo theo hai chuẩn khác nhau", "en": "measured by different standards"}[language]
    assert told in frame["sentence"]
    assert len(frame["notes"]) == 63


def test_changes_since_one_year_have_a_frame_for_each_later_year(edition: Edition) -> None:
    wanted = PictureAddress(INCOME, "province", kind="change", since=2012)
    years = [frame["year"] for frame in painted_document(edition, wanted)["frames"]]
    assert years == [2013, 2014, 2015, 2016]


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_of_two_indicators_has_each_area_in_the_cell_of_its_two_thirds(
    edition: Edition, store: sqlite3.Connection, language: str
) -> None:
    wanted = PictureAddress(INCOME, "province", language=language, kind="bivariate", second=EARNED)
    document = painted_document(edition, wanted)
    assert (document["kind"], len(set(document["colours"]))) == ("bivariate", 9)
    years = [frame["year"] for frame in document["frames"]]
    assert years == [2010, 2012, 2014, 2016]
    frame = document["frames"][-1]
    first, second = values(store, INCOME, 2016), values(store, EARNED, 2016)
    assert sum(mark.isdigit() for mark in frame["marks"]) == len(set(first) & set(second))
    assert sum(line["count"] for line in frame["legend"]) == len(set(first) & set(second))
    assert all(line["count"] == frame["marks"].count(line["mark"]) for line in frame["legend"])
    by_column = {str(number): number % 3 for number in range(9)}
    pairs = zip(frame["values"], frame["marks"], strict=True)
    shown = [(value, by_column[mark]) for value, mark in pairs if mark in by_column]
    for third in (0, 1):
        below = [value for value, column in shown if column <= third]
        above = [value for value, column in shown if column > third]
        assert not below or not above or max(below) < min(above)
