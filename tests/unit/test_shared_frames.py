"""A frame that everyone reads cannot be changed by one of them."""

import pandas as pd

from ui.shared_frames import shared_frame


def test_what_one_reader_changes_no_other_sees() -> None:
    asked: list[str] = []

    @shared_frame(2)
    def amounts(area: str) -> pd.DataFrame:
        asked.append(area)
        return pd.DataFrame({"area": [area, area], "amount_vnd": [26, 75]})

    mine = amounts("157")
    mine.loc[0, "amount_vnd"] = -1
    mine["area"] = "changed"
    mine["added"] = True
    expected = pd.DataFrame({"area": ["157", "157"], "amount_vnd": [26, 75]})
    pd.testing.assert_frame_equal(amounts("157"), expected)
    assert asked == ["157"]
