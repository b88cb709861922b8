"""The sections of the data page: templates, uploads, the ledger, the log, boundaries.

Imports everything below the pages and no other page. Start reading in ``pages/data.py``, then ``upload``.
"""
