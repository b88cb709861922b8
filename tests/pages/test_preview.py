"""The small map of what a file would change, before it is published."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from data_access import door
from data_access.door import PUBLIC
from data_access.workbooks import Checked, Choice, Gazetteer, check, read_upload, what_changes
from geo.outlines import outlines
from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.data.preview_picture import CHANGED, CLASSES, FRESH, preview_document
from ui.data.upload_preview import first_of
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

SOURCE: dict[str, Any] = {
    "source_code": "own",
    "source": {"code": "own", "title": "Báo cáo", "kind": "report"},
}


def checked_of(edition: Edition, folder: Path, lines: list[str]) -> tuple[Checked, Gazetteer, Any]:
    file = folder / "upload.csv"
    file.write_text("\n".join(["area_code,area_name,year,total_households,poor_households", *lines]))
    with door.session(PUBLIC, edition.store) as session:
        areas = Gazetteer(session)
        checked = check(session, read_upload(file, "a.csv", Choice("form_1", **SOURCE)), gazetteer=areas)
        return checked, areas, first_of(what_changes(session, checked))


def drawn(document: str | None) -> Any:
    assert document is not None
    return json.loads(base64.b64decode(document.partition(",")[2]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_lights_what_a_file_changes_and_says_so(
    edition: Edition, tmp_path: Path, language: str
) -> None:
    checked, areas, first = checked_of(edition, tmp_path, ["01,,2023,1000,500", "17,,2023,1000,100"])
    assert first["indicator_code"] == "poor_household_rate"
    document = drawn(preview_document(edition, checked, areas, first, Words(language)))
    (frame,) = document["frames"]
    shown = figure_frames.figures_by_area(edition, "poor_household_rate", "province", ("v2008",))
    before = set(shown.loc[shown["year"] == 2023, "area_code"])
    codes = outlines("province", "v2008").codes
    marks = dict(zip(codes, frame["marks"], strict=True))
    for code in ("01", "17"):
        assert CLASSES[int(marks[code])] == (CHANGED if code in before else FRESH)
    texts = dict(zip(codes, frame["texts"], strict=True))
    assert texts["17"].endswith(Words(language).number(10, 2))
    assert "a.csv" in frame["source"]
    fresh = len({"01", "17"} - before)
    assert frame["sentence"].startswith({"vi": f"Thêm mới {fresh} ", "en": f"New: {fresh}. "}[language])


def test_no_map_is_promised_for_units_that_none_draws(edition: Edition, tmp_path: Path) -> None:
    checked, areas, first = checked_of(edition, tmp_path, ["04795,,2024,1000,100"])
    assert first["level"] == "commune"
    assert first["vintage"] == "v2008"
    assert preview_document(edition, checked, areas, first, Words("vi")) is None
