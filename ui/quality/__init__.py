"""The sections of the quality page: what is missing, late, out of balance or without a document.

Imports everything below the pages and no other page. Start reading in ``pages/quality.py``.
"""
