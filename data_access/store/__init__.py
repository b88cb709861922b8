"""The store itself: settings, engines, opening, building, its errors, and frames with declared columns.

Imports SQLAlchemy and pandas, and of ``data_access`` only the tables, migrations and embedded data that a
store is built from. Start reading in ``opening``.
"""
