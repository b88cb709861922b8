"""The crosswalk that ships: what moved along each way, row by row where it was found wrong before."""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
Row = dict[str, str]

# What the official conversion table notes, as printed, and what that says moved.
MOVED_BY_NOTE = {
    "Nhập toàn bộ": "all",
    "Giữ nguyên": "all",
    "Đổi tên": "all",
    "Đổi loại hình": "all",
    "Sắp xếp toàn bộ xã Thổ Châu thành đặc khu Thổ Châu": "all",
    "Nhập một phần": "part",
    "Phần còn lại sau khi tách một phần vào xã Canh Vinh": "part",
    "Đổi tên từ một phần Phường 15": "part",
    "Đổi tên, đổi loại hình từ một phần thị trấn Lai Uyên": "part",
    "Nhập một phần diện tích": "land",
    "Nhâp một phần diện tích": "land",
    "Nhập một phần diện tích, toàn bộ dân số": "all_people",
    "Nhập một phần dân số": "people",
    "Nhập toàn bộ diện tích": "all_land",
}
# Ways that the official table prints under another commune, or not at all; ours stand.
KEPT_AGAINST_THE_TABLE = {
    ("00556", "00562"): "all_people",
    ("01651", "01648"): "all",
    ("02482", "02494"): "all",
    ("23053", "23041"): "part",
    ("23053", "23053"): "part",
}
BY_ELIMINATION = {("00136", "00136"): "all_people"}


@cache
def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def ways() -> dict[tuple[str, str], Row]:
    """The ways from an old commune to a new one, by both codes."""
    return {
        (row["from_code"], row["to_code"]): row
        for row in read(DATA / "crosswalk.csv")
        if (row["from_vintage"], row["from_level"]) == ("v2008", "commune")
    }


@cache
def ways_by(end: str) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in ways().values():
        found[row[f"{end}_code"]].append(row)
    return found


CORRECTIONS = read(Path(__file__).parent / "crosswalk_corrections.csv")


@pytest.mark.parametrize("row", CORRECTIONS, ids=lambda row: "-".join(list(row.values())[:5:2]))
def test_a_row_once_found_wrong_is_as_its_referee_says(row: Row) -> None:
    way = ways().get((row["from_code"], row["to_code"]))
    if row["expected"] == "no_way":
        assert way is None
    elif row["expected"] == "default":
        assert way is not None
        assert way["is_default"] == "1"
    else:
        assert way is not None
        assert way["moved"] == row["expected"]


def test_the_list_of_corrections_has_every_kind() -> None:
    kinds = Counter(row["expected"] for row in CORRECTIONS)
    assert kinds == {"no_way": 32, "land": 83, "default": 12, "all_people": 58}


@pytest.mark.parametrize(("note", "moved"), MOVED_BY_NOTE.items())
def test_a_note_of_the_official_table_says_what_moved(note: str, moved: str) -> None:
    noted = {codes: row["moved"] for codes, row in ways().items() if row["basis"] == note}
    assert noted
    assert set(noted.values()) == {moved}


def test_every_way_has_a_note_or_a_reason_to_differ_from_the_official_table() -> None:
    others = {codes: row["moved"] for codes, row in ways().items() if row["basis"] not in MOVED_BY_NOTE}
    assert others == KEPT_AGAINST_THE_TABLE | BY_ELIMINATION
    assert all(ways()[codes]["basis"] for codes in others)


def test_ways_are_counted_by_what_moved() -> None:
    assert Counter(row["moved"] for row in ways().values()) == {
        "all": 9_594,
        "part": 827,
        "land": 83,
        "all_people": 59,
        "people": 2,
        "all_land": 1,
    }


def test_what_left_a_commune_adds_up_to_it() -> None:
    for code, rows in ways_by("from").items():
        moved = Counter(row["moved"] for row in rows)
        if moved["all"] or moved["all_people"]:
            assert moved["all"] + moved["all_people"] == 1, code
            assert set(moved) <= {"all", "all_people", "land"}, code
        else:
            assert sum(moved.values()) - moved["land"] >= 2, code
        assert (moved["all"] == 1) == (len(rows) == 1), code


def test_whole_means_that_all_of_a_commune_moved() -> None:
    assert all((row["relation"] == "whole") == (row["moved"] == "all") for row in ways().values())


def test_the_one_target_shown_took_people() -> None:
    for code, rows in ways_by("from").items():
        (default,) = (row for row in rows if row["is_default"] == "1")
        assert default["moved"] != "land", code
        assert default["moved"] in ("all", "all_people") or "all_people" not in {r["moved"] for r in rows}


def test_441_communes_are_split_and_59_of_them_keep_their_people_together() -> None:
    split = [rows for rows in ways_by("from").values() if len(rows) > 1]
    assert len(split) == 441
    assert sum(any(row["moved"] == "all_people" for row in rows) for rows in split) == 59


def test_more_new_communes_are_exact_unions_for_people_than_for_land() -> None:
    everything = [rows for rows in ways_by("to").values() if {row["moved"] for row in rows} == {"all"}]
    people = [
        rows
        for rows in ways_by("to").values()
        if {row["moved"] for row in rows} - {"land"} <= {"all", "all_people"}
    ]
    assert (len(everything), len(people)) == (2_902, 2_927)


def test_no_new_commune_lies_in_two_old_provinces() -> None:
    communes = {
        r["code"]: r["parent_code"] for r in read(DATA / "areas/communes.csv") if r["vintage"] == "v2008"
    }
    provinces = {r["code"]: r["parent_code"] for r in read(DATA / "areas/districts.csv")}
    for code, rows in ways_by("to").items():
        assert len({provinces[communes[row["from_code"]]] for row in rows}) == 1, code


def test_ways_between_provinces_and_from_island_districts_move_all() -> None:
    others = [row for row in read(DATA / "crosswalk.csv") if row["from_level"] != "commune"]
    assert len(others) == 69
    assert {row["moved"] for row in others} == {"all"}
