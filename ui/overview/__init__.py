"""The exhibits of the overview: the national series, the regions, the ten poorest provinces.

Imports everything below the pages and no other page. Start reading in ``pages/overview.py``.
"""
