"""The register page: what was read of a register of households, what disagrees, what will be published."""

import streamlit as st

from ui.controls.current_visit import current_words
from ui.controls.notices import guarded
from ui.data.register.section import register_section

words, _ = current_words()
st.header(words("page.register"), anchor=False)
guarded(lambda: register_section(words), words)
