"""Every picture of the embedded data says what the store holds: numbers, classes, ranks and sentences.

What is expected is worked out here from the rows of the store, without the code under test.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ui.cached.editions import Edition
from ui.maps.document import picture_document
from ui.maps.map_offer import StoreOffer
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from vocabulary.catalogues import LANGUAGES

FIGURES = """
SELECT area.vintage, area.level, area.code, area.name_vi, area.name_en, figure.year, figure.value,
       figure.decimals, figure.qualifier, figure.state, figure.value_min, figure.status,
       figure.standard_code || figure.source_kind, indicator.direction || indicator.unit,
       coalesce(figure.standard_code, ''), figure.source_kind, coalesce(standard.first_year, 0),
       coalesce(standard.last_year, 9999), coalesce(standard.kind, '') = 'local', figure.preference
FROM figure JOIN area ON area.id = figure.area_id JOIN indicator ON indicator.code = figure.indicator_code
LEFT JOIN standard ON standard.code = figure.standard_code
WHERE figure.indicator_code = ? AND area.level IN ('province', 'nation') AND coalesce(figure.doubtful, 0) = 0
AND (indicator.unit <> 'billion_vnd' OR coalesce(figure.period_from, figure.year) = figure.year)
ORDER BY figure.preference
"""
STATUSES = {"final": 0, "reported": 0, "preliminary": 1}
QUALIFIERS = {
    "vi": {
        "about": "khoảng",
        "more_than": "hơn",
        "nearly": "gần",
        "at_least": "ít nhất",
        "less_than": "dưới",
    },
    "en": {
        name: name.replace("_", " ") for name in ("about", "more_than", "nearly", "at_least", "less_than")
    },
}
NUMBER = r"\d[\d.,]*\d|\d"


@dataclass(frozen=True)
class Known:
    """A figure as the store has it."""

    vintage: str
    level: str
    code: str
    name_vi: str
    name_en: str
    year: int
    value: float | None
    decimals: int | None
    qualifier: str
    state: str
    value_min: float | None
    status: str
    measure: str | None
    direction_and_unit: str
    standard: str
    source_kind: str
    first_year: int
    last_year: int
    is_local: bool
    preference: int

    @property
    def group(self) -> tuple[str, str, int]:
        """By which standard, from which kind of source, with which kind of status."""
        return self.standard, self.source_kind, STATUSES.get(self.status, 2)

    def name(self, language: str) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def number(self, language: str) -> str:
        """Return the value with its printed decimals as a person of that language writes it."""
        if self.value == 0 and self.source_kind == "survey" and self.qualifier == "exact":
            least = replace(self, value=10.0 ** -(self.decimals or 0), qualifier="less_than")
            return least.number(language)
        english = f"{self.value:,.{self.decimals or 0}f}"
        swapped = english.translate(str.maketrans(",.", ".,"))
        number = english if language == "en" else swapped
        return f"{QUALIFIERS[language].get(self.qualifier, '')} {number}".strip()


@pytest.fixture(scope="module")
def store(var_dir: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(var_dir / "published.sqlite")
    yield connection
    connection.close()


def indicators_on_the_map(edition: Edition) -> list[str]:
    return list(StoreOffer(edition).mappable("reported", "province"))


def documents(edition: Edition, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every province picture of the embedded data."""
    for indicator in indicators_on_the_map(edition):
        wanted = PictureAddress(indicator, "province", language=language)
        yield indicator, picture_document(wanted, map_facts(edition, wanted))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_says_what_the_store_holds(
    edition: Edition, store: sqlite3.Connection, language: str
) -> None:
    pictures = 0
    for indicator, document in documents(edition, language):
        known = [Known(*row) for row in store.execute(FIGURES, (indicator,))]
        json.dumps(document, allow_nan=False)
        for frame in document["frames"]:
            pictures += 1
            layer = document["layers"][frame["layer"]]
            of_year = [figure for figure in known if figure.year == frame["year"]]
            here = [one for one in of_year if (one.level, one.vintage) == ("province", layer["vintage"])]
            drawn, apart = compared(here)
            of_year = drawn + beside(drawn, [one for one in of_year if one.level == "nation"])
            assert sum(frame["marks"].count(mark) for mark in "okp") == len(apart)
            frame["sentence"] = without_names_of_standards(frame["sentence"], frame, language)
            check_values(frame, layer, drawn, language)
            check_classes(frame, len(layer["names"]))
            check_ranks(frame)
            check_sentence(frame["sentence"], frame["year"], drawn, of_year, language)
    assert pictures > 200


