"""The key by which figures may be changed: made once, kept for the owner alone."""

import logging
import os
from pathlib import Path

import pytest

from data_access.keeping import changing_key as keys
from data_access.keeping.changing_key import (
    FILE_NAME,
    browser_token,
    changing_key,
    is_browser_token,
    is_key,
    short_name,
)


def test_key_is_made_once_and_kept_over_starts(tmp_path: Path) -> None:
    key = changing_key(tmp_path / "var")
    assert len(key) == 32
    assert changing_key(tmp_path / "var") == key
    assert changing_key(tmp_path / "another") != key


@pytest.mark.skipif(os.name != "posix", reason="only there files have modes")
def test_file_of_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    changing_key(tmp_path)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_empty_file_is_no_key(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("\n")
    assert changing_key(tmp_path)
    assert not is_key("", changing_key(tmp_path))


def test_key_that_cannot_be_kept_holds_until_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_path: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys, "_made", full)
    with caplog.at_level(logging.WARNING):
        key = changing_key(tmp_path)
    assert key == changing_key(tmp_path)
    assert "No space left" in caplog.text
    assert key not in caplog.text


def test_what_a_browser_keeps_is_good_for_the_key_and_does_not_tell_it(tmp_path: Path) -> None:
    key, other = changing_key(tmp_path / "a"), changing_key(tmp_path / "b")
    token = browser_token(key)
    assert is_browser_token(token, key)
    for wrong in ("", key, browser_token(other), token[:-1], token + "0"):
        assert not is_browser_token(wrong, key)
    assert key not in token
    assert len(short_name(key)) == 6
    assert short_name(key) not in key


def test_typed_key_may_have_blanks_around_it(tmp_path: Path) -> None:
    key = changing_key(tmp_path)
    assert is_key(f" {key}\n", key)
    assert not is_key(key[:-1], key)
    assert not is_key("số liệu", key)
