"""The demonstration store: an invented, internally consistent data set of the whole country.

Every page can be seen full with it. It is a database of its own, every figure in it is of the source
kind ``synthetic``, and no query can touch both it and the published store.

- ``opening``: ``open_demonstration``, which builds the store at first use.
- ``generation``: the figures, from ``published`` totals down to communes and up again.
- ``writing``: areas, indicators and figures put into a database.
"""

from data_access.demonstration.opening import open_demonstration

__all__ = ["open_demonstration"]
