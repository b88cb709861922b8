"""Backups by a timer: restored on trial before they count, and the oldest go when there are enough."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from data_access.__main__ import main
from data_access.keeping import scheduled
from data_access.keeping.backup import Progress, back_up
from data_access.keeping.scheduled import back_up_and_try
from data_access.keeping.trial import try_restoring
from data_access.store.engines import writing_engine
from data_access.store.errors import StoreDamaged
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import area_number, everything, published, sample_settings, shown

# A backup is one SQLite file, whichever database it is of.
ON_SQLITE = pytest.mark.parametrize("sample_url", ["sqlite"], indirect=True)


def silent(_fraction: float, _step: str) -> None:
    """Report no progress."""


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path) -> StoreSettings:
    found = sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})
    published(found, everything("a.xlsx", area_number(sample_url, "02"), 1))
    return found


def test_scheduled_backup_is_restored_on_trial_and_the_oldest_go(
    settings: StoreSettings,
    sample_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, before = tmp_path / "backups", shown(sample_url)
    folder.mkdir()
    older = [folder / f"backup-2024010{day}T000000Z.sqlite" for day in (1, 2, 3)]
    others = [folder / "backup-20240101.sqlite", folder / "of-the-office.sqlite"]
    for file in (*older, *others):
        file.touch()
    for name, value in {"DATABASE_URL": written(sample_url), "DATA_DIR": str(SAMPLE)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("VAR_DIR", str(settings.var_dir))
    assert main(["scheduled-backup", str(folder), "--keep", "2", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    new = Path(said["file"])
    assert (said["load"], said["removed"]) == (2, [str(path) for path in older[:2]])
    assert sorted(folder.iterdir()) == sorted([older[2], new, *others])
    assert main(["restore-trial", str(new), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["load"] == 2
    assert shown(sample_url) == before


@ON_SQLITE
def test_backup_that_cannot_be_restored_takes_no_older_ones_place(
    settings: StoreSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "backup-20240101T000000Z.sqlite"
    older.touch()

    def spoil(given: StoreSettings, path: Path, progress: Progress) -> None:
        back_up(given, path, progress)
        alter(path, "UPDATE figure SET value = value + 1 WHERE id = 1")

    monkeypatch.setattr(scheduled, "back_up", spoil)
    with pytest.raises(StoreDamaged):
        back_up_and_try(settings, tmp_path, 1, silent)
    assert [path.name for path in tmp_path.glob("*backup-*")] == [older.name]


@ON_SQLITE
def test_backup_of_a_store_whose_log_was_altered_is_noticed_on_trial(
    settings: StoreSettings, tmp_path: Path
) -> None:
    engine = writing_engine(settings.url())
    with engine.begin() as connection:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        for name in connection.scalars(text(triggers)).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE audit SET who = 'somebody else'"))
    engine.dispose()
    back_up(settings, tmp_path / "backup.sqlite", silent)
    with pytest.raises(StoreDamaged):
        try_restoring(settings, tmp_path / "backup.sqlite", silent)


def alter(file: Path, statement: str) -> None:
    engine = writing_engine(URL.create("sqlite", database=str(file)))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
