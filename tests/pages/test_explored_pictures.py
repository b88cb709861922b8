"""Maps of changes and of two indicators, from the embedded data: code, class and colour by another path."""

import csv
import sqlite3
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from ui.cached.editions import Edition
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from vocabulary.catalogues import LANGUAGES

CROSSWALK = Path(__file__).parents[2] / "data" / "crosswalk.csv"
SURVEY, POOR = "survey_multidimensional_poverty_rate", "poor_household_rate"
# The counts of 2024 of an area of before the reform, and the rates of 2025 of one of today.
COUNTS = """
SELECT figure.indicator_code, CAST(figure.value AS INTEGER)
FROM figure JOIN area ON area.id = figure.area_id
WHERE figure.preference = 1 AND figure.indicator_code IN ('poor_households', 'total_households')
      AND figure.year = 2024 AND area.vintage = 'v2008' AND area.level = ? AND area.code = ?
"""
NOW = """
SELECT figure.value FROM figure JOIN area ON area.id = figure.area_id
WHERE figure.preference = 1 AND figure.indicator_code = 'poor_household_rate' AND figure.year = 2025
      AND area.vintage = 'v2025' AND area.level = ? AND area.code = ?
"""
NAMED = """
SELECT area.code, figure.value FROM figure JOIN area ON area.id = figure.area_id
WHERE figure.preference = 1 AND figure.indicator_code = 'poor_household_rate' AND figure.year = 2025
      AND area.vintage = 'v2025' AND area.level = 'commune' AND area.name_vi = ?
"""
LANG_SON = "v2025.province.20"
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


@pytest.fixture(scope="module")
def small_store(small_country: Edition, var_dir: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(var_dir / "demonstration.sqlite")
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
        middle = float(now[name] + before[name]) / 2
        # 46,995 households in 63 provinces, a design effect of 2, 95 percent.
        least = 1.96 * (4 * middle * (100 - middle) * 63 / 46_995) ** 0.5
        if abs(float(now[name] - before[name])) <= least:
            assert (value, mark) == (None, "u")
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


def test_what_is_no_clear_change_is_outside_the_ranking_and_says_what_the_survey_can_see(
    edition: Edition,
) -> None:
    document = painted_document(edition, PictureAddress(SURVEY, "province", language="en", kind="change"))
    frame = next(frame for frame in document["frames"] if frame["year"] == 2024)
    unclear = [number for number, mark in enumerate(frame["marks"]) if mark == "u"]
    assert len(unclear) == 56
    assert not set(unclear) & set(frame["order"])
    assert {frame["texts"][number] for number in unclear} == {"No clear change"}
    note = frame["notes"][str(unclear[0])]
    assert "the survey can detect" in note
    assert "From " in note
    (line,) = (line for line in frame["gaps"] if line["mark"] == "u")
    assert line["count"] == 56
    assert "56 more show no clear change" in frame["sentence"]


def test_a_change_of_the_merged_provinces_is_that_of_the_sums_of_their_parts(
    small_country: Edition, small_store: sqlite3.Connection
) -> None:
    document = painted_document(small_country, PictureAddress(POOR, "province", kind="change"))
    frame = next(frame for frame in document["frames"] if frame["year"] == 2025)
    (value,) = (value for value in frame["values"] if value is not None)
    counts = dict(small_store.execute(COUNTS, ("province", "20")).fetchall())
    before = rounded(Decimal(100) * counts["poor_households"] / counts["total_households"])
    ((now,),) = small_store.execute(NOW, ("province", "20"))
    assert Decimal(str(value)) == Decimal(str(now)) - before


def test_a_change_of_communes_across_the_merger_is_told_where_all_parts_came_whole(
    small_country: Edition, small_store: sqlite3.Connection
) -> None:
    document = painted_document(
        small_country, PictureAddress(POOR, "commune", kind="change", within=LANG_SON)
    )
    frame = next(frame for frame in document["frames"] if frame["year"] == 2025)
    plane = document["layers"][frame["layer"]]
    whole, split = merged_communes()
    told = 0
    for name, value, mark, text in zip(
        plane["names"], frame["values"], frame["marks"], frame["texts"], strict=True
    ):
        if mark == ".":
            continue
        ((code, now),) = small_store.execute(NAMED, (name,))
        if code in split:
            assert (value, mark, text) == (None, "b", "Đơn vị cũ bị chia")
            continue
        parts = [dict(small_store.execute(COUNTS, ("commune", part)).fetchall()) for part in whole[code]]
        poor, all_households = (
            sum(counts[name] for counts in parts) for name in ("poor_households", "total_households")
        )
        before = rounded(Decimal(100) * Decimal(poor) / Decimal(all_households))
        assert Decimal(str(value)) == Decimal(str(now)) - before
        told += 1
    assert told > 10


def merged_communes() -> tuple[dict[str, list[str]], set[str]]:
    """The earlier communes of each of today's by the file of the crosswalk, and those with a split one."""
    whole: dict[str, list[str]] = {}
    split = set()
    with CROSSWALK.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["to_vintage"] != "v2025" or row["to_level"] != "commune" or row["moved"] == "land":
                continue
            whole.setdefault(row["to_code"], []).append(row["from_code"])
            if row["moved"] not in ("all", "all_people"):
                split.add(row["to_code"])
    return whole, split


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


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
