"""Keeping a store safe and showing it as it was: backup, restore, the store of a past day.

- ``backup``: a store of either database as one file, read back and compared before it counts.
- ``files``: which files beside the store a backup holds, and what is made anew without one.
- ``restoring``: that file as a store of either database.
- ``past``: the store as it was at the end of a day, as a file that pages can read.
"""
