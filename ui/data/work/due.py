"""A report that an office owes, with the links that open its upload."""

from __future__ import annotations

import streamlit as st

from data_access.reporting_calendar import TEMPLATES_OF_REPORT
from data_access.store.frames import Row
from data_access.text.due_reports import due_title
from ui.cached.editions import Edition
from ui.controls import address
from ui.controls.notices import as_plain
from ui.text.place_key import PlaceKey
from ui.text.work_sentences import due_sentence
from vocabulary.words import Words


def due_item(_edition: Edition, row: Row, words: Words) -> None:
    """Draw a report with its last day and a button for each template that makes it."""
    place = str(PlaceKey(row["vintage"], row["level"], row["code"]))
    key = f"{row['report']}.{row['year']}.{place}"
    with st.container(border=True, key=f"work-due-{key}".replace(".", "-")):
        told, steps = st.columns((0.6, 0.4), vertical_alignment="center")
        title, sentence = as_plain(due_title(row, words)), as_plain(due_sentence(row, words))
        told.markdown(f"**{title}**  \n" + (f":red[{sentence}]" if int(row["days"]) < 0 else sentence))
        with steps, st.container(horizontal=True, horizontal_alignment="right"):
            for kind in TEMPLATES_OF_REPORT[row["report"]]:
                opened = {"section": "upload", "kind": kind, "year": str(row["year"]), "place": place}
                label = words("work.upload", kind=words(f"template.kind.{kind}"))
                st.button(label, key=f"work.{key}.{kind}", on_click=address.write, args=(opened,))
