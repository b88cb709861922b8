"""Fields for files: a file is taken only from a page that shows one, and only as large as it says."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

MEGABYTE = 1024 * 1024

# By the session of a page: the size in bytes of the largest file that one of its fields takes.
_expected: dict[str, int] = {}
_changing = Lock()


def file_field(
    label: str, *, types: Sequence[str], most_megabytes: int, key: str | None = None
) -> UploadedFile | None:
    """Draw a field for a file of at most so many megabytes, and return the file that is in it."""
    context = get_script_run_ctx()
    if context is not None:
        _expect(context.session_id, most_megabytes * MEGABYTE)
    return st.file_uploader(label, type=list(types), key=key, max_upload_size=most_megabytes)


def most_bytes(session: str) -> int:
    """Return how large a file may be that comes from a page, 0 where the page shows no field for one."""
    return _expected.get(session, 0)


def _expect(session: str, size: int) -> None:
    with _changing:
        if Runtime.exists():
            for gone in [known for known in _expected if not Runtime.instance().is_active_session(known)]:
                del _expected[gone]
        _expected[session] = max(size, _expected.get(session, 0))
