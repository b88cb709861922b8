"""The archive of everything public: tables, description, licence, citation, checksums, two READMEs."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from string import Template

from exports.bulk.package import NAME, Issue, digest, issue_of, package
from exports.bulk.rows import COLUMNS, rows_of
from exports.bulk.table_files import write_table
from exports.open_data.every_table import TABLES
from exports.open_data.marks import COMPILATION
from ui.cached.editions import Edition

# Called with the share that is done.
Step = Callable[[float], None]
PAPERS = Path(__file__).parent / "papers"
UNFINISHED = ".unfinished"
CHECKSUMS = "checksums.sha256"
NO_DATE = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def write_archive(edition: Edition, path: Path, step: Step = lambda _: None) -> int:
    """Write the archive of an edition to ``path``, which appears whole; return its size in bytes.

    It is made in the folder of temporary files, which in a job goes with the job. Raises ``StoreError`` and
    ``OSError``.
    """
    with tempfile.TemporaryDirectory(prefix="bulk-") as made:
        folder = Path(made) / "content"
        data = folder / "data"
        data.mkdir(parents=True)
        _write_tables(edition, data, folder, step)
        whole = Path(made) / "whole.zip"
        pack(folder, whole)
        # Another disk may hold the temporary files.
        unfinished = path.with_name(path.name + UNFINISHED)
        shutil.copyfile(whole, unfinished)
        os.replace(unfinished, path)
    return path.stat().st_size


def archive_name(issue: Issue) -> str:
    """Return the name of the archive as a file to take away."""
    return f"{NAME}-{issue.version}.zip"


def _write_tables(edition: Edition, data: Path, folder: Path, step: Step) -> None:
    issue = issue_of(edition)
    about = {"load": str(edition.load), "version": issue.version, "licence": COMPILATION}
    rows = {}
    for number, name in enumerate(TABLES):
        rows[name] = write_table(data, name, rows_of(edition, name), COLUMNS[name], about)
        step((number + 1) / len(TABLES))
    description = json.dumps(package(edition, data, rows), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(description + "\n", encoding="utf-8")
    facts = {
        "version": issue.version,
        "day": issue.day,
        "load": str(issue.load),
        "figures": str(rows["figures"]),
    }
    for paper in sorted(PAPERS.iterdir()):
        text = Template(paper.read_text(encoding="utf-8")).substitute(facts)
        (folder / paper.name).write_text(text, encoding="utf-8")
    _write_checksums(folder)


def _write_checksums(folder: Path) -> None:
    """Write the digest of every file, in the form that sha256sum checks."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def pack(folder: Path, path: Path) -> None:
    """Pack the files of a folder into an archive at ``path``: the same files make the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), NO_DATE)
            entry.external_attr = READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            with file.open("rb") as content, archive.open(entry, "w", force_zip64=True) as packed:
                while piece := content.read(1 << 20):
                    packed.write(piece)
