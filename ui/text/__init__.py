"""Figures, amounts and codes as people read them: sentences, headlines, and tables as HTML.

Knows no page, no store and no Streamlit; imports `data_access` for the types of rows only. Start reading in
``figures`` (one figure as text) and ``sentences``. Texts by key and formats of numbers are in ``vocabulary``.
"""
