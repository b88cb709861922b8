"""The lines of the log: one form for the program, Streamlit and the server, each with its request's number.

The form is that of ``data_access.log_form``. Nobody is named in them: no address of a visitor, no typed name,
no name of a file.
"""

from __future__ import annotations

import logging

import streamlit as st
from streamlit import logger as streamlit_logger
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_access.log_form import HEADER, current, write_in_form
from ui.server.guard.settings import GuardSettings

# uvicorn's lines of each request: the address of the visitor and what was looked at.
OF_EACH_REQUEST = "uvicorn.access"
# uvicorn's lines of opened and closed websockets: the same.
OF_VISITORS = '%s - "WebSocket %s"'


def write_lines(settings: GuardSettings) -> None:
    """Let every logger that there is, and each that Streamlit makes from now on, write in the one form.

    The server brings loggers of its own, and is there when this is called.
    """
    write_in_form(settings.log_format, _request, _names_nobody)
    leave_all_to_root()


def leave_all_to_root() -> None:
    """Let no logger but the root's write lines, also none that Streamlit makes from now on."""
    streamlit_logger.setup_formatter = _leave_to_root
    for found in logging.root.manager.loggerDict.values():
        if isinstance(found, logging.Logger):
            _leave_to_root(found)


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


def _request() -> str:
    return current.get() or _of_page()


def _of_page() -> str:
    """Return the number of the request that opened the page whose script runs in this thread, "" in none."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return st.context.headers.get(HEADER) or ""


def _names_nobody(record: logging.LogRecord) -> bool:
    return record.name != OF_EACH_REQUEST and not str(record.msg).startswith(OF_VISITORS)
