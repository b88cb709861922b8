"""Arithmetic of money: what may be added up, sums, shares disbursed, money beside need, sharing out.

``money_counting`` says which rows contain which; start reading there. ``money_sums`` says which of them a
sum adds, ``cell_groups`` how exactly a sum is known; ``sums_by_stage``, ``sums_of_areas`` and
``sums_of_projects`` make the sums. What is made of sums: ``disbursement`` and ``absorption`` (the share paid
out, and whether in time), ``need`` and ``concentration`` (money beside poverty), ``extent`` (whether a sum is
all of the money), ``flow_links`` (from fund to project to place), ``fragmentation``, ``counterpart`` and
``sharing``. All but the marking of stored rows works without a database.
"""
