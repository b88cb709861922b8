"""The store: its tables, how it is opened and kept current, and every question asked of it.

- ``models``, ``column_types``, ``migrations``: the tables, the same on SQLite and PostgreSQL.
- ``settings``, ``stores``: where the store is, and ``open_store``, which builds it from ``data/``.
- ``queries``: what a page may ask; each answer is a frame with declared columns.
- ``comparability``: which points of a series may be joined by a line.
- ``errors``: what can go wrong with a store, as codes and facts for the page to put into words.

Nothing here knows of Streamlit or of geometry.
"""
