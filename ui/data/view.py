"""The data page: figures come in, boundaries are replaced; each part has its address."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable

import streamlit as st

from ui.controls import notices
from ui.controls.choices import coded_segments
from ui.controls.current_visit import current_words
from ui.controls.notices import as_plain
from ui.data.boundaries import boundaries_section
from ui.data.history import history_section
from ui.data.ledger import ledger_section
from ui.data.log import log_section
from ui.data.upload import upload_section
from ui.text.language import Words

OPENING_SETTING = "DATA_PAGES_OPEN"
SECTIONS: dict[str, Callable[[Words], None]] = {
    "upload": upload_section,
    "ledger": ledger_section,
    "history": history_section,
    "log": log_section,
    "boundaries": boundaries_section,
}


def data_page() -> None:
    """Draw the data page; visitors from other machines get a sentence unless a setting opens it."""
    words, _ = current_words()
    st.header(words("page.data"), anchor=False)
    if not may_change_data():
        st.info(as_plain(words("data.loopback_only", setting=OPENING_SETTING)))
        return
    section, bad_parameter = coded_segments(
        words("data.sections"),
        "section",
        list(SECTIONS),
        lambda code: words(f"data.section.{code}"),
        "upload",
    )
    notices.bad_parameters([bad_parameter], words)
    SECTIONS[section](words)


def may_change_data() -> bool:
    """Say whether this visitor may change data: one at this machine, or any once a setting says so.

    There is no sign-in yet, so only whoever sits at the machine is trusted.
    """
    address = st.context.ip_address
    if address is None or os.environ.get(OPENING_SETTING, "") == "1":
        return True
    return ipaddress.ip_address(address).is_loopback
