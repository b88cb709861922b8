"""The presentation: its slides, their order and names, and the way into the show."""

import streamlit as st

from ui.controls.current_visit import current_visit
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import headline
from ui.controls.prepared_slides import settle_with_browser, slides_in_address, write_slides
from ui.presentation.slide_files import files_section
from ui.presentation.slide_labels import slide_label
from ui.presentation.slide_rows import slide_row
from ui.presentation.start_of_show import start_section
from ui.presentation.starter_slides import starter_slides

SLIDES_AND_FILES = (0.72, 0.28)

visit = current_visit()
words = visit.words
slides, bad_slides = slides_in_address()
bad_parameters([bad_slides], words)

headline(words("page.present"))
settle_with_browser(slides, words, is_read=bad_slides is None)
if slides:
    start_section(visit, slides)
listed, files = st.columns(SLIDES_AND_FILES, gap="large")
with listed:
    for number, slide in enumerate(slides):
        slide_row(visit, number, slides, slide_label(slide, visit))
    if not slides:
        st.markdown(words("present.empty"))
        ready = starter_slides(visit.edition.store)
        st.button(words("present.starter"), on_click=write_slides, args=(ready,), type="primary")
with files:
    files_section(visit, slides)
