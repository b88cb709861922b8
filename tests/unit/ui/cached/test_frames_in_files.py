"""Large frames in files: the same frame comes back, and whatever is wrong with a file it is made again."""

import gzip
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from data_access.door import PUBLIC, Reader
from data_access.store import frame_files
from data_access.store.frame_files import UNFINISHED_SECONDS
from ui.cached import editions
from ui.cached.editions import FEWEST_ROWS, FOLDER, Edition, kept_in_files, packed_in_files

EDITION = Edition("published", 3, "abc")
Asked = Callable[..., pd.DataFrame]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(editions, "history_of", lambda edition: f"loads until {edition.load}")
    return tmp_path / FOLDER


def counted_frames(rows: int = FEWEST_ROWS) -> tuple[Asked, list[object]]:
    """A function whose frames are kept, and what it was asked for each time that it made one."""
    made: list[object] = []

    @kept_in_files
    def numbers(edition: Edition, first: int) -> pd.DataFrame:
        made.append((edition.load, first))
        frame = pd.DataFrame({"number": range(first, first + rows)})
        return frame.assign(
            name=pd.array(
                [f"Xã {number}" if number % 3 else None for number in frame["number"]], dtype="str"
            ),
            whole=pd.array([None if number % 5 else number for number in frame["number"]], dtype="Int64"),
            share=frame["number"] / 7,
            known=pd.array([None if number % 2 else True for number in frame["number"]], dtype="boolean"),
            fund=pd.Categorical(["central", "local"] * (rows // 2)),
            mixed=pd.Series([""] * rows, dtype="object"),
        )

    return numbers, made


def test_frame_comes_back_as_it_was_made(folder: Path) -> None:
    numbers, made = counted_frames()
    first, again = numbers(EDITION, 5), numbers(EDITION, 5)
    pd.testing.assert_frame_equal(again, first)
    assert made == [(3, 5)]
    assert len(list(folder.iterdir())) == 1


def test_other_question_edition_reader_or_program_is_another_frame(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, made = counted_frames()
    for edition in (EDITION, EDITION._replace(load=4), EDITION._replace(content="abe")):
        numbers(edition, 5)
    numbers(EDITION, 6)
    monkeypatch.setattr(editions, "program_version", lambda: "another")
    numbers(EDITION, 5)
    assert made == [(3, 5), (4, 5), (3, 5), (3, 6), (3, 5)]
    monkeypatch.setenv("DATABASE_URL", "sqlite:///another.sqlite")
    numbers(EDITION, 5)
    monkeypatch.setattr(editions, "history_of", lambda _edition: "of a restored backup")
    numbers(EDITION, 5)
    assert len(made) == 7


def test_nothing_is_kept_for_a_reader_with_rights_nor_of_few_rows(folder: Path) -> None:
    numbers, made = counted_frames()
    officer = EDITION._replace(reader=replace(PUBLIC, account="lo.thi.mai"))
    assert officer.reader == Reader("lo.thi.mai")
    few, of_few = counted_frames(FEWEST_ROWS - 2)
    for _ in range(2):
        numbers(officer, 5)
        few(EDITION, 5)
    assert len(made) == len(of_few) == 2
    assert not folder.exists()


@pytest.mark.parametrize("broken", [b"", b"ARROW1", b"no frame at all"])
def test_file_that_cannot_be_read_is_made_again(folder: Path, broken: bytes) -> None:
    numbers, made = counted_frames()
    expected = numbers(EDITION, 5)
    (path,) = folder.iterdir()
    path.write_bytes(broken)
    pd.testing.assert_frame_equal(numbers(EDITION, 5), expected)
    pd.testing.assert_frame_equal(numbers(EDITION, 5), expected)
    assert len(made) == 2


def test_frame_is_made_where_the_folder_cannot_be_written(folder: Path) -> None:
    folder.write_bytes(b"a file in its place")
    numbers, made = counted_frames()
    assert len(numbers(EDITION, 5)) == len(numbers(EDITION, 5)) == FEWEST_ROWS
    assert len(made) == 2


def test_many_who_write_at_once_leave_whole_files_alone(folder: Path) -> None:
    numbers, _ = counted_frames()
    writers = [Thread(target=numbers, args=(EDITION, number % 2)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    read, made = counted_frames()
    assert [len(read(EDITION, number)) for number in (0, 1)] == [FEWEST_ROWS] * 2
    assert made == []
    assert len(list(folder.iterdir())) == 2


def test_files_not_read_for_longest_go_first_and_so_does_what_was_left_unfinished(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, made = counted_frames()
    numbers(EDITION, 0)
    (path,) = folder.iterdir()
    numbers(EDITION, 1)
    for age, file in enumerate(sorted(folder.iterdir(), key=lambda one: one == path)):
        os.utime(file, (1000 * age, 1000 * age))
    left, being_written = (folder / f"{name}.unfinished" for name in ("left", "being-written"))
    left.write_bytes(b"half")
    being_written.write_bytes(b"half")
    before = being_written.stat().st_mtime - 2 * UNFINISHED_SECONDS
    os.utime(left, (before, before))
    monkeypatch.setattr(frame_files, "MOST_BYTES", int(2.5 * path.stat().st_size))
    numbers(EDITION, 2)
    assert not left.exists()
    assert being_written.exists()
    assert [len(numbers(EDITION, number)) for number in (0, 2)] == [FEWEST_ROWS] * 2
    assert made == [(3, 0), (3, 1), (3, 2)]
    numbers(EDITION, 1)
    assert made[3:] == [(3, 1)]


def test_packed_documents_come_back_as_they_were_made_until_the_load_is_another(folder: Path) -> None:
    made: list[object] = []

    @packed_in_files
    def document(edition: Edition, first: int) -> bytes:
        made.append((edition.load, first))
        return gzip.compress(f"Xã {first} của lần nạp {edition.load}".encode(), mtime=0)

    packed = document(EDITION, 1)
    assert document(EDITION, 1) == packed == gzip.compress("Xã 1 của lần nạp 3".encode(), mtime=0)
    assert document(EDITION._replace(load=4), 1) != packed
    assert made == [(3, 1), (4, 1)]
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    assert document(EDITION, 1) == packed
    assert made[2:] == [(3, 1)]
    for path in folder.iterdir():
        path.write_bytes(b"no document at all")
    assert document(EDITION, 1) == document(EDITION, 1) == packed
    assert made[3:] == [(3, 1)]
