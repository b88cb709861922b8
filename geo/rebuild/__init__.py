"""Rebuilds ``data/geo`` from the packages it comes from; only those who maintain the geometry run it."""


class RebuildError(Exception):
    """The geometry could not be rebuilt; the message says what is wrong and where."""
