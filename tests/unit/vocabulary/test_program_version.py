"""The version in addresses that browsers keep for ever changes with every file that can change an answer."""

import os
import re
import shutil
from pathlib import Path

import pytest

from vocabulary.program_version import MAKERS, ROOT, program_files, program_version

# One of each kind: what is asked and by which rules, what is drawn, what it is called, what it rests on.
KINDS = (
    "data_access/queries/small_cells.py",
    "data_access/queries/figures.py",
    "data_access/comparing/comparability.py",
    "data_access/poverty/adjusted_poverty.py",
    "data_access/reports/figure_preferences.py",
    "data_access/store/column_types.py",
    "geo/classification.py",
    "geo/palettes.py",
    "geo/static/picture.js",
    "ui/cached/figure_frames.py",
    "ui/maps/document.py",
    "ui/text/figures.py",
    "vocabulary/words.py",
    "vocabulary/vintages.py",
    "ui/assets/fonts/inter-vietnamese-wght-normal.woff2",
    "locale/vi/LC_MESSAGES/messages.po",
    "locale/en/LC_MESSAGES/messages.po",
    "data/indicators.csv",
    "data/figures/review_results.csv",
    "data/geo/commune-centres.csv",
    "data/geo/province-v2025.json",
    "data/geo/commune-v2025.json.gz",
    "pyproject.toml",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project's folder with every file that makes an answer: links, which are read like the files."""
    for path in program_files():
        there = tmp_path / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        os.symlink(path, there)
    return tmp_path


def version(root: Path) -> str:
    program_version.cache_clear()
    return program_version(root)


def test_same_files_elsewhere_have_the_same_version(copy: Path) -> None:
    assert version(copy) == version(ROOT)
    assert len(version(copy)) == 8


def test_version_changes_when_one_letter_of_any_kind_of_file_changes(copy: Path) -> None:
    before, found = version(copy), {}
    for kind in KINDS:
        file = copy / kind
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        found[kind] = version(copy)
        file.write_bytes(content)
    assert version(copy) == before
    assert [kind for kind, now in found.items() if now == before] == []
    assert len(set(found.values())) == len(KINDS)


def test_version_changes_when_a_file_comes_goes_or_is_renamed(copy: Path) -> None:
    rule = copy / "data_access" / "queries" / "small_cells.py"
    versions = [version(copy)]
    renamed = rule.rename(rule.with_name("small_counts.py"))
    versions.append(version(copy))
    renamed.unlink()
    versions.append(version(copy))
    rule.with_name("another_rule.py").write_text("", encoding="utf-8")
    versions.append(version(copy))
    assert len(set(versions)) == len(versions)


def test_version_does_not_change_with_compiled_modules_and_notes(copy: Path) -> None:
    before = version(copy)
    (copy / "ui" / "__pycache__").mkdir()
    (copy / "ui" / "__pycache__" / "document.cpython-311.pyc").write_bytes(b"compiled")
    (copy / "data" / "README.md").write_text("a note", encoding="utf-8")
    assert version(copy) == before


@pytest.mark.parametrize("pattern", MAKERS)
def test_pattern_that_matches_no_file_is_an_error(copy: Path, pattern: str) -> None:
    folder = copy / pattern.partition("*")[0].rstrip("/")
    suffix = pattern.rpartition(".")[2].strip("*")
    for path in [folder] if folder.is_file() else list(folder.rglob("*")):
        if path.is_symlink() and suffix in path.name:
            path.unlink()
    with pytest.raises(FileNotFoundError, match=re.escape(pattern)):
        version(copy)


def test_folder_without_any_file_is_an_error(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with pytest.raises(FileNotFoundError):
        version(tmp_path)
