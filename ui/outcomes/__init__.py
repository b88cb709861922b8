"""The sections of the outcomes page: results chains, models, credit, registers.

Imports everything below the pages and no other page. Start reading in ``pages/outcomes.py``, then ``facts``.
"""
