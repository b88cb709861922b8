"""What the regions say of the nation's rate stands in a sentence, where they contradict it."""

from typing import Any

import pandas as pd
import pytest

from ui.text.change_sentences import parts_change_sentence
from ui.text.map_sentences import parts_in_few_words, parts_sentence
from vocabulary.words import Words

VI, EN = Words("vi"), Words("en")
POOR: dict[str, Any] = {
    "indicator_code": "poor",
    "rate": 1.93,
    "rate_decimals": 2,
    "count": 599_608.0,
    "said": 31_067_772.0,
    "expected": 27_572_394.7,
    "parts": 6,
    "standard_code": "md-2022",
}
BOTH = POOR | {"indicator_code": "both", "rate": 4.06, "count": 1_258_997.0, "said": 31_009_778.3}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (EN, ("6 regions", "2.17%", "4.57%", "27.6 million", "31.1 million", "Rounding alone does not")),
        (VI, ("6 vùng", "2,17", "4,57", "27,6 triệu", "31,1 triệu", "Riêng việc làm tròn không")),
    ],
)
def test_the_regions_rate_and_households_and_what_may_be_the_reason_are_said(
    words: Words, said: tuple[str, ...]
) -> None:
    sentence = parts_sentence(pd.DataFrame([POOR, BOTH]), "poor", "both", words)
    assert all(part in sentence for part in said)
    assert "4.57" not in parts_sentence(pd.DataFrame([POOR]), "poor", "both", words).replace(",", ".")


def test_a_hall_is_told_the_regions_rates_in_one_short_sentence() -> None:
    said = parts_in_few_words(pd.DataFrame([POOR, BOTH]), "poor", "both", EN)
    assert said.startswith(
        "Added up from the 6 regions, 2.17% of households are poor, 4.57% with the near-poor;"
    )
    assert "4.57" not in parts_in_few_words(pd.DataFrame([POOR]), "poor", "both", EN)
    assert parts_in_few_words(pd.DataFrame([POOR]).head(0), "poor", "both", EN) == ""


def test_nothing_is_said_where_the_regions_agree() -> None:
    assert parts_sentence(pd.DataFrame([POOR]).head(0), "poor", "both", EN) == ""


def test_the_change_by_the_regions_is_told_beside_the_nations_where_both_years_are_contradicted() -> None:
    before = pd.DataFrame([POOR | {"count": 815_101.0, "expected": 27_024_441.6}])
    now = pd.DataFrame([POOR])
    assert parts_change_sentence(before, now, "poor", 2023, EN) == (
        "Calculated in this way, 2023 was 3.02%: a change of −0.85 percentage points, "
        "28% of the starting value."
    )
    other = before.assign(standard_code="md-2016")
    assert parts_change_sentence(other, now, "poor", 2023, EN) == ""
    assert parts_change_sentence(before.head(0), now, "poor", 2023, EN) == ""
