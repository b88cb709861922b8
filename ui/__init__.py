"""Everything Streamlit that is not a page: shell, choices, map view, charts, language, caching."""

import logging

# Kept functions are made before Streamlit's server runs; it warns of that once for each, at every start.
logging.getLogger("streamlit.runtime.caching.cache_data_api").setLevel(logging.ERROR)
# The steps of a migration would run into the progress line.
logging.getLogger("alembic").setLevel(logging.WARNING)
