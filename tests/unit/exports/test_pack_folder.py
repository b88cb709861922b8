"""The folder of a pack is whole or not there, and says of each file what it should be."""

import base64
import errno
import gzip
import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from exports.pack.folder import CHECKSUMS, PackFolder, new_folder, zip_folder
from exports.pack.refusals import NO_SPACE, NOT_EMPTY, NOT_WRITTEN, PackRefused
from exports.pack.sheets import Sheets
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


def written(out: Path) -> None:
    with new_folder(out) as folder:
        folder.keep("vi/front", {"name": "Phú Thọ"})
        folder.add("index.html", b"<!doctype html>")


def test_every_file_has_its_checksum(tmp_path: Path) -> None:
    written(tmp_path / "pack")
    lines = (tmp_path / "pack" / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    named = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = {
        path.relative_to(tmp_path / "pack").as_posix(): path for path in (tmp_path / "pack").rglob("*.*")
    }
    assert set(named) == set(files) - {CHECKSUMS}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == named[name] for name in named)


def test_a_value_is_a_script_that_a_page_of_a_disk_may_run(tmp_path: Path) -> None:
    written(tmp_path / "pack")
    script = (tmp_path / "pack" / "data" / "vi" / "front.js").read_text(encoding="ascii")
    assert script.startswith('Pack.put("vi/front","')
    packed = script.split('"')[3]
    assert json.loads(gzip.decompress(base64.b64decode(packed))) == {"name": "Phú Thọ"}


def test_the_same_pack_is_the_same_archive(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / name)
        zip_folder(tmp_path / name, tmp_path / f"{name}.zip", "giam-ngheo")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert "giam-ngheo/index.html" in ZipFile(tmp_path / "one.zip").namelist()


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        written(tmp_path)
    assert refused.value.code == NOT_EMPTY
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    written(tmp_path / "pack")
    assert (tmp_path / "pack" / "index.html").is_file()


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, NO_SPACE), (errno.EACCES, NOT_WRITTEN)])
def test_a_disk_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(folder: PackFolder, name: str, content: bytes) -> None:
        raise OSError(number, "fails")

    monkeypatch.setattr(PackFolder, "add", fail)
    with pytest.raises(PackRefused) as refused:
        written(tmp_path / "pack")
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []
    for language in LANGUAGES:
        sentence = refused.value.sentence(Words(language))
        assert str(tmp_path / "pack") in sentence
        assert sentence.endswith(f"({code})")


def test_sheets_keep_what_is_alike_once() -> None:
    sheets = Sheets()
    sheets.add("one", "<svg>\n<path/>\n</svg>")
    sheets.add("two", "<svg>\n<circle/>\n</svg>")
    packed = sheets.packed
    assert len(packed["lines"]) == 4
    assert [packed["lines"][number] for number in packed["sheets"]["two"]] == ["<svg>", "<circle/>", "</svg>"]