def compared(here: list[Known]) -> tuple[list[Known], set[str]]:
    """Return what stands together of a year, gaps with it, and the areas measured otherwise.

    By decision 0031: in force or about to be, most areas, better status, national, begun, by code.
    """
    with_number = [one for one in here if one.state == "reported"]
    groups: dict[tuple[str, str, int], list[Known]] = {}
    for one in with_number:
        groups.setdefault(one.group, []).append(one)
    first: dict[str, Known] = {}
    for one in here:
        first.setdefault(one.code, one)
    if not groups:
        return list(first.values()), set()
    best = min(groups, key=lambda group: weight(group, groups[group]))
    shown: dict[str, Known] = {}
    for one in groups[best]:
        shown.setdefault(one.code, one)
    gaps = {code: one for code, one in first.items() if one.state != "reported"}
    return [*({**gaps, **shown}).values()], set(first) - set(shown) - set(gaps)


def weight(group: tuple[str, str, int], figures: list[Known]) -> tuple[Any, ...]:
    """Return by what a group is preferred, the least first."""
    one, areas = figures[0], {figure.code for figure in figures}
    in_force = one.first_year - 1 <= one.year <= one.last_year
    return (not in_force, -len(areas), group[2], one.is_local, one.year < one.first_year, group[0], group[1])


def beside(drawn: list[Known], nation: list[Known]) -> list[Known]:
    """Return the nation's figure that is measured as the areas are, none where there is no such one."""
    groups = {one.group[:2] for one in drawn if one.state == "reported"}
    alike = [one for one in nation if not groups or one.group[:2] in groups]
    return alike[:1]


def without_names_of_standards(text: str, frame: dict[str, Any], language: str) -> str:
    """Return a sentence without what it says of figures set aside, whose counts are held to the legend's."""
    start = {"vi": "So sánh theo: ", "en": "Compared by: "}[language]
    said = text[text.index(start) :] if start in text else ""
    counts = [line["count"] for line in frame["gaps"] if line["mark"] in "okp"]
    assert bool(said) == bool(counts)
    assert all(re.search(rf"\b{count}\b", said) for count in counts)
    return text.removesuffix(said).strip()


def check_values(frame: dict[str, Any], layer: dict[str, Any], drawn: list[Known], language: str) -> None:
    """Each area has the value and the text of its figure, under its name."""
    values = dict(zip(layer["names"], frame["values"], strict=True))
    texts = dict(zip(layer["names"], frame["texts"], strict=True))
    with_value = {figure.name(language): figure for figure in drawn if figure.value is not None}
    assert {name: value for name, value in values.items() if value is not None} == {
        name: figure.value for name, figure in with_value.items()
    }
    assert {name: texts[name] for name in with_value} == {
        name: figure.number(language) for name, figure in with_value.items()
    }
    named = {figure.name(language) for figure in drawn}
    missing = {"vi": "Không có số liệu", "en": "No data"}[language]
    marks = dict(zip(layer["names"], frame["marks"], strict=True))
    assert {texts[name] for name in set(layer["names"]) - named if marks[name] not in "okp"} <= {missing}


def check_classes(frame: dict[str, Any], areas: int) -> None:
    """Each area with a value lies within the bounds of its class; the legend counts every area once."""
    assert len(frame["marks"]) == len(frame["values"]) == len(frame["texts"]) == areas
    bounds = {line["mark"]: (line["low"], line["high"]) for line in frame["legend"]}
    for mark, value in zip(frame["marks"], frame["values"], strict=True):
        if value is not None:
            low, high = bounds[mark]
            assert low <= value <= high
    lines = [*frame["legend"], *frame["gaps"]]
    assert sum(line["count"] for line in lines) == areas
    assert all(line["count"] == frame["marks"].count(line["mark"]) for line in lines)


def check_ranks(frame: dict[str, Any]) -> None:
    """The ranking runs from the highest value to the lowest, ties with the same rank."""
    ranked = [(frame["values"][index], frame["ranks"][index]) for index in frame["order"]]
    values = [value for value, _ in ranked]
    assert values == sorted(values, reverse=True)
    assert [rank for _, rank in ranked] == [
        f"{values.index(value) + 1}{'=' if values.count(value) > 1 else ''}" for value in values
    ]


