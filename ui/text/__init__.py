"""Words and numbers as people read them: the catalogues, figures, amounts, sentences, tables as HTML.

Knows no page, no store and no Streamlit; imports `data_access` for the types of rows only. Start reading in
``language`` (a text by its key) and ``figures`` (one figure as text).
"""
