"""The description of the archive as a Frictionless data package, version 2."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_access.days import day_of
from exports.bulk.rows import COLUMNS
from exports.open_data.every_table import TABLES
from ui.cached import source_frames
from ui.cached.editions import Edition
from ui.text.figures import text_in

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME = "theo-doi-giam-ngheo"
TITLE = "Theo dõi giảm nghèo (Poverty Reduction Monitor): open data"
CC_BY = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0, for the compilation; figures are of their publishers",
}
FORMS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True)
class Issue:
    """Which state of the store an archive is of: its load, and when that was made."""

    load: int
    loaded_at: str

    @property
    def version(self) -> str:
        """The version of the archive: the day and number of its load."""
        return f"{self.day.replace('-', '.')}-{self.load}"

    @property
    def day(self) -> str:
        """The day of the load, in Viet Nam."""
        return day_of(self.loaded_at)


def issue_of(edition: Edition) -> Issue:
    """Return the issue of an edition."""
    newest = source_frames.loads(edition).iloc[0]
    return Issue(edition.load, str(newest["loaded_at"]))


def package(edition: Edition, folder: Path, rows: Mapping[str, int]) -> dict[str, Any]:
    """Return the description of the tables in a folder, each as CSV and as Parquet."""
    issue = issue_of(edition)
    return {
        "$schema": SCHEMA,
        "name": NAME,
        "title": TITLE,
        "description": "Figures of Viet Nam's programme for sustainable poverty reduction with their sources",
        "version": issue.version,
        "created": issue.loaded_at if "T" in issue.loaded_at else f"{issue.day}T00:00:00Z",
        "licenses": [CC_BY],
        "contributors": [{"title": "Theo dõi giảm nghèo contributors", "roles": ["creator"]}],
        "sources": list(_sources(edition)),
        "resources": [_resource(folder, name, form, rows[name]) for name in TABLES for form in FORMS],
    }


def _sources(edition: Edition) -> Iterator[dict[str, str]]:
    for row in source_frames.sources(edition).to_dict("records"):
        title = text_in(row, "title")
        found = {"title": title, "version": text_in(row, "date"), "path": text_in(row, "url")}
        yield {name: value for name, value in found.items() if value}


def _resource(folder: Path, name: str, form: str, rows: int) -> dict[str, Any]:
    path = folder / f"{name}.{form}"
    of_csv = {"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}} if form == "csv" else {}
    return {
        "name": name if form == "csv" else f"{name}-{form}",
        "path": f"data/{path.name}",
        "type": "table",
        "title": TABLES[name].about,
        "format": form,
        "mediatype": FORMS[form],
        **of_csv,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "rowCount": rows,
        "licenses": [CC_BY],
        "schema": _schema(name),
    }


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "fields": [column.field() for column in COLUMNS[name]],
        "missingValues": [""],
    }
    key = TABLES[name].key
    return found | ({"primaryKey": list(key)} if key else {})


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
