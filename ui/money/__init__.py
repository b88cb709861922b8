"""What is chosen of money, and what is said of it: a place, a period, a programme; the sentences about sums.

The funding page shows it in full, other pages in a line. Imports controls and everything below them. Start
reading in ``funding_choice.py``.
"""
