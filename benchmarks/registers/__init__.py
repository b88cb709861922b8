"""Registers of the country, household by household: invented, checked, counted and made into forms.

``inventing`` writes registers of several years, ``counting`` counts one by DuckDB or Apache Spark, or merely
reads and groups it, each in a process of its own; ``measured`` starts them, and watches what they and
everything they start take; ``lines`` gives the table.
"""
