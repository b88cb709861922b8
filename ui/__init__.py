"""Everything Streamlit that is not a page: shell, choices, map view, charts, language, caching."""
