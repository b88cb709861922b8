"""The commands: what they answer, as JSON too, and with which exit code."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import URL

from data_access.__main__ import main
from data_access.loads import submit
from data_access.store.settings import StoreSettings
from data_access.text.formulas import neutral
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import BY, area_number, figure, published, sample_settings, source, upload

Answers = Any


@pytest.fixture
def url(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> URL:
    found = URL.create("sqlite", database=str(shutil.copy(sample_file, tmp_path / "store.sqlite")))
    monkeypatch.setenv("DATABASE_URL", written(found))
    monkeypatch.setenv("DATA_DIR", str(SAMPLE))
    return found


@pytest.fixture
def settings(url: URL) -> StoreSettings:
    return sample_settings(url)


def test_a_submission_is_published_told_and_undone(
    settings: StoreSettings, url: URL, capsys: pytest.CaptureFixture[str]
) -> None:
    number = submit(settings, upload("a.xlsx", figures=[figure(area_number(url, "02"), 30.5)]), BY)

    def answer(*arguments: str) -> Answers:
        capsys.readouterr()
        assert main([*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert answer("publish", str(number), "--by", "Páo") == {"submission": number, "load": 2}
    (row,) = answer("ledger")
    assert (row["state"], row["decided_by"]) == ("published", "Páo")
    (change,) = [line for line in answer("changes", "2") if line["what"] == "changed"]
    assert (change["area_code"], change["value_before"], change["value_after"]) == ("02", 37.08, 30.5)
    history = answer("history", "poor_rate", "v2008.province.02", "2022")
    assert [line["value"] for line in history if line["preference"] == 1] == [30.5]
    assert answer("undo", str(number), "--by", "Páo", "--reason", "sai") == {"submission": number, "load": 3}
    assert [line["what"] for line in answer("audit")][:2] == ["withdrawn", "published"]


def test_what_cannot_be_done_is_told_with_its_exit_code(
    settings: StoreSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "7", "--by", "Páo", "--json"]) == 5
    told = capsys.readouterr()
    assert json.loads(told.out) == {"error": "load_refused", "reason": "unknown", "number": "7"}
    assert main(["publish", "7"]) == 2
    assert main(["changes", "7"]) == 5
    assert main(["history", "poor_rate", "nowhere", "2022"]) == 2
    assert main(["history", "no_such", "v2008.province.02", "2022"]) == 1
    assert main(["backup", str(tmp_path / "backup.sqlite")]) == 0
    assert main(["restore", str(tmp_path / "backup.sqlite")]) == 1
    assert main(["restore", str(tmp_path / "backup.sqlite"), "--replace"]) == 0


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_neutral(start: str) -> None:
    assert neutral(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert neutral(-1.5) == -1.5
    assert neutral("Hà Giang") == "Hà Giang"


def test_no_export_holds_a_formula(settings: StoreSettings, url: URL, tmp_path: Path) -> None:
    evil = source("evil", title="=HYPERLINK(1)", doc_number="@SUM(1)")
    rows = [figure(area_number(url, "02"), 30.5, source_code="evil")]
    published(settings, upload("a.xlsx", sources=[evil], figures=rows))
    for name in ("figures.csv", "figures.xlsx"):
        assert main(["export", str(tmp_path / name)]) == 0
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    book = CalamineWorkbook.from_path(tmp_path / "figures.xlsx")
    cells = book.get_sheet_by_name("figures").to_python()
    assert len(lines) == len(cells) == 9
    for found in (lines, cells):
        texts = [cell for row in found for cell in row if isinstance(cell, str)]
        assert "'=HYPERLINK(1)" in texts
        assert "'@SUM(1)" in texts
        assert [text for text in texts if text[:1] in "=+-@\t" and text] == []
    assert pd.read_excel(tmp_path / "figures.xlsx", engine="calamine")["value"].max() == 3_000_000_000
    assert main(["export", str(tmp_path / "figures.pdf")]) == 2
