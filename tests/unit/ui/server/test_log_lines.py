"""The lines of the log: one form, with the number of the request."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
from streamlit import logger as streamlit_logger

from data_access.log_form import current
from data_access.store.errors import EmbeddedDataUnusable
from ui.server.guard.settings import GuardSettings
from ui.server.log_lines import write_lines


@pytest.fixture(autouse=True)
def log_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the loggers of other tests as they were."""
    loggers = [
        found for found in logging.root.manager.loggerDict.values() if isinstance(found, logging.Logger)
    ]
    before = [(found, list(found.handlers), found.propagate) for found in (logging.root, *loggers)]
    level = logging.root.level
    monkeypatch.setattr(streamlit_logger, "setup_formatter", streamlit_logger.setup_formatter)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        yield
        logging.captureWarnings(False)
    logging.root.setLevel(level)
    for found, handlers, propagate in before:
        found.handlers[:], found.propagate = handlers, propagate


def lines_of(capsys: pytest.CaptureFixture[str], **settings: str) -> list[str]:
    write_lines(GuardSettings.model_validate(settings))
    number = current.set("0123456789abcdef")
    streamlit_logger.get_logger("streamlit.made.later").warning("a page failed")
    visitor = ("203.0.113.7", "/_stcore/stream?place=p2025.01")
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', *visitor)
    logging.getLogger("uvicorn.access").info('%s - "GET %s HTTP/1.1" 200', *visitor)
    current.reset(number)
    try:
        raise ValueError("in the middle")
    except ValueError:
        logging.getLogger("ui.anything").exception("không đọc được")
    return capsys.readouterr().err.splitlines()


def test_each_line_of_text_names_its_request_and_no_visitor(capsys: pytest.CaptureFixture[str]) -> None:
    lines = lines_of(capsys)
    assert lines[0].endswith("WARNING streamlit.made.later [0123456789abcdef]: a page failed")
    assert lines[1].endswith("ERROR ui.anything [-]: không đọc được")
    assert not any("203.0.113.7" in line for line in lines)


def test_each_line_is_a_json_object_where_the_setting_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = map(json.loads, lines_of(capsys, log_format="json"))
    assert list(first) == ["at", "level", "logger", "process", "request", "message"]
    assert (first["request"], first["message"]) == ("0123456789abcdef", "a page failed")
    assert (second["request"], second["message"]) == ("-", "không đọc được")
    assert second["error"].endswith("builtins.ValueError\n")
    assert "in the middle" not in second["error"].splitlines()[-1]


def test_json_tells_of_a_failure_where_it_was_and_not_what_was_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_lines(GuardSettings(log_format="json"))
    typed = "Nguyễn Văn A 0912345678"

    def read(text: str) -> None:
        try:
            int(text)
        except ValueError as error:
            raise EmbeddedDataUnusable(path="a.csv", line="7", text=text) from error

    try:
        read(typed)
    except EmbeddedDataUnusable:
        logging.getLogger("ui.anything").exception("a file was refused")
    (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    assert typed not in str(line)
    assert "builtins.ValueError\n" in line["error"]
    assert line["error"].endswith("EmbeddedDataUnusable path=a.csv line=7\n")
    assert "int(text)" in line["error"]


def test_json_has_warnings_and_what_nobody_caught_as_lines_too(capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(GuardSettings(log_format="json"))
    warnings.warn_explicit("worn out", UserWarning, "a.py", 1)
    sys.excepthook(KeyError, KeyError("0912345678"), None)
    warned, failed = map(json.loads, capsys.readouterr().err.splitlines())
    assert (warned["logger"], failed["error"]) == ("py.warnings", "builtins.KeyError\n")
