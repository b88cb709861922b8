"""The map of the shipped review results compares what is measured alike, and tells the rest when asked to."""

import csv
import io
from typing import Any

import pytest

from data_access.door import PUBLIC
from exports.maps.files import map_csv
from ui.cached.comparable_figures import national_beside
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.explore.kept_views import EXHIBITS, explored
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from vocabulary.words import Words

POOR = "poor_household_rate"
QUERY = {"indicator": POOR, "year": "2021", "level": "province", "lang": "vi"}
OLD_STANDARD = "Chuẩn nghèo đa chiều 2016–2020, kéo dài đến 2021 (rà soát)"


def frame(edition: Edition, year: int, *, others: bool = False) -> dict[str, Any]:
    """Return the frame of a year with the names of its areas."""
    document = painted_document(edition, PictureAddress(POOR, "province", others=others))
    (found,) = [one for one in document["frames"] if one["year"] == year]
    return {**found, "names": document["layers"][found["layer"]]["names"]}


def values(found: dict[str, Any]) -> dict[str, float]:
    pairs = zip(found["names"], found["values"], strict=True)
    return {name: value for name, value in pairs if value is not None}


def test_each_year_has_the_areas_of_one_standard_and_status(edition: Edition) -> None:
    assert values(frame(edition, 2021)) == {
        "Bắc Kạn": 26.93, "Hòa Bình": 15.49, "Quảng Ngãi": 9.0, "Ninh Thuận": 7.28
    }  # fmt: skip
    assert set(values(frame(edition, 2019))) == {"Hà Giang", "Lào Cai"}
    assert values(frame(edition, 2015))["Quảng Ngãi"] == 15.19
    assert "Bắc Giang" not in values(frame(edition, 2015))


def test_areas_measured_otherwise_are_hatched_and_counted_in_legend_and_sentence(edition: Edition) -> None:
    found = frame(edition, 2021)
    assert found["marks"][found["names"].index("Nghệ An")] == "o"
    assert [(line["label"], line["count"]) for line in found["gaps"]] == [
        ("Không có số liệu", 58), ("Đo theo chuẩn khác", 1)
    ]  # fmt: skip
    assert "1 đơn vị đo theo chuẩn khác" in found["sentence"]
    assert "Chuẩn nghèo đa chiều 2022–2025" in found["sentence"]


def test_their_values_are_told_when_asked_for_and_still_neither_classed_nor_ranked(edition: Edition) -> None:
    silent, told = frame(edition, 2021), frame(edition, 2021, others=True)
    at = str(silent["names"].index("Nghệ An"))
    assert "2,74" not in str(silent["notes"])
    assert told["notes"][at].startswith(f"2,74\u00a0% ({OLD_STANDARD})")
    for part in ("marks", "values", "ranks", "order", "legend", "gaps", "sentence"):
        assert silent[part] == told[part]


def test_the_nation_beside_areas_is_measured_as_they_are(edition: Edition) -> None:
    national = national_beside(edition, POOR, "reported", "province").set_index("year")
    assert (national.loc[2021, "value"], national.loc[2021, "aside"]) == (5.2, "")
    assert (national.loc[2015, "value"], national.loc[2015, "aside"]) == (9.88, "")


@pytest.mark.parametrize("others", ["", "1"])
def test_a_file_has_the_value_of_an_area_set_aside_only_when_asked_for(edition: Edition, others: str) -> None:
    content = map_csv(PUBLIC, QUERY | {"others": others}, "").content.decode("utf-8-sig")
    header, _, *lines = csv.reader(io.StringIO(content))
    rows = {line[header.index("code")]: dict(zip(header, line, strict=True)) for line in lines}
    assert [rows["40"][name] for name in ("value", "state", "class")] == ["", "other_standard", ""]
    assert rows["06"]["value"] == "26.93"
    assert rows["40"].get("other_value", "") == ("2.74" if others else "")


def test_the_ranking_of_the_explorer_ranks_what_the_map_compares(edition: Edition) -> None:
    visit, query = Visit(Words("vi"), edition), QUERY | {"part": "one", "view": "ranking"}
    exhibit = EXHIBITS["ranking"](visit, explored(visit, query | {"others": "1"}))
    ranks = {cells[2]: cells[0] for cells in exhibit.table()}
    assert ranks["Bắc Kạn"] == "1"
    assert ranks["Nghệ An"] == ""
    (notes,) = [cells[-1] for cells in exhibit.table() if cells[2] == "Nghệ An"]
    assert notes.startswith("2,74")
    assert "1 đơn vị đo theo chuẩn khác" in exhibit.sentence


def test_a_printed_zero_of_a_survey_stays_a_number_in_files_and_is_explained(edition: Edition) -> None:
    query = {"indicator": "survey_multidimensional_poverty_rate", "year": "2024", "level": "province"}
    content = map_csv(PUBLIC, query | {"lang": "en"}, "").content.decode("utf-8-sig")
    header, _, *lines = csv.reader(io.StringIO(content))
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    zeros = [row for row in rows if row["value"] and float(row["value"]) == 0]
    assert zeros
    assert all("means less than 0.01" in row["note"] for row in zeros)
    assert not any("means less than" in row["note"] for row in rows if row not in zeros)
