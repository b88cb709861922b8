"""Presentations: the slides a visitor prepares, the show that runs them, and the tour.

Slides show the exhibits of other pages, so it may import every other page's package. Start reading in
``pages/present.py``, then ``show_page`` and ``slide_contents``.
"""
