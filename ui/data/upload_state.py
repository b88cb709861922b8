"""The file that a visitor is working on, until it is published or another one comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from data_access.loads import Preview
from data_access.workbooks import Checked, Choice
from data_access.worker import ORIGINAL, PUBLISH, Examination
from ui.data.own_files.checked import COLOURED

UPLOAD = "upload.examined"
PUBLISHED_UPLOAD = "upload.published"
UNDER_WAY = "upload.under_way"
# The preview that did not hold when it was to be published, the one of now, and what changed meanwhile.
MOVED = "upload.moved"


@dataclass(frozen=True)
class Examined:
    """A file that was checked by a choice, with its bytes; a large one lies with its rows in a folder.

    ``preview`` is what the page shows that publishing it would change, ``choice`` what was said of the file,
    ``file_id`` names the file on the form. The folder goes when nothing holds this any more.
    """

    checked: Checked
    preview: Preview
    choice: Choice
    file_id: str = ""
    bytes_sent: bytes = b""
    examination: Examination | None = None
    folder: TemporaryDirectory[str] | None = None

    @property
    def content(self) -> bytes:
        """The file as it was sent."""
        return self.bytes_sent if self.folder is None else (Path(self.folder.name) / ORIGINAL).read_bytes()

    @property
    def row_count(self) -> int:
        """How many rows would be stored."""
        return self.checked.row_count if self.examination is None else self.examination.row_count


@dataclass(frozen=True)
class PublishedUpload:
    """A file that went into the ledger, by which step, and where its figures can be seen."""

    number: int
    name: str
    by: str
    rows: int
    map_address: str
    step: str = PUBLISH


@dataclass(frozen=True)
class UnderWay:
    """Work that a process does now; found by a later run of the page, it was stopped.

    ``digest`` is the file's hash where it was being sent, "" where it was being checked; ``done`` is what
    to remember once it is sent, None where it was being checked.
    """

    name: str
    digest: str = ""
    done: PublishedUpload | None = None


def keep(examined: Examined) -> None:
    """Remember the file of this visit."""
    st.session_state[UPLOAD] = examined


def forget() -> None:
    """Let go of the file and of what was said about an earlier one."""
    forget_examined()
    st.session_state.pop(PUBLISHED_UPLOAD, None)


def forget_examined() -> None:
    """Let go of the file with its findings and its preview."""
    for key in (UPLOAD, MOVED, COLOURED):
        st.session_state.pop(key, None)
