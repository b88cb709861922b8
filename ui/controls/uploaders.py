"""Fields for files: a file is taken only from whoever may send it, to a page that shows a field for it.

What a field needs is asked when a file comes, of whoever sends it: the field stays when a right ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.accounts.rights import Action, may
from ui.controls.identity import Asker, current_asker

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Fields:
    """The fields of a page: whose page it is, and by what a field needs the size in bytes that it takes."""

    owner: str = ""
    sizes: dict[Action | None, int] = field(default_factory=dict)


# By the session of a page.
_expected: dict[str, Fields] = {}
_changing = Lock()


def file_field(
    label: str,
    *,
    types: Sequence[str],
    most_megabytes: int,
    key: str | None = None,
    needs: Action | None = None,
) -> UploadedFile | None:
    """Draw a field for a file of at most so many megabytes, and return the file that is in it.

    ``needs`` is what whoever sends the file has to be allowed, None for what everybody may.
    """
    context = get_script_run_ctx()
    if context is not None:
        _expect(context.session_id, current_asker().owner, needs, most_megabytes * MEGABYTE)
    return st.file_uploader(label, type=list(types), key=key, max_upload_size=most_megabytes)


def most_bytes(session: str) -> int:
    """Return how large a file may be that comes to a page, 0 where the page shows no field for one."""
    return max(_expected.get(session, Fields()).sizes.values(), default=0)


def most_bytes_of(session: str, who: Asker) -> int:
    """Return how large a file may be that somebody sends to a page, 0 where they may send none to it."""
    found = _expected.get(session, Fields())
    if found.owner != who.owner:
        return 0
    allowed = (size for needs, size in found.sizes.items() if needs is None or may(who, needs))
    return max(allowed, default=0)


def _expect(session: str, owner: str, needs: Action | None, size: int) -> None:
    with _changing:
        if Runtime.exists():
            for gone in [known for known in _expected if not Runtime.instance().is_active_session(known)]:
                del _expected[gone]
        found = _expected.get(session, Fields(owner))
        sizes = found.sizes if found.owner == owner else {}
        _expected[session] = Fields(owner, {**sizes, needs: max(size, sizes.get(needs, 0))})
