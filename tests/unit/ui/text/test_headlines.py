from typing import Any

import pandas as pd
import pytest

from ui.text.change_sentences import change_sentence, movers_sentence
from ui.text.map_sentences import map_sentence, national_sentence
from vocabulary.words import NO_BREAK, Words

VI, EN = Words("vi"), Words("en")
RATE: dict[Any, Any] = {
    "unit": "percent",
    "name_vi": "Tỷ lệ hộ nghèo",
    "name_en": "Poor household rate",
    "unit_vi": "% số hộ",
    "unit_en": "% of households",
}
NAMES = ["Hà Giang", "Lai Châu", "Điện Biên", "Cao Bằng", "Hà Nội", "Bình Dương", "Đà Nẵng"]


def figures(rows: list[dict[str, Any]]) -> pd.DataFrame:
    usual = {
        "vintage": "v2008",
        "area_code": "VN",
        "name_vi": "Cả nước",
        "name_en": "The nation",
        "value_min": float("nan"),
        "value_max": float("nan"),
        "decimals": 2,
        "qualifier": "exact",
        "state": "reported",
        "status": "final",
        "standard_code": "md-2022",
        "source_kind": "administrative",
    }
    return pd.DataFrame([usual | row for row in rows])


def of_nation(*rows: tuple[int, float, str]) -> pd.DataFrame:
    return figures(
        [{"year": year, "value": value, "standard_code": standard} for year, value, standard in rows]
    )


def of_areas(year: int, *values: float) -> pd.DataFrame:
    named = zip(NAMES, values, strict=False)
    return figures(
        [
            {"year": year, "value": value, "area_code": name, "name_vi": name, "name_en": name, "decimals": 1}
            for name, value in named
        ]
    )


def test_change_by_the_same_standard_is_said_exactly() -> None:
    series = of_nation((2023, 2.93, "md-2022"), (2024, 1.93, "md-2022"))
    assert change_sentence(series, RATE, EN) == (
        "Since 2023 the poor household rate has fallen by 1.00 percentage points, 34% of the starting value, "
        "from 2.93% to 1.93%, "
        "by the same standard."
    )
    assert change_sentence(series, RATE, VI) == (
        "So với năm 2023, tỷ lệ hộ nghèo giảm 1,00 điểm phần trăm, "
        f"bằng 34{NO_BREAK}% mức ban đầu "
        f"(từ 2,93{NO_BREAK}% xuống 1,93{NO_BREAK}%), cùng một chuẩn nghèo."
    )


@pytest.mark.parametrize(
    ("now", "verb"), [(3.1, "risen by 0.17"), (2.93, "has not changed (2.93%)"), (2.9, "fallen by 0.03")]
)
def test_change_has_its_direction(now: float, verb: str) -> None:
    assert verb in change_sentence(of_nation((2023, 2.93, "a"), (2024, now, "a")), RATE, EN)


def test_no_change_is_said_across_a_change_of_standard() -> None:
    series = of_nation((2021, 2.23, "md-2016"), (2022, 4.03, "md-2022"))
    for words in (VI, EN):
        sentence = change_sentence(series, RATE, words)
        assert sentence == words("break.standard_changed", before="2021", now="2022")
        assert "2.23" not in sentence.replace(",", ".")


def test_no_change_is_said_between_kinds_of_source() -> None:
    series = of_nation((2023, 2.93, "a"), (2024, 3.0, "a"))
    series["source_kind"] = ["administrative", "survey"]
    assert change_sentence(series, RATE, EN) == EN("break.source_kind_changed", before="2023", now="2024")


@pytest.mark.parametrize("rows", [[], [(2024, 1.93, "a")], [(2022, 4.03, "a"), (2024, 1.93, "a")]])
def test_no_change_is_said_without_the_year_before(rows: list[tuple[int, float, str]]) -> None:
    assert change_sentence(of_nation(*rows), RATE, EN) == EN("change.no_year_before")


def test_nation_is_told_with_and_without_the_near_poor() -> None:
    poor, both = of_nation((2023, 2.93, "a"), (2024, 1.93, "a")), of_nation((2024, 4.06, "a"))
    assert "1.93% of Viet Nam’s" in national_sentence(poor, RATE, both, RATE, EN)
    assert "4.06%" in national_sentence(poor, RATE, both, RATE, EN)
    assert "near-poor" not in national_sentence(poor, RATE, of_nation((2023, 5.71, "a")), RATE, EN)
    nothing = of_nation()
    assert (
        national_sentence(nothing, RATE, both, RATE, EN) == "There is no national result of the review yet."
    )


def test_extremes_are_named_with_their_ties() -> None:
    found = map_sentence(of_areas(2016, 9.5, 9.5, 4, 3, 2, 1), [], RATE, "province", 2016, EN)
    assert found == "In 2016 the highest is Hà Giang and Lai Châu (9.5%); the lowest is Bình Dương (1.0%)."
    many = map_sentence(of_areas(2016, 9.5, 4, 3, 0, 0, 0, 0), [], RATE, "province", 2016, EN)
    assert many == "In 2016 the highest is Hà Giang (9.5%); the lowest is 0.0% in 4 provinces."


def test_too_few_areas_have_no_extremes() -> None:
    found = map_sentence(of_areas(2022, 9.5, 4, 3, 2), [], RATE, "province", 2022, EN)
    assert found == EN("headline.too_few", count=4, level="provinces", year="2022")
    assert "Hà Giang" not in found


def test_movers_are_compared_only_by_the_same_standard() -> None:
    before, now = of_areas(2015, 10, 20, 30), of_areas(2016, 7, 22.5, 30)
    assert movers_sentence(pd.concat([before, now]), RATE, EN) == (
        "Since 2015 (percentage points), the largest falls: Hà Giang (3.0, 30% of the starting value); "
        "the largest rises: Lai Châu (2.5, 12% of the starting value)."
    )
    other = before.assign(standard_code="income-2011")
    assert movers_sentence(pd.concat([other, now]), RATE, EN) == EN(
        "change.no_pairs", before="2015", now="2016"
    )


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ((7, 15, 29), "largest falls: Lai Châu (5.0, 25% of the starting value)."),
        ((11, 24, 30), "largest rises: Lai Châu (4.0, 20% of the starting value)."),
    ],
)
def test_movers_that_all_go_one_way_are_told_so(now: tuple[float, ...], key: str) -> None:
    sentence = movers_sentence(pd.concat([of_areas(2015, 10, 20, 30), of_areas(2016, *now)]), RATE, EN)
    assert sentence.replace(" (percentage points)", "").endswith(key)
