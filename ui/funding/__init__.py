"""The sections of the funding page: stages, flow, calendar, need, what-if, and every document.

Imports everything below the pages and no other page. Start reading in ``pages/funding.py``, then ``choice``
(what was chosen and the money it asks for) and ``money_sentences``.
"""
