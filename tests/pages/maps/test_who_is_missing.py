"""The map of offices: each standing has a colour and texture of its own, and the page leads to a letter."""

import datetime as dt

import pandas as pd
import pytest

from data_access.reporting_calendar import STANDINGS
from tests.pages.conftest import OpenPage
from ui.cached import quality_frames
from ui.cached.editions import Edition
from ui.cached.figure_frames import UnknownPicture
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from ui.maps.reports.picture import reports_picture
from vocabulary.words import Words

DAY = dt.date(2026, 12, 20)


def test_every_standing_is_drawn_counted_and_noted(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    real = quality_frames.report_standing

    def made_up(*asked: object) -> pd.DataFrame:
        rows = real(*asked)  # type: ignore[arg-type]
        standings = [STANDINGS[place % len(STANDINGS)] for place in range(len(rows))]
        return rows.assign(
            standing=standings, sent_on="2026-12-16", days=pd.array([2] * len(rows), dtype="Int64")
        )

    monkeypatch.setattr(quality_frames, "report_standing", made_up)
    drawn = painted_document(edition, reports_picture("review", "v2025", "province", 2026, DAY, "vi"))
    (frame,) = drawn["frames"]
    assert sorted(set(frame["marks"])) == ["0", "1", "2", "3", "4", "5"]
    assert sum(line["count"] for line in frame["legend"]) == 34
    fills = set(zip(drawn["colours"], drawn["textures"], strict=True))
    assert len(fills) == len(STANDINGS) == len(set(drawn["colours"]))
    assert frame["ranks"] == [""] * 34
    assert frame["subtitle"] == "Việt Nam, 34 tỉnh, thành phố · 2026 · Tính đến ngày 20/12/2026"
    late = frame["marks"].index("1")
    assert frame["texts"][late] == "Đã gửi, muộn"
    assert frame["notes"][str(late)] == "Gửi ngày 16/12/2026, muộn 2 ngày so với hạn 14/12/2026"


@pytest.mark.parametrize(
    "wanted",
    [
        PictureAddress("nothing", "province", "today", kind="reports", since=2026, day="2026-12-20"),
        PictureAddress("review", "province", "today", kind="reports", day="2026-12-20"),
        PictureAddress("review", "province", "today", kind="reports", since=2026, day="2026-13-20"),
        PictureAddress("review", "commune", "district", kind="reports", since=2026, day="2026-12-20"),
    ],
    ids=["no report", "no year", "no day", "no layer"],
)
def test_a_picture_of_no_report_year_day_or_layer_is_refused(
    edition: Edition, wanted: PictureAddress
) -> None:
    with pytest.raises(UnknownPicture):
        painted_document(edition, wanted)


def test_the_page_lists_who_is_missing_and_writes_to_the_place_chosen(
    open_page: OpenPage,
) -> None:
    page = open_page("quality", units="province_before", year="2021", area="15")
    words = Words("vi")
    (office,) = [box for box in page.selectbox if box.label == words("missing.letter_to")]
    assert office.value == "15"
    drawn = [element.proto.body for element in page.get("html")]
    (table,) = [markup for markup in drawn if words("reports.absent") in markup]
    assert words("missing.place") in table
