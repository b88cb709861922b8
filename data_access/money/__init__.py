"""Arithmetic of money: what may be added up, sums, pace, spread over households, need, sharing out.

``money_counting`` says which rows contain which; start reading there. ``money_sums`` says which of them a
sum adds, ``cell_groups`` how exactly a sum is known; ``sums_by_stage``, ``sums_of_areas`` and
``sums_of_projects`` make the sums. All but the marking of stored rows works without a database.
"""
