"""A read file held against itself and against a store: findings, and rows that are ready to be stored.

Start reading in ``file``.
"""
