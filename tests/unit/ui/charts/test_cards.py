"""Cards: what they say of a change, and the small line that is never joined across a break."""

import base64
import re

import pandas as pd
import pytest

from data_access.store.frames import Row
from ui.charts.card_change import last_change, small_line, year_and_kind
from ui.charts.cards import Card, Part, card_html, sparkline
from vocabulary.words import Words

VI = Words("vi")
RATE: Row = {"unit": "percent", "direction": "lower", "unit_vi": "% số hộ", "unit_en": "% of households"}


def series(*rows: tuple[int, float, str, str]) -> pd.DataFrame:
    """Return figures of one area: year, value, standard, kind of source."""
    frame = pd.DataFrame(rows, columns=["year", "value", "standard_code", "source_kind"])
    fixed = {"vintage": "v2008", "area_code": "11", "value_min": None, "value_max": None, "decimals": 2}
    return frame.assign(**fixed, period_from=None)


def test_a_fall_of_a_rate_is_better_and_told_in_points() -> None:
    known = series((2023, 25.6, "s", "administrative"), (2024, 21.29, "s", "administrative"))
    assert last_change(known, RATE, VI) == ("▼ 4,31 điểm % so với năm 2023", "better")


def test_a_rise_of_a_rate_is_worse_and_of_an_income_better() -> None:
    known = series((2023, 1.0, "s", "administrative"), (2024, 2.0, "s", "administrative"))
    assert last_change(known, RATE, VI)[1] == "worse"
    assert last_change(known, {**RATE, "direction": "higher"}, VI)[1] == "better"
    assert last_change(known, {**RATE, "direction": "context"}, VI)[1] == ""


@pytest.mark.parametrize(
    "before", [(2021, 5.0, "old", "administrative"), (2021, 5.0, "s", "survey")], ids=["standard", "source"]
)
def test_no_change_is_told_across_a_break(before: tuple[int, float, str, str]) -> None:
    known = series(before, (2022, 4.0, "s", "administrative"))
    assert last_change(known, RATE, VI) == ("Không so sánh được với năm 2021", "")


def test_a_change_within_the_error_of_a_survey_is_neither_better_nor_worse() -> None:
    known = series((2023, 3.24, "s", "survey"), (2024, 2.13, "s", "survey"))
    said, course = last_change(known, RATE, VI, asked=746.0)
    assert course == ""
    assert said.endswith("trong sai số khảo sát")
    assert last_change(known, RATE, VI, asked=46_995.0)[1] == "better"


def test_one_figure_has_no_change_and_no_line() -> None:
    known = series((2024, 2.13, "s", "survey"))
    assert last_change(known, RATE, VI) == ("", "")
    assert sparkline(small_line(known)) == ""
    assert year_and_kind(known, VI) == "2024 · khảo sát"


def drawn(points: pd.DataFrame) -> str:
    found = re.search(r"base64,([^']+)'", sparkline(points))
    assert found is not None
    return base64.b64decode(found[1]).decode()


def test_the_small_line_is_two_lines_with_a_mark_between_where_the_standard_changed() -> None:
    known = series(
        (2020, 5.0, "old", "survey"),
        (2021, 4.0, "old", "survey"),
        (2022, 4.5, "s", "survey"),
        (2023, 3.0, "s", "survey"),
    )
    picture = drawn(small_line(known))
    assert picture.count("stroke='#0b5394'") == 2
    assert picture.count("stroke='#b3261e'") == 1
    assert picture.count("L") == 2


def test_estimates_are_dashed_in_the_small_line() -> None:
    known = series((2023, 3.0, "s", "survey"), (2024, 2.0, "s", "survey")).assign(restated="estimated")
    assert "stroke-dasharray='3 2.5'" in drawn(small_line(known))
    assert year_and_kind(known, VI) == "2024 · ước tính theo số hộ 2019"


def test_a_card_writes_its_texts_as_texts_and_leaves_out_parts_of_no_count() -> None:
    card = Card(
        "k", "<b>", "<1>", unit="hộ", note="a & b", parts=[Part(2, "#111111", "<x>"), Part(0, "#2", "y")]
    )
    written = card_html(card)
    assert "&lt;1&gt;" in written
    assert "<small>hộ</small>" in written
    assert "a &amp; b" in written
    assert written.count("flex:") == 1
