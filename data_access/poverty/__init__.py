"""Measures of poverty from counts alone, without any database.

``adjusted_poverty`` is M0 of the registry; start reading there. ``review_forms`` has the forms of the yearly
review, with the identity that forms 2 and 3 must keep.
"""
