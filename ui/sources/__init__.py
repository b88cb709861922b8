"""The sections of the sources page: documents, poverty standards, known slips, licences.

Imports everything below the pages and no other page. Start reading in ``pages/sources.py``.
"""
