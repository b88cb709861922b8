"""What a register is refused for, and what is said of its rows: where, and never what is written there."""

import csv
import random
from pathlib import Path
from typing import Any

import pytest

from microdata.engines import engine_of
from microdata.errors import EngineUnusable, RegisterRefused
from microdata.reading.files import may_identify, open_register
from microdata.reading.findings import finding_text, findings_of
from microdata.reading.values import raw_table
from microdata.schema import COLUMNS
from microdata.settings import RegisterSettings
from tests.small_registers import Household, engine_with, household
from vocabulary.words import Words


def written(path: Path, rows: list[Household]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))


def refusal_of(path: Path) -> RegisterRefused:
    with engine_of() as engine, pytest.raises(RegisterRefused) as refused:
        open_register(engine, path)
    return refused.value


@pytest.mark.parametrize(
    "name",
    ["ho_ten", "Họ và tên chủ hộ", "so_cccd", "CMND", "head_name", "ngay_sinh", "phone", "household_id"],
)
def test_column_that_may_tell_who_somebody_is_is_recognised(name: str) -> None:
    assert may_identify(name)


def test_no_column_of_the_schema_may_tell_who_somebody_is() -> None:
    assert [name for name in COLUMNS if may_identify(name)] == []


def test_register_with_names_of_people_is_refused_and_no_name_is_repeated(tmp_path: Path) -> None:
    rows = [household(random.Random(1), 1) | {"ho_ten": "Nguyễn Văn An"}]
    error = refusal_of(written(tmp_path / "a.csv", rows))
    assert error.facts == {"reason": "identifying_columns", "columns": "ho_ten"}


def test_register_with_missing_and_with_unknown_columns_is_refused(tmp_path: Path) -> None:
    row = household(random.Random(1), 1)
    without = {name: cell for name, cell in row.items() if name not in ("score", "left_year")}
    missing = refusal_of(written(tmp_path / "a.csv", [without]))
    assert missing.facts == {"reason": "missing_columns", "columns": "score, left_year"}
    assert refusal_of(written(tmp_path / "b.csv", [row | {"colour": 1}])).facts["columns"] == "colour"
    assert refusal_of(tmp_path / "var").facts["reason"] == "no_file"


def test_table_that_breaks_off_in_the_middle_is_refused_and_not_quoted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [household(random.Random(1), number) for number in range(2)])
    path.write_bytes(path.read_bytes() + "Nguyễn Văn An,1,2,3\n".encode() + b"\xff\n")
    with engine_of() as engine, pytest.raises(RegisterRefused) as refused:
        findings_of(engine, raw_table(open_register(engine, path)))
    assert refused.value.facts == {"reason": "not_a_register", "file": "a.csv"}
    assert refused.value.__cause__ is None


def broken(**cells: Any) -> Household:
    return household(random.Random(5), 7, presence="stayed", class_now="other", class_before="other") | cells


BROKEN = {
    "empty": broken(people=""),
    "not_in_range": broken(members="7.5"),
    "unknown_word": broken(head_sex="Nguyễn Thị Bình"),
    "no_hash": broken(household="001088012345"),
    "no_code": broken(commune="Xã A"),
    "no_flag": broken(urban="có"),
    "half_surveyed": broken(score=""),
    "gone_with_class": broken(presence="gone"),
    "not_here_before": broken(class_before=""),
    "members_before_missing": broken(class_before="poor", members_before=""),
    "left_later": broken(left_year=2026),
    "more_than_members": broken(children=99),
    "cause_missing": broken(class_now="poor", cause_land=""),
}


def test_each_flaw_is_found_at_its_first_row_and_no_value_is_told(tmp_path: Path) -> None:
    good = [household(random.Random(9), number) for number in range(3)]
    rows = [
        *good,
        *(
            row | {"household": row["household"][:-4] + f"{place:04x}"} if code != "no_hash" else row
            for place, (code, row) in enumerate(BROKEN.items(), 900)
        ),
    ]
    path = written(tmp_path / "a.csv", [*rows, rows[0]])
    with engine_of() as engine:
        found = findings_of(engine, raw_table(open_register(engine, path)))
    first = dict(zip(found["code"], found["first_row"], strict=True))
    assert first == {code: place for place, code in enumerate(BROKEN, 4)} | {"twice": len(rows) + 1}
    for language in ("vi", "en"):
        told = " ".join(finding_text(row, Words(language)) for _, row in found.iterrows())
        assert not any(cell in told for cell in ("Nguyễn", "001088012345", "Xã A", "7.5"))


def test_parquet_with_numbers_for_flags_is_refused(tmp_path: Path) -> None:
    with engine_with([household(random.Random(1), 1)]) as (engine, _):
        engine.connection.execute("CREATE TABLE t AS SELECT * REPLACE (urban::INT AS urban) FROM register")
        engine.connection.execute(f"COPY t TO '{tmp_path / 'a.parquet'}' (FORMAT parquet)")
    assert refusal_of(tmp_path / "a.parquet").facts["column"] == "urban"


def test_engine_that_nobody_knows_is_refused() -> None:
    with pytest.raises(EngineUnusable) as refused, engine_of(RegisterSettings(microdata_engine="hive")):
        pass
    assert refused.value.facts == {"engine": "hive", "reason": "unknown"}
