"""The sections of the page of flows: who left the poor and near-poor lists in a year and who came.

Imports everything below the pages and no other page. Start reading in ``pages/flows.py``, then
``form_tables``. The forms themselves are in ``data_access.poverty.review_forms``.
"""