def check_sentence(text: str, year: int, drawn: list[Known], of_year: list[Known], language: str) -> None:
    """The sentence names highest, lowest and nation with the store's numbers and no other number."""
    known = [figure for figure in drawn if figure.value is not None]
    if len(known) < 5:
        assert numbers_in(text) == {str(year), str(len(known))}
        return
    nation = [figure for figure in of_year if figure.level == "nation" and figure.value is not None]
    allowed = {str(year)} | {figure.number(language) for figure in nation}
    for extreme in (max, min):
        value = extreme(figure.value for figure in known if figure.value is not None)
        there = [figure for figure in known if figure.value == value]
        assert there[0].number(language) in text
        allowed.add(there[0].number(language))
        if len(there) <= 3:
            assert all(figure.name(language) in text for figure in there), text
        else:
            allowed.add(str(len(there)))
    for figure in nation:
        assert figure.number(language) in text
        counts = left_behind(known, figure)
        assert (not counts) or set(counts) <= numbers_in(text), text
        allowed |= set(counts)
    assert numbers_in(text) <= {number for one in allowed for number in numbers_in(one)}, text


def left_behind(known: list[Known], nation: Known) -> list[str]:
    """How many areas have at least twice the nation's rate, and of how many measured alike; none: nothing."""
    settled = {"final", "preliminary", "reported"}
    alike = [
        figure.value
        for figure in known
        if figure.qualifier == nation.qualifier == "exact"
        and {figure.status, nation.status} <= settled
        and figure.measure == nation.measure
    ]
    if nation.direction_and_unit != "lowerpercent" or len(alike) < 5 or not nation.value:
        return []
    behind = [value for value in alike if value is not None and value >= 2 * nation.value]
    return [str(len(behind)), str(len(alike))] if behind else []


def numbers_in(text: str) -> set[str]:
    return {found.rstrip(".,") for found in re.findall(NUMBER, text)}


def test_pictures_of_both_languages_differ_only_in_their_texts(edition: Edition) -> None:
    few = ("survey_income_poverty_rate", "poor_household_rate", "employed_persons")
    for indicator in few:
        pair = [PictureAddress(indicator, "province", language=language) for language in LANGUAGES]
        vi, en = (picture_document(wanted, map_facts(edition, wanted)) for wanted in pair)
        assert vi["colours"] == en["colours"]
        for one, other in zip(vi["frames"], en["frames"], strict=True):
            same = ("year", "layer", "marks", "values", "ranks", "order")
            assert [one[part] for part in same] == [other[part] for part in same]


def test_classes_stay_the_same_over_the_years_of_a_standard_unless_asked_otherwise(edition: Edition) -> None:
    fixed, own = (
        picture_document(wanted, map_facts(edition, wanted))
        for wanted in (
            PictureAddress("survey_income_poverty_rate", "province"),
            PictureAddress("survey_income_poverty_rate", "province", each_year=True),
        )
    )
    labels = [
        {tuple(line["label"] for line in frame["legend"]) for frame in document["frames"]}
        for document in (fixed, own)
    ]
    by_standard: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for frame in fixed["frames"]:
        by_standard[frame["year"] < 2010].add(tuple(line["label"] for line in frame["legend"]))
    assert [len(found) for found in by_standard.values()] == [1, 1]
    assert by_standard[True] != by_standard[False]
    assert len(labels[1]) == len(own["frames"])


def test_amounts_of_money_have_classes_of_their_own_year_whatever_is_asked(edition: Edition) -> None:
    for each_year in (False, True):
        wanted = PictureAddress("monthly_income_per_capita_mean", "province", each_year=each_year)
        document = picture_document(wanted, map_facts(edition, wanted))
        for frame in document["frames"]:
            known = sorted(value for value in frame["values"] if value is not None)
            assert frame["legend"][0]["low"] == known[0]
            assert frame["legend"][-1]["high"] == known[-1]
            counts = [line["count"] for line in frame["legend"]]
            assert max(counts) - min(counts) <= 1
            assert bool(frame["legend_note"]) != each_year


def test_a_legend_says_where_ties_keep_its_classes_from_being_equal(edition: Edition) -> None:
    wanted = PictureAddress(
        "survey_multidimensional_poverty_rate", "province", "reported", "en", each_year=True
    )
    for frame in picture_document(wanted, map_facts(edition, wanted))["frames"]:
        counts = [line["count"] for line in frame["legend"]]
        is_even = len(counts) == 5 and max(counts) - min(counts) <= 1
        assert frame["legend_note"] == (
            "" if is_even else "Equal values share a class, so classes hold unequal numbers"
        )


def test_year_with_figures_of_mixed_status_says_none_for_all(edition: Edition) -> None:
    wanted = PictureAddress("poor_household_rate", "province", language="en")
    document = picture_document(wanted, map_facts(edition, wanted))
    (frame,) = [frame for frame in document["frames"] if frame["year"] == 2023]
    assert frame["status"] == ""
    assert "reported" not in frame["subtitle"]
    assert any("as reported" in note for note in frame["notes"].values())
