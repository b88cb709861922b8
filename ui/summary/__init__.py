"""One place in short: its main series of poverty, its rank, and its cards.

The overview, the page of a place, its sheets and its slides show it. Imports ``ui.money``, controls and
everything below them, and no page. Start reading in ``cards.py``.
"""
