"""How much a request may carry, and whose files are taken.

A file is taken from whoever may send it, to a page of theirs that shows a field for it
(``ui.controls.uploaders``), no larger than the field says, two at a time of a page and four of a visitor;
anything else that is sent here is at most a megabyte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from ui.controls.identity import Asker
from ui.controls.uploaders import most_bytes, most_bytes_of
from ui.server.guard.counting import counted
from ui.server.guard.refusals import Refusal

UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[\w-]{1,64})/[\w-]{1,64}", re.ASCII)
MOST_BYTES = 1_000_000
# What a form writes around a file.
AROUND_BYTES = 65_536
# A field holds one file, and the one before it is deleted after the new one came; a page has few fields.
FILES_OF_A_PAGE = 6
AT_ONCE_OF_A_PAGE, AT_ONCE_OF_A_VISITOR = 2, 4
TOO_LARGE = Refusal(413, "guard.too_large")
NO_FIELD = Refusal(403, "guard.no_field")
TOO_MANY_FILES = Refusal(429, "guard.too_many_files", {"Retry-After": "30"})


class BodyTooLarge(Exception):
    """More came than may be carried."""


@dataclass(frozen=True)
class Body:
    """What a request may carry: so many bytes, of a file for the page of a session, on a visitor's account.

    ``session`` and ``visitor`` are "" for what is no file.
    """

    most: int
    session: str = ""
    visitor: str = ""


class Bodies:
    """The bodies that are being received."""

    def __init__(self) -> None:
        self._coming: Counter[str] = Counter()
        self._of_visitors: Counter[str] = Counter()

    def expected(self, scope: Scope) -> Body | Refusal:
        """Return what a request may carry, or why it is not received at all."""
        upload = UPLOAD.fullmatch(scope["path"])
        body = _file(upload["session"]) if upload and scope["method"] == "PUT" else Body(MOST_BYTES)
        if body.most <= 0:
            return NO_FIELD if not most_bytes(body.session) else TOO_MANY_FILES
        if _length(scope) > body.most:
            return TOO_LARGE
        if body.session and self._is_full(body.session):
            return TOO_MANY_FILES
        return body

    def expected_of(self, scope: Scope, body: Body, who: Asker, address: str) -> Body | Refusal:
        """Return what somebody may send as a file from an address, or why it is not received."""
        most = most_bytes_of(body.session, who)
        if not most:
            return NO_FIELD
        if _length(scope) > most + AROUND_BYTES:
            return TOO_LARGE
        visitor = who.owner if who.account else address
        # Others may have come while it was asked who sends this one.
        if self._is_full(body.session) or self._of_visitors[visitor] >= AT_ONCE_OF_A_VISITOR:
            return TOO_MANY_FILES
        return replace(body, most=min(body.most, most + AROUND_BYTES), visitor=visitor)

    def _is_full(self, session: str) -> bool:
        return self._coming[session] >= AT_ONCE_OF_A_PAGE

    @contextmanager
    def one_of(self, session: str, visitor: str = "") -> Iterator[None]:
        """Count a file of a page and of a visitor as coming while the block lasts."""
        with counted(self._coming, session), counted(self._of_visitors, visitor):
            yield


def bounded(receive: Receive, most: int) -> Receive:
    """Return a way to receive a body that raises ``BodyTooLarge`` once more came than may be carried."""
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise BodyTooLarge
        return message

    return receive_bounded


def _file(session: str) -> Body:
    """Return what a file of a page may be: nothing where the page has no field, or too many files already."""
    largest = most_bytes(session)
    sizes = _kept_sizes(session)
    is_full = len(sizes) >= FILES_OF_A_PAGE or sum(sizes) > 2 * largest
    return Body(0 if not largest or is_full else largest + AROUND_BYTES, session)


def _kept_sizes(session: str) -> list[int]:
    """Return the sizes of the files that are kept for a page."""
    if not Runtime.exists():
        return []
    manager = Runtime.instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return [len(file.data) for file in list(manager.file_storage.get(session, {}).values())]


def _length(scope: Scope) -> int:
    with suppress(ValueError):
        return int(Headers(scope=scope).get("content-length", "0"))
    return 0
