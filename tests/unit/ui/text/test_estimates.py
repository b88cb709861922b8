"""What is said of estimated figures: in titles, sentences, notes, legends."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import pytest

from ui.maps.area_marks import estimates_of
from ui.maps.map_facts import LayerFacts
from ui.text.estimates import (
    estimated_rows,
    estimated_title,
    estimates_sentence,
    has_estimates,
    restated_note,
    with_restated,
)
from vocabulary.words import Words

Cells = dict[Hashable, Any]
ESTIMATE: Cells = {
    "restated": "estimated",
    "reason": "",
    "made_of": 3,
    "parts_vi": "Hòa Bình, Phú Thọ, Vĩnh Phúc",
    "parts_en": "Hoa Binh, Phu Tho, Vinh Phuc",
    "value": 5.49,
}
UNCHANGED = ESTIMATE | {"restated": "unchanged", "made_of": 1, "parts_vi": "", "parts_en": "", "value": 2.0}
MISSING = ESTIMATE | {"restated": "", "reason": "part_missing", "value": None}
VI, EN = Words("vi"), Words("en")


def frame(*rows: Cells) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype({"value": "float64"})


def test_only_figures_with_a_value_are_estimates() -> None:
    found = estimated_rows(frame(ESTIMATE, UNCHANGED, MISSING, ESTIMATE | {"value": None}))
    assert found.tolist() == [True, False, False, False]


def test_a_frame_that_was_not_restated_has_no_estimates() -> None:
    assert not has_estimates(pd.DataFrame({"value": [1.0]}))


@pytest.mark.parametrize(
    ("words", "said"), [(VI, "ước tính theo số hộ 2019"), (EN, "estimated by households of 2019")]
)
def test_title_sentence_note_and_legend_name_the_weight(words: Words, said: str) -> None:
    rows = frame(ESTIMATE, UNCHANGED)
    texts = [
        estimated_title("Tỷ lệ", rows, words),
        estimates_sentence(rows, words),
        restated_note(ESTIMATE, words),
    ]
    assert all(said in text.lower() for text in texts)
    line = estimates_of([ESTIMATE, UNCHANGED], layer("25", "01"), words)
    assert line is not None
    assert said in line["label"].lower()


def test_the_sentence_counts_estimates_among_known_figures() -> None:
    assert estimates_sentence(frame(ESTIMATE, ESTIMATE, UNCHANGED, MISSING), EN).startswith(
        "2 of 3 figures are"
    )
    assert estimates_sentence(frame(UNCHANGED), EN) == ""


def test_the_note_names_the_parts() -> None:
    assert restated_note(ESTIMATE, VI).endswith("từ 3 tỉnh cũ: Hòa Bình, Phú Thọ, Vĩnh Phúc")
    assert restated_note(ESTIMATE, EN).endswith("from 3 former provinces: Hoa Binh, Phu Tho, Vinh Phuc")


def test_a_row_without_an_area_of_the_figures_has_no_note() -> None:
    nothing: Cells = dict.fromkeys(ESTIMATE, float("nan"))
    assert restated_note(nothing, VI) == restated_note({"value": 1.0}, VI) == ""


def test_a_map_without_estimates_keeps_its_title_and_its_file_its_columns() -> None:
    rows = frame(UNCHANGED)
    assert estimated_title("Rate", rows, EN) == "Rate"
    assert with_restated(["value"], rows) == ["value"]
    assert with_restated(["value"], frame(ESTIMATE)) == ["value", "restated"]


def layer(*codes: str, inside: frozenset[str] | None = None) -> LayerFacts:
    return LayerFacts("v2025", "/geometry", codes, pd.DataFrame(), inside=inside)


def test_the_legend_counts_the_estimated_areas_that_are_shown() -> None:
    rows = [UNCHANGED, ESTIMATE, ESTIMATE, None]
    line = estimates_of(rows, layer("01", "25", "15", "04", inside=frozenset({"01", "25", "04"})), EN)
    assert line is not None
    assert (line["mark"], line["count"], line["areas"]) == ("~", 1, [1])
    assert estimates_of([UNCHANGED, None], layer("01", "04"), EN) is None
