"""The file that a visitor is working on, until it is published or another one comes."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data_access.workbooks import Checked

UPLOAD = "upload.examined"
PUBLISHED_UPLOAD = "upload.published"


@dataclass(frozen=True)
class Examined:
    """A file that was checked, with its bytes."""

    checked: Checked
    content: bytes


@dataclass(frozen=True)
class PublishedUpload:
    """A file that went into the store: the number of its submission, and where its figures can be seen."""

    number: int
    name: str
    by: str
    rows: int
    map_address: str


def keep(examined: Examined) -> None:
    """Remember the file of this visit."""
    st.session_state[UPLOAD] = examined


def forget() -> None:
    """Let go of the file and of what was said about an earlier one."""
    st.session_state.pop(UPLOAD, None)
    st.session_state.pop(PUBLISHED_UPLOAD, None)
