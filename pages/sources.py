"""Sources and method: where every figure comes from, and the rules it is shown by."""

import streamlit as st

from ui.controls.current_visit import current_visit
from ui.controls.page_frame import headline
from ui.sources.documents import documents_section
from ui.sources.estimates import estimates_section
from ui.sources.method import (
    known_slips_section,
    licences_section,
    method_section,
    standards_section,
)
from ui.sources.open_data import open_data_section

visit = current_visit()
words = visit.words
headline(words("sources.title"))
st.markdown(words("sources.intro"))
method_section(words)
estimates_section(visit)
standards_section(visit)
known_slips_section(visit)
documents_section(visit)
licences_section(words)
open_data_section(visit)
