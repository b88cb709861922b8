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
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

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
    facts = json.loads(told.out)
    assert facts.pop("sentence") in told.err
    assert facts == {"error": "load_refused", "reason": "unknown", "number": "7"}
    assert main(["publish", "7"]) == 2
    assert main(["changes", "7"]) == 5
    assert main(["history", "poor_rate", "nowhere", "2022"]) == 2
    assert main(["history", "no_such", "v2008.province.02", "2022"]) == 1
    assert main(["backup", str(tmp_path / "backup.sqlite")]) == 0
    assert main(["restore", str(tmp_path / "backup.sqlite")]) == 1
    assert main(["restore", str(tmp_path / "backup.sqlite"), "--replace"]) == 0


def test_commands_do_what_the_page_does_with_four_eyes(
    settings: StoreSettings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("APPROVAL", "1")
    line = "02,province,v2008,poor_rate,2022,{}\n"
    for name, value in (("a.csv", 30.5), ("b.csv", 31.5)):
        header = "area_code,level,vintage,indicator_code,year,value\n"
        (tmp_path / name).write_text(header + line.format(value))

    def run(*arguments: str) -> tuple[int, Answers]:
        capsys.readouterr()
        code = main([*arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    def refused(*arguments: str) -> str:
        code, told = run(*arguments)
        assert code == 5
        return str(told["reason"])

    load = ("load", str(tmp_path / "a.csv"), "--by", BY, "--kind", "figures")
    document = (
        "--document",
        "Báo cáo rà soát",
        "--document-number",
        "12/BC",
        "--document-date",
        "2023-01-05",
    )
    assert refused(*load, *document, "--publish") == "approval_required"
    assert run(*load, *document, "--keep")[1]["submission"] == 1
    assert refused("approve", "1", "--by", "Páo", "--seen", "1") == "wrong_state"
    assert run("hand-in", "1", "--by", BY)[0] == 0
    assert refused("publish", "1", "--by", "Páo") == "approval_required"
    seen = run("preview", "1")[1]
    assert (seen["seen"], seen["has_moved"], seen["state"]) == (1, False, "submitted")
    assert [row["changed"] for row in seen["changes"]] == [1]
    assert refused("approve", "1", "--by", "LO THI MAI", "--seen", "1") == "same_person"
    assert refused("approve", "1", "--by", "Páo", "--seen", "0") == "store_changed"
    assert run("approve", "1", "--by", "Páo", "--seen", "1")[0] == 0
    assert run("send-back", "1", "--by", "Páo", "--reason", "thiếu chữ ký")[0] == 0
    mended = ("load", str(tmp_path / "b.csv"), "--by", BY, "--kind", "figures", *document)
    assert refused(*mended, "--mends", "7") == "not_returned"
    assert run(*mended, "--mends", "1")[1]["submission"] == 2
    assert run("approve", "2", "--by", "Páo", "--seen", "1")[0] == 0
    assert run("publish", "2", "--by", BY)[1] == {"submission": 2, "load": 2}
    assert run("withdraw", "2", "--by", "Páo", "--reason", "sai")[1] == {"submission": 2, "load": 3}
    rows = {row["id"]: row for row in run("ledger")[1]}
    assert (rows[2]["mends"], rows[2]["approved_by"], rows[2]["state"]) == (1, "Páo", "withdrawn")


def test_a_refusal_is_a_sentence_with_its_code(
    settings: StoreSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in LANGUAGES:
        assert main(["withdraw", "7", "--by", "Páo", "--lang", language]) == 5
        told = " ".join(capsys.readouterr().err.split())
        assert Words(language)("failure.load_refused.unknown") in told
        assert "reason=unknown" in told
    assert main(["load", __file__, "--by", BY, "--document-number", "12/BC"]) == 2
    assert main(["load", __file__, "--by", BY, "--source", "a", "--document", "b"]) == 2


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
