"""How good the figures are: what is missing, late, out of balance, out of line, without document."""

import streamlit as st

from ui.controls.current_visit import current_visit
from ui.quality.balance import parts_section, rules_section
from ui.quality.choices import choose_areas_and_year
from ui.quality.completeness import completeness_section
from ui.quality.denominators import denominators_section
from ui.quality.money import overspending_section
from ui.quality.outliers import outliers_section
from ui.quality.review_years import review_years_section
from ui.quality.small_cells import small_cells_section
from ui.quality.sources import sources_section
from ui.quality.timeliness import timeliness_section
from ui.quality.who_is_missing import who_is_missing_section

visit = current_visit()
words = visit.words
st.header(words("page.quality"), anchor=False)
st.markdown(words("quality.intro"))

# Chosen once, for all sections below; none where no year has figures of the areas.
reviewed = choose_areas_and_year(visit)
if reviewed is None:
    st.info(words("quality.no_review"))
else:
    who_is_missing_section(visit, reviewed)
    completeness_section(visit, reviewed)
    rules_section(visit, reviewed)
    parts_section(visit, reviewed)
    denominators_section(visit, reviewed)
    outliers_section(visit, reviewed)
    overspending_section(visit, reviewed)
review_years_section(visit)
timeliness_section(visit, reviewed)
sources_section(visit)
small_cells_section(words)
