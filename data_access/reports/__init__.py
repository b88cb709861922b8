"""Several reports of one thing: which is shown, and which are kept beside it.

Start reading in ``figure_preferences``.
"""
