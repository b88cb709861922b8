"""The form of the log's lines in every process: readable text or JSON, each with the number of its request.

Readable text, or one JSON object a line with ``LOG_FORMAT=json``. The number is set around a request by the
server, goes to a process with each task, and is set there around it. With JSON nothing else is written to
standard error, and of an unexpected failure where it happened and of which kind, not its own words: those may
be what somebody typed or a row of a file.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

TEXT = "%(asctime)s %(levelname)s %(name)s [%(request)s]: %(message)s"
NO_REQUEST = "-"
# The header in which the server passes the number on.
HEADER = "X-Request-Id"
JSON = "json"

current: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def numbered(number: str) -> Iterator[None]:
    """Let lines of the block be of the request with a number, "" for none."""
    before = current.set(number)
    try:
        yield
    finally:
        current.reset(before)


# What a failure of the store tells that is no content of it.
TOLD_OF_STORE = ("location", "reason", "found", "expected", "path", "line", "column", "since")


class AsJson(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, process, request, message and, of a failure, error.

    ``error`` is the kind of a failure and where it happened, with that of what it came from.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a line of the log."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "request": getattr(record, "request", NO_REQUEST),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = "".join(told_of(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


def told_of(error: BaseException | None) -> Iterator[str]:
    """Yield the lines of code that a failure passed and its kind, those of what it came from before them."""
    if error is None:
        return
    origin = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from told_of(origin)
    yield from traceback.format_tb(error.__traceback__)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    facts = getattr(error, "facts", None)
    told = {name: facts[name] for name in TOLD_OF_STORE if name in facts} if isinstance(facts, dict) else {}
    yield " ".join([kind, *(f"{name}={value}" for name, value in told.items())]) + "\n"


def write_in_form(
    log_format: str,
    request: Callable[[], str] = current.get,
    is_written: Callable[[logging.LogRecord], bool] = lambda _: True,
) -> None:
    """Let the root logger write in the one form to standard error; ``request`` says the number at each line.

    Lines of which ``is_written`` is false are left out.
    """

    def with_request(record: logging.LogRecord) -> bool:
        record.request = request() or NO_REQUEST
        return is_written(record)

    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if log_format == JSON else logging.Formatter(TEXT))
    handler.addFilter(with_request)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    if log_format == JSON:
        _write_all_by_loggers()


def _write_all_by_loggers() -> None:
    """Let warnings, and failures that nobody caught, be lines of the log too."""
    logging.captureWarnings(True)

    def write(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            failed = error or kind()
            logging.getLogger(__name__).critical(
                "a failure that nobody caught", exc_info=(kind, failed, trace)
            )

    sys.excepthook = write
    threading.excepthook = lambda told: write(told.exc_type, told.exc_value, told.exc_traceback)
