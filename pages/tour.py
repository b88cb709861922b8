"""The tour: what the dashboard can do, in five minutes, one step at a time."""

import streamlit as st

from ui.controls import address
from ui.controls.current_visit import current_visit
from ui.controls.notices import bad_parameters
from ui.controls.page_frame import headline
from ui.presentation.tour import PARAMETER, STEPS, step_buttons, step_text

visit = current_visit()
words = visit.words
known = [str(number) for number in range(1, len(STEPS) + 1)]
requested, bad_step = address.choose(PARAMETER, known, known[0])
bad_parameters([bad_step], words)

number, step = int(requested), STEPS[int(requested) - 1]
title = words(f"tour.{step.key}_title")
headline(title, above=words("tour.progress", number=number, count=len(STEPS)))
text, picture = st.columns((0.36, 0.64), gap="large")
with text:
    step_text(visit, step)
    step_buttons(number, words)
with picture, st.container(key="tour-picture"):
    st.image(step.picture(words.language), width="stretch", alt=title)
