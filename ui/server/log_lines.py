"""The lines of the log: one form for the program, Streamlit and the server, each with its request's number.

Readable text, or one JSON object a line with ``LOG_FORMAT=json``. Nobody is named in them: no address of a
visitor, no typed name, no name of a file.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

import streamlit as st
from streamlit import logger as streamlit_logger
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.server.guard import request_ids
from ui.server.guard.settings import GuardSettings

TEXT = "%(asctime)s %(levelname)s %(name)s [%(request)s]: %(message)s"
NO_REQUEST = "-"
# uvicorn's lines of each request: the address of the visitor and what was looked at.
OF_EACH_REQUEST = "uvicorn.access"
# uvicorn's lines of opened and closed websockets: the same.
OF_VISITORS = '%s - "WebSocket %s"'


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


def write_lines(settings: GuardSettings) -> None:
    """Let every logger that there is, and each that Streamlit makes from now on, write in the one form.

    The server brings loggers of its own, and is there when this is called.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if settings.log_format == "json" else logging.Formatter(TEXT))
    handler.addFilter(_with_request)
    handler.addFilter(_names_nobody)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    streamlit_logger.setup_formatter = _leave_to_root
    for found in logging.root.manager.loggerDict.values():
        if isinstance(found, logging.Logger):
            _leave_to_root(found)


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


def _with_request(record: logging.LogRecord) -> bool:
    record.request = request_ids.current.get() or _of_page() or NO_REQUEST
    return True


def _of_page() -> str:
    """Return the number of the request that opened the page whose script runs in this thread, "" in none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return st.context.headers.get(request_ids.HEADER) or ""


def _names_nobody(record: logging.LogRecord) -> bool:
    return record.name != OF_EACH_REQUEST and not str(record.msg).startswith(OF_VISITORS)
