"""A printed code is known for good; what nobody can have seen leaves nothing."""

import os
from pathlib import Path

import pytest

from data_access import citation_register
from data_access.citation_register import keep, keep_all, kept, set_aside, sweep_unfinished, write_aside

CODE, OTHER = "0123456789", "ABCDEFGHJK"
ENTRY = {"path": "/map", "on": "2026-12-01"}


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return tmp_path


def test_what_is_set_aside_is_kept_only_when_it_is_handed_out(tmp_path: Path) -> None:
    with set_aside() as entries:
        keep(CODE, ENTRY)
    assert kept(CODE) is None
    write_aside(entries, tmp_path / "aside.json")
    keep_all(tmp_path / "aside.json")
    assert kept(CODE) == ENTRY


def test_first_entry_of_a_code_stays_however_often_it_is_exported(var_dir: Path) -> None:
    for day in ("2026-12-01", "2026-12-02"):
        keep(CODE, ENTRY | {"on": day})
    assert kept(CODE) == ENTRY
    assert len([path for path in var_dir.rglob("*") if path.is_file()]) == 1


def test_sweep_takes_old_unfinished_files_and_no_code(var_dir: Path) -> None:
    keep(CODE, ENTRY)
    folder = next((var_dir / citation_register.FOLDER).iterdir())
    old, young = folder / "a.part", folder / "b.part"
    for path in (old, young):
        path.touch()
    for path in (old, folder / f"{CODE}.json"):
        os.utime(path, (0, 0))
    assert sweep_unfinished(3600) == 1
    assert (old.exists(), young.exists()) == (False, True)
    assert kept(CODE) == ENTRY
    assert kept(OTHER) is None
