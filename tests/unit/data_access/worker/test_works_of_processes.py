"""Work that goes on in another process of the folder is not taken for stopped until that one is gone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data_access.store.settings import StoreSettings
from data_access.worker.records import RUNNING, STOPPED, begun, recorded, works_of, works_under_way

ROOT = Path(__file__).parents[4]
OFFICER = "Lò Thị Mai"
# Of work on no file that the ledger knows nothing is asked.
NO_SESSION: Any = None
BEGINS_AND_WAITS = f"""
import sys
from pathlib import Path
from data_access.store.settings import StoreSettings
from data_access.worker.records import begun
begun(StoreSettings(database_url="", var_dir=Path(sys.argv[1])), {OFFICER!r}, "keep", "a.xlsx", "", None)
print("begun", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(database_url="", var_dir=tmp_path)


@pytest.fixture
def neighbour(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", BEGINS_AND_WAITS, str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        yield process
    finally:
        process.kill()
        process.communicate(timeout=20)


def ends(settings: StoreSettings) -> list[str]:
    return [work.ended for work in works_of(settings, NO_SESSION, OFFICER)]


def test_work_of_another_process_goes_on_until_that_process_is_gone(
    settings: StoreSettings, neighbour: subprocess.Popen[bytes]
) -> None:
    assert ends(settings) == [RUNNING]
    neighbour.kill()
    neighbour.wait(20)
    assert ends(settings) == [STOPPED]


def test_a_process_knows_how_much_work_it_has_under_way(settings: StoreSettings) -> None:
    work = begun(settings, OFFICER, "keep", "a.xlsx", "", None)
    assert works_under_way() == 0
    with recorded(settings, work):
        assert works_under_way() == 1
    assert works_under_way() == 0
