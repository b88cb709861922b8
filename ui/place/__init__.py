"""The sections of the page of one place: where it is, what it was, how poor, its money, all its figures.

Imports everything below the pages, and from ``ui.funding`` the sentences about money, which both pages say.
Start reading in ``pages/area.py``, then ``ui.cached.place_facts``.
"""
