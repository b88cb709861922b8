"""Files in the work list: sent back with their reason, waiting to be approved, published lately."""

from __future__ import annotations

import streamlit as st

from data_access.loads import numbers_with_original
from data_access.store.frames import Row
from data_access.workbooks import TEMPLATE_KINDS
from ui.cached.editions import Edition, ask_now
from ui.controls import address
from ui.controls.notices import as_plain
from ui.data.approval import PARAMETER
from ui.data.own_files.originals import original_link
from ui.text.work_sentences import file_sentence
from vocabulary.words import Words


def returned_item(edition: Edition, row: Row, words: Words) -> None:
    """Draw a file that was sent back, with the file as it was sent and the way to send it again."""
    number = int(row["number"])
    with st.container(border=True, key=f"work-returned-{number}"):
        told, steps = st.columns((0.6, 0.4), vertical_alignment="center")
        told.markdown(_told(row, words))
        with steps, st.container(horizontal=True, horizontal_alignment="right"):
            if number in ask_now(edition, numbers_with_original):
                original_link(number, words)
            kind = row["kind"] if row["kind"] in TEMPLATE_KINDS else None
            st.button(
                words("work.send_again"),
                key=f"work.again.{number}",
                on_click=address.write,
                args=({"section": "upload", "kind": kind},),
            )


def waiting_item(_edition: Edition, row: Row, words: Words) -> None:
    """Draw a file that waits, with the button that opens it."""
    number = int(row["number"])
    with st.container(border=True, key=f"work-waiting-{number}"):
        told, steps = st.columns((0.7, 0.3), vertical_alignment="center")
        told.markdown(_told(row, words))
        with steps, st.container(horizontal=True, horizontal_alignment="right"):
            opened = {"section": "ledger", PARAMETER: number}
            st.button(words("ledger.open"), key=f"work.open.{number}", on_click=address.write, args=(opened,))


def published_item(_edition: Edition, row: Row, words: Words) -> None:
    """Draw a file that was published lately."""
    st.markdown(_told(row, words))


def _told(row: Row, words: Words) -> str:
    title = f"**{row['number']}. {as_plain(row['label'])}**"
    return f"{title}  \n{as_plain(file_sentence(row, words))}"
