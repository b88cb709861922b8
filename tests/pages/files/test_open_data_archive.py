"""The archive of open data is whole, says what it holds, and adds up with the store."""

import asyncio
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner

from data_access.exporting import every_figure
from exports import commands
from exports.bulk import keeping, publications
from exports.bulk.archive import pack, write_archive
from exports.bulk.rows import COLUMNS
from exports.open_data.every_table import TABLES
from exports.routes import export_routes
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.cached.editions import ask as ask_store

SCHEMA = json.loads((Path(__file__).parent / "datapackage.schema.json").read_text(encoding="utf-8"))
APP = Starlette(routes=export_routes())


@pytest.fixture(scope="module")
def archive(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    path = tmp_path_factory.mktemp("open-data") / "bulk.zip"
    write_archive(edition, path)
    assert list(path.parent.iterdir()) == [path]
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def package(archive: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(archive.read("datapackage.json"))
    return found


@pytest.fixture(scope="module")
def figures(archive: zipfile.ZipFile) -> pd.DataFrame:
    return pd.read_csv(archive.open("data/figures.csv"), dtype="str", keep_default_na=False)


def test_description_is_a_data_package(package: object) -> None:
    jsonschema.validate(package, SCHEMA)
    broken = json.loads(json.dumps(package))
    del broken["resources"][0]["schema"]["fields"][0]["type"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_every_table_has_the_described_columns_and_rows_in_both_forms(
    archive: zipfile.ZipFile, package: dict[str, list[dict[str, Any]]]
) -> None:
    resources = {str(one["path"]): one for one in package["resources"]}
    assert set(resources) == {f"data/{name}.{form}" for name in TABLES for form in ("csv", "parquet")}
    for name in TABLES:
        packed = pq.read_table(io.BytesIO(archive.read(f"data/{name}.parquet")))
        text = pd.read_csv(archive.open(f"data/{name}.csv"), dtype="str", keep_default_na=False)
        names = [column.name for column in COLUMNS[name]]
        described = [field["name"] for field in resources[f"data/{name}.csv"]["schema"]["fields"]]
        assert packed.column_names == list(text.columns) == described == names
        assert len(packed) == len(text) == resources[f"data/{name}.csv"]["rowCount"] > 0
        key = list(TABLES[name].key)
        assert not key or not text.duplicated(key).any(), name


def test_checksums_are_those_of_the_files(
    archive: zipfile.ZipFile, package: dict[str, list[dict[str, Any]]]
) -> None:
    lines = archive.read("checksums.sha256").decode().splitlines()
    found = {line[66:]: line[:64] for line in lines}
    digests = {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != "checksums.sha256"
    }
    assert found == digests
    assert {str(one["hash"]) for one in package["resources"]} <= {f"sha256:{one}" for one in digests.values()}


def test_every_figure_that_is_shown_is_there_once(edition: Edition, figures: pd.DataFrame) -> None:
    assert len(figures) == ask_store(edition, lambda session: sum(1 for _ in every_figure(session)))


def test_a_figure_of_several_years_does_not_read_as_one_of_its_last(figures: pd.DataFrame) -> None:
    plan = figures[
        (figures["indicator_code"] == "integrated_ntp_total_resources") & (figures["year"] == "2030")
    ]
    assert set(plan["period_from"]) == {"2026"}


def test_figures_say_kind_of_source_date_note_licence_and_load(figures: pd.DataFrame) -> None:
    for name in ("unit", "state", "source_kind", "source_code", "source_licence", "load", "simulated"):
        assert (figures[name] != "").all(), name
    for name in ("as_of", "note_vi", "note_en", "status", "standard_code"):
        assert (figures[name] != "").any(), name
    lacking = (figures[["value", "value_min", "value_max"]] == "").all(axis="columns")
    assert (figures.loc[lacking, "state"] != "reported").all()


def test_archive_has_its_papers_in_both_languages(
    archive: zipfile.ZipFile, package: dict[str, object]
) -> None:
    version = str(package["version"])
    for name in ("README.vi.md", "README.en.md", "LICENCE.txt", "CITATION.cff"):
        text = archive.read(name).decode()
        assert version in text, name
        assert "$" not in text, name


def test_the_same_files_are_the_same_archive(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "figures.csv").write_text("code", encoding="utf-8")
    packed = []
    for name in ("one.zip", "two.zip"):
        pack(folder, tmp_path / name)
        packed.append((tmp_path / name).read_bytes())
        os.utime(folder / "data" / "figures.csv", (0, 0))
    assert packed[0] == packed[1]


def test_address_makes_the_archive_once_and_keeps_it(
    edition: Edition, archive: zipfile.ZipFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Edition] = []

    def copied(of: Edition, path: Path) -> int:
        made.append(of)
        return path.write_bytes(Path(str(archive.filename)).read_bytes())

    monkeypatch.setattr(keeping, "write_archive", copied)
    keeping.kept_path(edition).unlink(missing_ok=True)
    answers = [ask(APP, "/take-away/bulk.zip?lang=en") for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body
    assert answers[0].headers["content-disposition"] == answers[1].headers["content-disposition"]
    assert made == [edition]
    assert keeping.kept_archive(edition) is not None


def test_archive_of_an_older_load_goes(
    edition: Edition, archive: zipfile.ZipFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "write_archive", lambda _, path: path.write_bytes(b"zip"))
    older = keeping.keep(edition._replace(load=edition.load + 1))
    killed = older.with_name(f"{older.name}.unfinished")
    killed.touch()
    newer = keeping.keep(edition._replace(load=edition.load + 2))
    assert not older.exists()
    assert not killed.exists()
    assert newer.exists()
    newer.unlink()


def test_after_a_publication_the_archive_is_made_by_itself(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Event()

    def written(_: Edition, path: Path) -> None:
        path.write_bytes(b"zip")
        made.set()

    async def followed() -> bool:
        following = asyncio.create_task(publications.follow_publications(0.0))
        try:
            return await asyncio.to_thread(made.wait, 30)
        finally:
            following.cancel()

    monkeypatch.setattr(keeping, "write_archive", written)
    keeping.kept_path(edition).unlink(missing_ok=True)
    assert asyncio.run(followed())
    assert keeping.kept_path(edition).is_file()


def test_command_writes_the_archive(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(of: Edition, path: Path, step: Callable[[float], None]) -> int:
        step(0.5)
        return path.write_bytes(str(of.load).encode())

    monkeypatch.setattr(commands, "write_archive", written)
    path = tmp_path / "open.zip"
    result = CliRunner().invoke(commands.app, ["bulk", "--out", str(path), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert path.read_text(encoding="utf-8") == str(edition.load)
    assert CliRunner().invoke(commands.app, ["bulk", "--out", str(tmp_path / "open.csv")]).exit_code == 2
