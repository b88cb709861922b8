"""The data that ships: CSV lines of ``data/`` made into rows of the store.

Start reading in ``loading``; ``csv_lines`` says which files there are and what their columns may hold.
"""
