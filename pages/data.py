"""The data page: an office's figures come in and are traced, official boundaries are replaced."""

import streamlit as st

from ui.controls.choices import coded_segments
from ui.controls.current_visit import current_words
from ui.controls.notices import as_plain, bad_parameters
from ui.data.boundaries import boundaries_section
from ui.data.history import history_section
from ui.data.ledger import ledger_section
from ui.data.log import log_section
from ui.data.opening import OPENING_SETTING, may_change_data
from ui.data.upload import upload_section

# By its code in the address.
SECTIONS = {
    "upload": upload_section,
    "ledger": ledger_section,
    "history": history_section,
    "log": log_section,
    "boundaries": boundaries_section,
}

words, _ = current_words()
st.header(words("page.data"), anchor=False)
if may_change_data():
    section, bad_section = coded_segments(
        words("data.sections"),
        "section",
        list(SECTIONS),
        lambda code: words(f"data.section.{code}"),
        "upload",
    )
    bad_parameters([bad_section], words)
    SECTIONS[section](words)
else:
    st.info(as_plain(words("data.loopback_only", setting=OPENING_SETTING)))
