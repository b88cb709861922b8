"""The ministry's decisions on the yearly review: which there are, their tables as printed, their templates.

Year, standard, boundaries and source of a figure follow from the number of the decision that the file
names, never from what was chosen beside the file. Start reading in ``declared``.
"""
