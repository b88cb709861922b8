"""Figures, amounts and codes as people read them: sentences of maps and of charts, and tables as HTML.

Knows no page, no store and no Streamlit; imports `data_access` for the types of rows only. Start reading in
``figures`` (one figure as text) and ``map_sentences``. Texts by key and formats of numbers are in the package
``vocabulary``.
"""
