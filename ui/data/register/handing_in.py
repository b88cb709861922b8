"""The figures of a register on their way into the store: checked, previewed, handed in like any file."""

from __future__ import annotations

import hashlib

import streamlit as st

from data_access.accounts.rights import Action, may
from data_access.workbooks import Choice
from microdata.results.kept import Result
from ui.controls.identity import current_asker
from ui.controls.notices import as_plain
from ui.controls.site import page_of
from ui.data.officer import officer_notices
from ui.data.register.choice import ShownResult
from ui.data.typed_name import name_field
from ui.data.upload_choices import said_source
from ui.data.upload_examining import SentFile, examine_file
from ui.data.upload_findings import findings_section
from ui.data.upload_publishing import publishing_section
from ui.data.upload_sending import published_notice, stopped_notice
from ui.data.upload_state import UPLOAD, Examined, forget
from vocabulary.words import Words

KIND = "figures"


def handing_in_section(shown: ShownResult, words: Words) -> None:
    """Draw the document that the figures come from, their findings and preview, and the open steps."""
    edition, result = shown.edition, shown.result
    if not result.facts.has_forms:
        return
    st.subheader(words("register_page.hand_in"), anchor=False)
    st.page_link(
        page_of("data", words),
        label=words("register_page.ledger"),
        query_params={"section": "ledger", "lang": words.language},
    )
    if not may(current_asker(), Action.HAND_IN):
        st.info(as_plain(words("register_page.officers_hand_in")))
        return
    who = name_field(words("upload_page.who"), words("upload_page.who_help"))
    with st.container():
        officer_notices(edition, who, words)
    with st.container():
        published_notice(words)
    st.markdown(as_plain(words("register_page.hand_in_intro")))
    source = said_source(edition, words)
    content = result.content
    file = SentFile(f"register-{result.facts.name}.csv", content, _file_id(result, content))
    choice = Choice(KIND, year=result.facts.years[0], **source)
    if not source:
        st.caption(words("register_page.name_the_document"))
    if st.button(words("register_page.check"), type="primary", key="register.check", disabled=not source):
        forget()
        examine_file(edition, file, choice, words)
    stopped_notice("checking", words)
    examined: Examined | None = st.session_state.get(UPLOAD)
    # Another file, or the same one of another document, is that of another form.
    if examined is None or (examined.file_id, examined.choice) != (file.file_id, choice):
        return
    findings_section(examined, words)
    if not examined.checked.blocked:
        publishing_section(edition, examined, who, words)


def _file_id(result: Result, content: bytes) -> str:
    return f"register:{result.facts.name}:{hashlib.sha256(content).hexdigest()[:16]}"
