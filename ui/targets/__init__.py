"""The sections of the targets page: what is to be reached by whom, and where it stands.

Imports everything below the pages and no other page. Start reading in ``pages/targets.py``.
"""
