"""Invented households that make up the counts of the demonstration exactly, from one seed.

``places`` has the counts of each commune; ``laying`` spreads a count over households so that it is met
exactly; ``listed`` and ``others`` are the households on and off the lists as SQL of DuckDB; ``writing``
writes them as Parquet. Nothing here is a real household.
"""
