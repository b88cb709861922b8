"""The form of the log's lines in every process: readable text or JSON, each with the number of its request.

Readable text, or one JSON object a line with ``LOG_FORMAT=json``. The number is set around a request by the
server, goes to a process with each task, and is set there around it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

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


class AsJson(logging.Formatter):
    """One JSON object a line: ``at`` in UTC, ``level``, ``logger``, ``request``, ``message``, ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a line of the log."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request", NO_REQUEST),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


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
