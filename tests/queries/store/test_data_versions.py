"""Two versions of the program on one store: the newer data stay, and each load is made once."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import URL, select
from sqlmodel import col

from data_access.embedded.csv_lines import digest_of
from data_access.embedded.version import FILE, content_hash, renew, version_in
from data_access.models import Load
from data_access.store.opening import open_store
from data_access.store.settings import ROOT, StoreSettings
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import reading


def data_of(folder: Path, version: int, note: str = "") -> Path:
    """A copy of the invented data under a number, with a word changed where there is a note."""
    data = Path(shutil.copytree(SAMPLE, folder / f"data-{version}-{note}"))
    sources = data / "sources.csv"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("2022", f"2022{note}", 1), encoding="utf-8"
    )
    (data / FILE).write_text(f"{version}\n{'0' * 64}\n", encoding="utf-8")
    return data


def opened_with(url: URL, *data_dirs: Path) -> list[str]:
    """The fingerprints of all loads of a store after it was opened with each of these data."""
    for data_dir in data_dirs:
        open_store(StoreSettings(database_url=written(url), data_dir=data_dir)).engine.dispose()
    with reading(url) as connection:
        return list(connection.scalars(select(col(Load.content_hash)).order_by(col(Load.id))))


def test_older_data_never_take_the_place_of_newer_ones(empty_url: URL, tmp_path: Path) -> None:
    older, newer = data_of(tmp_path, 2), data_of(tmp_path, 3, "a")
    assert opened_with(empty_url, older) == [content_hash(older)]
    both = [content_hash(older), content_hash(newer)]
    assert opened_with(empty_url, newer, older, newer, older) == both
    assert list(map(version_in, both)) == [2, 3]


@pytest.mark.parametrize("version", [0, 3])
def test_data_of_one_number_that_differ_are_read_as_they_come(
    empty_url: URL, tmp_path: Path, version: int
) -> None:
    one, other = data_of(tmp_path, version), data_of(tmp_path, version, "a")
    assert opened_with(empty_url, one, other) == [content_hash(one), content_hash(other)]


def test_a_store_of_before_there_were_numbers_is_renewed() -> None:
    assert version_in("f" * 64) == version_in(None) == version_in("000001-short") == 0


def test_the_number_rises_when_the_data_differ_and_only_then(tmp_path: Path) -> None:
    data = data_of(tmp_path, 7)
    assert [renew(data), renew(data)] == [8, 8]
    assert digest_of(data) in (data / FILE).read_text(encoding="utf-8")


def test_the_number_stands_for_the_data_that_ship() -> None:
    kept = (ROOT / "data" / FILE).read_text(encoding="utf-8")
    assert digest_of(ROOT / "data") in kept, "data/ changed: run .ci/data-version and commit data/version.txt"
