"""A backup holds whatever is not embedded: the files beside the store, and every table of it."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, inspect, text

from data_access import citation_register
from data_access.keeping.backup import MANIFEST, back_up
from data_access.keeping.contents import ALL_TABLES
from data_access.keeping.files import FILES, KEPT_FOLDERS
from data_access.keeping.restoring import restore
from data_access.migrations import VERSION_TABLE
from data_access.store.engines import writing_engine
from data_access.store.errors import StoreDamaged
from data_access.store.settings import DEMONSTRATION_FILE_NAME, FILE_NAME, StoreSettings
from geo.importing import pointer
from tests.queries.conftest import SAMPLE
from tests.queries.office import reading, sample_settings

ROOT = Path(__file__).parents[3]
CODE, FIGURES = "0123456789", {"Hà Giang": "37,08"}
# Folders of the program's own code; demonstrations and commands write where they are told.
PACKAGES = ("data_access", "deploy", "exports", "geo", "microdata", "pages", "ui")
LAYER = pointer.ImportedFile("abc/province-v2008.json", "abc", "bản đồ", "2026-01-31T00:00:00+00:00")
# What no backup holds, and how it comes back without one.
MADE_ANEW = {
    "published.sqlite": "the published store, whose tables the backup holds",
    "demonstration.sqlite": "the demonstration store, invented again from its seed",
    "bulk": "the archive of open data, made again from the store",
    "remotes": "keys by which phones turn slides, which end with their shows",
    "made": "finished files that wait to be fetched, made again when they are asked for",
    "deploy": "what runs behind the proxy, and its configuration, written at each start",
    "microdata": "what did not fit into memory while a register was counted, deleted at the end",
    "registers": "what came of registers, made again from each by `microdata keep`",
    "asof": "stores of past days, made again from the ledger",
    "frames": "large frames that many ask for, made again from the store",
    "changing.key": "the key by which figures may be changed, made and shown anew at the next start",
    "stores-with-loads": "notes of stores that hold files of offices, written when such a store is opened",
}
# Parameters that are joined to ``VAR_DIR``, by module.
GIVEN = {
    ("data_access/store/settings.py", "file_name"): {FILE_NAME, DEMONSTRATION_FILE_NAME},
    ("data_access/keeping/files.py", "name"): set(KEPT_FOLDERS),
    ("data_access/keeping/files.py", "folder"): set(KEPT_FOLDERS),
}


def silent(_fraction: float, _step: str) -> None:
    """Report no progress."""


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoreSettings:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})


def write_what_is_kept(settings: StoreSettings) -> dict[str, bytes]:
    """Write files of every kept kind and some unfinished ones; return the bytes of the former by path."""
    citation_register.keep(CODE, {"path": "/map", "query": {}, "on": "2026-01-31", "figures": FIGURES})
    pointer.replace_file(LAYER.path, b'{"type": "FeatureCollection"}')
    pointer.point_to("province", "v2008", [LAYER])
    work = settings.var_dir / "work" / "one.json"
    work.parent.mkdir(parents=True)
    work.write_text(json.dumps({"by": "Lò Thị Mai"}), encoding="utf-8")
    kept = files_below(settings.var_dir)
    (work.parent / "two.unfinished").write_text("{", encoding="utf-8")
    (settings.var_dir / "boundaries" / ".lock").touch()
    assert {name.partition("/")[0] for name in kept} == set(KEPT_FOLDERS)
    return kept


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] in KEPT_FOLDERS
    }


def test_a_backup_brings_back_printed_codes_boundaries_and_work(
    settings: StoreSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = write_what_is_kept(settings)
    assert back_up(settings, tmp_path / "backup.sqlite", silent).files.rows == len(kept)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "other"))
    other = StoreSettings(database_url="", var_dir=tmp_path / "other", data_dir=SAMPLE)
    assert restore(other, tmp_path / "backup.sqlite", silent).files.rows == len(kept)
    assert files_below(tmp_path / "other") == kept
    assert citation_register.kept(CODE) == {
        "path": "/map",
        "query": {},
        "on": "2026-01-31",
        "figures": FIGURES,
    }
    assert pointer.history("province", "v2008") == [LAYER]


def test_restoring_keeps_the_files_that_are_there_unless_told_to_replace_them(
    settings: StoreSettings, tmp_path: Path
) -> None:
    kept = write_what_is_kept(settings)
    back_up(settings, tmp_path / "backup.sqlite", silent)
    pointer.point_to("province", "v2008", [])
    newer = settings.var_dir / "citations" / "AB" / "newer.json"
    newer.parent.mkdir(parents=True)
    newer.touch()
    other = StoreSettings(database_url="", var_dir=settings.var_dir, data_dir=SAMPLE)
    if other.url().database != settings.url().database:
        restore(other, tmp_path / "backup.sqlite", silent)
        assert pointer.history("province", "v2008") == []
    restore(settings, tmp_path / "backup.sqlite", silent, replace=True)
    assert pointer.history("province", "v2008") == [LAYER]
    assert newer.exists()
    assert files_below(settings.var_dir).items() >= kept.items()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("UPDATE backup_file SET content = x'00' WHERE path LIKE 'citations/%'", "corrupt"),
        ("DELETE FROM backup_file WHERE path LIKE 'citations/%'", "corrupt"),
        ("UPDATE backup_file SET path = 'citations/../../app.py' WHERE path LIKE 'citations/%'", "foreign"),
        ("UPDATE backup_file SET path = '/etc/passwd' WHERE path LIKE 'citations/%'", "foreign"),
    ],
)
def test_a_backup_whose_files_were_touched_restores_nothing(
    settings: StoreSettings, tmp_path: Path, change: str, reason: str
) -> None:
    write_what_is_kept(settings)
    back_up(settings, tmp_path / "backup.sqlite", silent)
    engine = writing_engine(URL.create("sqlite", database=str(tmp_path / "backup.sqlite")))
    with engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()
    other = StoreSettings(database_url="", var_dir=tmp_path / "other", data_dir=SAMPLE)
    with pytest.raises(StoreDamaged) as raised:
        restore(other, tmp_path / "backup.sqlite", silent)
    assert raised.value.facts["reason"] == reason
    assert not (tmp_path / "other").exists()


def test_a_backup_made_before_files_were_kept_restores_its_tables(
    settings: StoreSettings, tmp_path: Path
) -> None:
    tables = back_up(settings, tmp_path / "backup.sqlite", silent).tables
    engine = writing_engine(URL.create("sqlite", database=str(tmp_path / "backup.sqlite")))
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {FILES.name}"))
        connection.execute(MANIFEST.delete().where(MANIFEST.c.table_name == FILES.name))
    engine.dispose()
    other = StoreSettings(database_url="", var_dir=tmp_path / "other", data_dir=SAMPLE)
    assert restore(other, tmp_path / "backup.sqlite", silent).tables == tables


def test_every_table_of_a_store_is_in_the_backup(sample_url: URL) -> None:
    with reading(sample_url) as connection:
        assert set(inspect(connection).get_table_names()) == {table.name for table in ALL_TABLES} | {
            VERSION_TABLE
        }


def test_every_place_in_var_dir_that_the_code_writes_is_kept_or_made_anew_for_a_reason() -> None:
    places = {place for path in sources() for place in places_in_var_dir(path)}
    assert places == set(KEPT_FOLDERS) | set(MADE_ANEW)
    assert not set(KEPT_FOLDERS) & set(MADE_ANEW)
    assert all([*KEPT_FOLDERS.values(), *MADE_ANEW.values()])


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def places_in_var_dir(path: Path) -> set[str]:
    """The names that a module joins to ``VAR_DIR``: texts, constants of the module, known parameters."""
    content = path.read_text(encoding="utf-8")
    if "var_dir" not in content.lower():
        return set()
    tree = ast.parse(content)
    constants = {
        target.id: str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    places: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and is_var_dir(node.left):
            places |= names_of(node.right, constants, path)
    return places


def is_var_dir(node: ast.expr) -> bool:
    written = ast.unparse(node)
    joined = any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div) for part in ast.walk(node))
    return "VAR_DIR" in written or ("var_dir" in written and not joined)


def names_of(node: ast.expr, constants: dict[str, str], path: Path) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    written, module = ast.unparse(node), path.relative_to(ROOT).as_posix()
    assert written in constants or (module, written) in GIVEN, f"{module}: what is {written}?"
    return {constants[written]} if written in constants else GIVEN[module, written]
