"""The store: its tables, how it is opened and kept current, and every question asked of it.

- ``models``, ``migrations``: the tables, the same on SQLite and PostgreSQL.
- ``door``: the one way to a session, for whoever reads which store; ``store_codes``: what stores are called.
- ``store``: settings, engines, and ``open_store``, which builds a store from ``data/``.
- ``queries``: what a page may ask; each answer is a frame with declared columns.
- ``comparing``: which points of a series may be joined by a line.
- ``store.errors``: what can go wrong with a store, as codes and facts for the page to put into words.

Nothing here knows of Streamlit or of geometry.
"""
