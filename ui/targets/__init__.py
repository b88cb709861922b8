"""The sections of the targets page: what is to be reached by whom, and its status.

Imports everything below the pages and no other page. Start reading in ``pages/targets.py``.
"""
