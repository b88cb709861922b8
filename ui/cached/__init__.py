"""Answers of the store, kept once for all visitors and keyed by the edition they were read from.

Every module is named after what its frames hold: areas, figures, money, targets, and so on. It imports
``ui.text`` and the queries of ``data_access``; Streamlit is used for caching alone. Start reading in
``editions`` (which store and which load) and ``shared_frames`` (how an answer is kept).
"""
