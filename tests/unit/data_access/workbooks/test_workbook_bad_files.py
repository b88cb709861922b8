"""Bad uploads: a sentence each, no crash, nothing kept."""

import resource
import sys
from pathlib import Path

import pytest

from data_access.workbooks import Choice, UploadUnusable, read_upload, refusal_sentence
from data_access.workbooks.reading.upload import file_label
from tests.fixtures.bad_workbooks import Bad, bomb, faulty, refused
from vocabulary.words import Words

REFUSED = refused()
READ_ALL_THE_SAME = "nothing_recognised"


def read(bad: Bad, folder: Path) -> UploadUnusable | None:
    path = folder / "upload"
    path.write_bytes(bad[1])
    try:
        read_upload(path, bad[0], Choice("form_1"))
    except UploadUnusable as error:
        return error
    return None


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED) + len(faulty()) >= 60


@pytest.mark.parametrize("name", list(REFUSED))
def test_file_is_refused_with_a_sentence_in_both_languages(name: str, tmp_path: Path) -> None:
    bad = REFUSED[name]
    error = read(bad, tmp_path)
    if bad[2] == READ_ALL_THE_SAME:
        assert error is None
        return
    assert error is not None
    assert error.code == bad[2]
    for language in ("vi", "en"):
        sentence = refusal_sentence(error, Words(language))
        assert len(sentence) > 8
        assert "{" not in sentence
    assert list(tmp_path.iterdir()) == [tmp_path / "upload"]


@pytest.mark.skipif(sys.platform != "linux", reason="the high-water mark is in kilobytes on Linux alone")
def test_a_gigabyte_of_zeros_is_refused_without_being_held(tmp_path: Path) -> None:
    raw = bomb(1024)
    assert len(raw) < 8 << 20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = read(("a.xlsx", raw, ""), tmp_path)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert error is not None
    assert error.code == "unpacks_too_large"
    assert after - before < 100_000


def test_people_are_refused_without_naming_them(tmp_path: Path) -> None:
    error = read(REFUSED["a column of names by what stands in it"], tmp_path)
    assert error is not None
    assert "Nguyễn" not in refusal_sentence(error, Words("vi")) + str(error)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../x.xlsx", "x.xlsx"),
        ("C:\\Users\\a\\b.csv", "b.csv"),
        ("a\u202excod.xlsx", "axcod.xlsx"),
        ("a\nb\0.csv", "ab.csv"),
        ("", "?"),
        ("x" * 500 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_name_of_a_file_is_shown_without_its_folders_and_tricks(sent: str, shown: str) -> None:
    assert file_label(sent) == shown
