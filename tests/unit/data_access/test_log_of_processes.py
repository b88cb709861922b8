"""The log of a process of its own: the same form as the server's, with the number of the request."""

import json
import logging
import warnings
from pathlib import Path

import pytest

from data_access.log_form import numbered
from data_access.worker import WorkLost
from data_access.worker.calling import ask_process, say_nothing, started_process

NUMBER, TYPED = "0123456789abcdef", "Nguyễn Văn A 0912345678"


def fail_loudly(typed: str, _progress: object) -> None:
    """Do what libraries and mistakes do: warn, print, and fail with a text that somebody typed."""
    warnings.warn_explicit("worn out", UserWarning, "a.py", 1)
    logging.getLogger("some.library").warning("looked at %d cells", 3)
    raise ValueError(typed)


def test_process_writes_json_alone_where_the_setting_says_so(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG_FORMAT", "json")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    process = started_process()
    try:
        with numbered(NUMBER), pytest.raises(WorkLost):
            ask_process(process, fail_loudly, (TYPED,), say_nothing)
    finally:
        process.kill()
        process.communicate(timeout=30)
    written = capfd.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["message"] for line in lines[1:]] == ["looked at 3 cells", "the work failed"]
    assert lines[0]["logger"] == "py.warnings"
    assert {line["request"] for line in lines} == {NUMBER}
    assert {line["process"] for line in lines} == {process.pid}
    assert TYPED not in written
    assert lines[-1]["error"].endswith("builtins.ValueError\n")
