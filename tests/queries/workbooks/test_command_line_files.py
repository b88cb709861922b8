"""The commands on files as offices and agencies have them: exit codes, and answers that programs read."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data_access.__main__ import main
from data_access.loads import readings_of
from data_access.queries.figures import figures_by_area
from data_access.store.opening import Store
from tests.queries.filled_templates import filled
from tests.queries.workbooks.commands_store import store_of_commands

RATE = "survey_multidimensional_poverty_rate"


@pytest.fixture(scope="module")
def store(built_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped store, as the commands find it by their settings."""
    folder = tmp_path_factory.mktemp("office")
    with store_of_commands(built_store, folder) as found:
        yield found


def answer(capsys: pytest.CaptureFixture[str], exit_code: int, *arguments: str) -> Any:
    """What a command says to a program, once it has ended with this exit code."""
    capsys.readouterr()
    assert main([*arguments, "--json"]) == exit_code, capsys.readouterr()
    return json.loads(capsys.readouterr().out)


def surveyed(store: Store, year: int) -> dict[str, str]:
    with store.session() as session:
        found = figures_by_area(session, RATE, level="province", vintages=("v2008",))
    of_year = found[found["year"] == year]
    return dict(zip(of_year["name_vi"], of_year["value"].map(str), strict=True))


def source_of(store: Store) -> str:
    with store.session() as session:
        found = figures_by_area(session, RATE, level="province", vintages=("v2008",))
    return str(found["source_code"].iloc[-1])


def test_a_template_that_the_program_made_is_checked_loaded_and_known_again(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.session() as session:
        (tmp_path / "review.xlsx").write_bytes(filled(session, "review"))
    file = str(tmp_path / "review.xlsx")
    assert answer(capsys, 0, "check", file) == []
    loaded = answer(capsys, 0, "load", file, "--by", "Lò Thị Mai", "--publish")
    assert (loaded["load"], loaded["warnings"]) == (2, 0)
    assert loaded["rows"] > 100
    again = answer(capsys, 5, "load", file, "--by", "Giàng A Páo")
    assert (again["reason"], again["by"]) == ("same_file", "Lò Thị Mai")
    changes = answer(capsys, 0, "changes", "2")
    assert len(changes) == loaded["rows"] - 1  # The source is none of them.
    assert {row["what"] for row in changes} == {"added"}


def test_a_table_of_63_provinces_by_years_is_read_as_it_is(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, now = surveyed(store, 2022), surveyed(store, 2023)
    assert len(now) == 63
    with (tmp_path / "wide.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Tỉnh/Thành phố", "2022", "2023"])
        writer.writerows([name, before.get(name, ".."), value] for name, value in now.items())
    arguments = ["--kind", "wide", "--indicator", RATE, "--source", source_of(store)]
    told = answer(capsys, 0, "check", str(tmp_path / "wide.csv"), *arguments)
    assert {row["severity"] for row in told} <= {"warning"}
    refused = answer(capsys, 5, "load", str(tmp_path / "wide.csv"), "--by", "Cục Thống kê", *arguments)
    assert refused["reason"] == "reading_not_confirmed"
    reading = tmp_path / "reading.json"
    arguments += ["--reading", str(reading)]
    answer(capsys, 0, "check", str(tmp_path / "wide.csv"), *arguments)
    written = json.loads(reading.read_text(encoding="utf-8"))
    (table,) = written["tables"]
    assert [column["indicator"]["value"] for column in table["columns"]] == [RATE, RATE]
    assert table["boundaries"]["value"] == "v2008"
    reading.write_text(json.dumps(written | {"confirmed": True}), encoding="utf-8")
    loaded = answer(capsys, 0, "load", str(tmp_path / "wide.csv"), "--by", "Cục Thống kê", *arguments)
    assert (loaded["rows"], loaded["load"]) == (126, None)
    with store.session() as session:
        (kept,) = readings_of(session, "Cục Thống kê")
    assert json.loads(kept)["confirmed"]
    reading.write_text("{}", encoding="utf-8")
    assert main(["check", str(tmp_path / "wide.csv"), *arguments]) == 2


def test_a_px_web_table_is_read_and_a_damaged_one_named_by_its_cell(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ['"Tỷ lệ hộ nghèo theo địa phương"', "", '"Địa phương","2022","Sơ bộ 2023"', '"CẢ NƯỚC",4.2,3.4']
    lines += ['"Hà Nội",0.1,0.2', '"Thừa Thiên-Huế",3.1,2.25', '"Nguồn: Tổng cục Thống kê",,']
    (tmp_path / "good.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    (tmp_path / "bad.csv").write_text("\n".join(lines).replace("2.25", "225"), encoding="utf-8-sig")
    arguments = ["--kind", "pxweb", "--indicator", RATE, "--source", source_of(store)]
    told = answer(capsys, 0, "check", str(tmp_path / "good.csv"), *arguments)
    assert {row["severity"] for row in told} <= {"warning"}
    broken = answer(capsys, 4, "check", str(tmp_path / "bad.csv"), *arguments)
    assert [row["cell"] for row in broken if row["severity"] == "error"] == ["C6"]
    refused = answer(capsys, 4, "load", str(tmp_path / "bad.csv"), "--by", "Cục Thống kê", *arguments)
    assert refused == broken
    (tmp_path / "none.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert {"error", "sentence"} <= set(answer(capsys, 3, "check", str(tmp_path / "none.xlsx")))
    assert main(["check", str(tmp_path / "good.csv"), "--kind", "wyde"]) == 2
