"""How good the figures are: what is missing, late, out of balance, out of line, without document."""

import streamlit as st

from ui.controls.current_visit import current_visit
from ui.controls.exhibits import show
from ui.controls.page_frame import headline
from ui.quality.balance import parts_exhibit, rules_exhibit
from ui.quality.choices import choose_areas_and_year
from ui.quality.completeness import completeness_section
from ui.quality.denominators import denominators_exhibit
from ui.quality.feedback import feedback_counts_section
from ui.quality.money import overspending_exhibit
from ui.quality.outliers import outliers_exhibit
from ui.quality.review_years import review_years_exhibit
from ui.quality.small_cells import small_cells_section
from ui.quality.sources import sources_exhibit
from ui.quality.timeliness import timeliness_section
from ui.quality.who_is_missing import who_is_missing_section

CHECKS = (rules_exhibit, parts_exhibit, denominators_exhibit, outliers_exhibit, overspending_exhibit)

visit = current_visit()
words = visit.words
headline(words("page.quality"))
st.markdown(words("quality.intro"))

# Chosen once, for all sections below; none where no year has figures of the areas.
reviewed = choose_areas_and_year(visit)
if reviewed is None:
    st.info(words("quality.no_review"))
else:
    who_is_missing_section(visit, reviewed)
    completeness_section(visit, reviewed)
    for check in CHECKS:
        show(visit, check(visit, reviewed))
show(visit, review_years_exhibit(visit))
timeliness_section(visit, reviewed)
show(visit, sources_exhibit(visit))
small_cells_section(words)
feedback_counts_section(visit)
