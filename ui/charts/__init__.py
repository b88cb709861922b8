"""Charts as specifications, with all that makes one readable alone: exhibits, source lines, codes.

Nothing here draws on a page. It imports ``ui.maps``, ``ui.cached`` and ``ui.text``, and no Streamlit. Start
reading in ``exhibit`` (a chart with its title, source and table) and ``series_charts``.
"""
