"""Everything between the store and a page, in layers: each package imports those below it and none above.

From the bottom: ``text``, ``cached``, ``maps``, ``charts``, ``files``, ``controls``, then one package a
page, then ``presentation``, which shows the exhibits of other pages, and ``server``. import-linter holds it.
"""

import logging

# Kept functions are made before Streamlit's server runs; it warns of that once for each, at every start.
logging.getLogger("streamlit.runtime.caching.cache_data_api").setLevel(logging.ERROR)
# The steps of a migration would run into the progress line.
logging.getLogger("alembic").setLevel(logging.WARNING)
