"""No reader can change what all of them read, and each question has an answer of its own."""

import pandas as pd

from ui.cached.shared_frames import COPIES_KNOWN, shared_frame, shared_value
from ui.text.place_key import PlaceKey


def test_what_one_reader_changes_no_other_sees() -> None:
    requested: list[str] = []

    @shared_frame(2)
    def amounts(area: str) -> pd.DataFrame:
        requested.append(area)
        return pd.DataFrame({"area": [area, area], "amount_vnd": [26, 75]})

    mine = amounts("157")
    mine.loc[0, "amount_vnd"] = -1
    mine["area"] = "changed"
    mine["added"] = True
    expected = pd.DataFrame({"area": ["157", "157"], "amount_vnd": [26, 75]})
    pd.testing.assert_frame_equal(amounts("157"), expected)
    assert requested == ["157"]


def test_readings_that_are_over_leave_nothing_behind() -> None:
    @shared_frame(2)
    def amounts(area: str) -> pd.DataFrame:
        return pd.DataFrame({"area": [area] * 9, "amount_vnd": range(9), "share": [0.5] * 9})

    known = []
    for _ in range(2400):
        frame = amounts("157")
        frame = frame[frame["amount_vnd"] > 2].sort_values("share")
        parts = [block.refs for block in amounts("157")._mgr.blocks]
        known.append(max(len(part.referenced_blocks) for part in parts))
    assert max(known) < 2 * COPIES_KNOWN


def test_each_question_is_asked_once_and_has_an_answer_of_its_own() -> None:
    requested: list[str] = []

    @shared_value(8)
    def answer(place: PlaceKey, year: int | str = 2024, *, whole: bool = False) -> str:
        requested.append(f"{place} {year!r} {whole}")
        return requested[-1]

    @shared_value(8)
    def other_answer(place: PlaceKey) -> str:
        return f"other {place}"

    one, two = PlaceKey("v2008", "province", "17"), PlaceKey("v2025", "province", "17")
    for _ in range(2):
        assert answer(one) == f"{one} 2024 False"
        assert answer(two) == f"{two} 2024 False"
        assert answer(one, 2025) == f"{one} 2025 False"
        assert answer(one, "2025") == f"{one} '2025' False"
        assert answer(one, whole=True) == f"{one} 2024 True"
        assert other_answer(one) == f"other {one}"
    assert len(requested) == 5
