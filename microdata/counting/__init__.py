"""A register counted: classes recomputed, the summary forms by commune, M0, flows and households on watch.

``review`` counts everything once; ``classes`` is the rule of the class; ``lists`` and ``movement`` are the
sums of the forms; ``upwards`` adds communes up to districts, provinces and the nation; ``measures`` makes H,
A and M0.
"""
