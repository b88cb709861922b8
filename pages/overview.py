"""The overview: the headline, the nation, the regions, the ten poorest provinces."""

import streamlit as st

from ui.controls.current_visit import current_visit
from ui.controls.downloads import place_menu
from ui.controls.notices import as_plain
from ui.controls.page_frame import headline
from ui.overview.exhibits import nation_exhibit, national_rates, poorest_exhibit, regions_exhibit
from ui.overview.sections import chart_section, exhibit_section, map_section, regions_note
from ui.text.change_sentences import change_sentence
from ui.text.place_key import NATION

visit = current_visit()
nation = nation_exhibit(visit)
(poor, indicator), _ = national_rates(visit)
headline(nation.sentence)
regions_note(visit)
st.markdown(as_plain(change_sentence(poor, indicator, visit.words)))
place_menu(visit, NATION)

provinces, nation_and_regions = st.columns((0.42, 0.58), gap="large")
with provinces:
    map_section(visit)
    exhibit_section(visit, poorest_exhibit(visit))
with nation_and_regions:
    # Its sentence is the headline.
    st.subheader(nation.title, anchor=False)
    chart_section(visit, nation)
    exhibit_section(visit, regions_exhibit(visit))
