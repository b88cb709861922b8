"""The sections of the explorer: the catalogue of indicators and every way to look at one or two of them.

Imports everything below the pages and no other page. Start reading in ``pages/explore.py``, then
``exploration`` (what was chosen) and ``kept_views`` (each view by its code).
"""
