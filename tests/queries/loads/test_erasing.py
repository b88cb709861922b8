"""A file that was sent can be erased: its bytes are nowhere in the store, its digest and its figures stay."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, text

from data_access.__main__ import main
from data_access.loads import LoadRefused, erase_original, file_hash, publish, submit, undo
from data_access.loads.parts import FINDINGS, ORIGINAL
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import BY, area_number, figure, reading, sample_settings, upload

WHY = "Tệp có tên hộ dân"


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


@pytest.fixture
def number(settings: StoreSettings, sample_url: URL) -> int:
    found = submit(settings, upload("a.xlsx", figures=[figure(area_number(sample_url, "02"), 30.5)]), BY)
    publish(settings, found, BY)
    return found


def one(url: URL, statement: str) -> object:
    with reading(url) as connection:
        return connection.scalar(text(statement))


def test_the_file_and_its_findings_go_and_digest_rows_and_steps_stay(
    settings: StoreSettings, sample_url: URL, number: int
) -> None:
    of_number = f"FROM submission_part WHERE submission_id = {number} AND name"
    kept: Any = one(sample_url, f"SELECT content {of_number} = '{ORIGINAL}'")
    digest = erase_original(settings, number, "Páo", WHY)
    assert digest == file_hash(bytes(kept))
    assert digest == one(sample_url, f"SELECT content_hash FROM submission WHERE id = {number}")
    names = f"SELECT count(*) {of_number}"
    assert one(sample_url, f"{names} = '{ORIGINAL}'") == 0
    told: Any = one(sample_url, f"SELECT content {of_number} = '{FINDINGS}'")
    assert bytes(told) == b"[]"
    assert one(sample_url, f"{names} = 'figure'") == 1
    assert one(sample_url, "SELECT what FROM audit ORDER BY id DESC LIMIT 1") == "original_erased"
    assert json.loads(str(one(sample_url, "SELECT state_after FROM audit ORDER BY id DESC LIMIT 1"))) == {
        "reason": WHY
    }
    assert undo(settings, number, BY) > 0


def test_steps_that_cannot_be_taken_are_refused(settings: StoreSettings, number: int) -> None:
    def reason(*given: object) -> str:
        with pytest.raises(LoadRefused) as refused:
            erase_original(settings, *given)  # type: ignore[arg-type]
        return str(refused.value.facts["reason"])

    assert reason(number, "Páo", " ") == "no_reason"
    assert reason(number, " ", WHY) == "no_name"
    assert reason(number + 100, "Páo", WHY) == "unknown"
    erase_original(settings, number, "Páo", WHY)
    assert reason(number, "Páo", WHY) == "no_original"


def test_no_byte_of_the_file_is_left_in_the_file_of_the_store(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "store.sqlite"))
    url = URL.create("sqlite", database=str(path))
    monkeypatch.setenv("DATABASE_URL", written(url))
    monkeypatch.setenv("DATA_DIR", str(SAMPLE))
    name = "Giàng Thị Không Có Thật ".encode()
    sent = upload("a.xlsx", figures=[figure(area_number(url, "02"), 30.5)])
    number = submit(sample_settings(url), type(sent)(**{**vars(sent), "content": name * 4000}), BY)
    assert name in path.read_bytes()
    assert main(["erase-original", str(number), "--by", "Páo", "--reason", WHY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["submission"] == number
    assert name not in path.read_bytes()
    assert [found.name for found in tmp_path.iterdir() if name in found.read_bytes()] == []
