"""The source of the tables of the sources page: the store's own lists."""

from __future__ import annotations

from data_access.days import today
from ui.text.source_citation import SourceList
from vocabulary.words import Words


def own_source(words: Words) -> SourceList:
    """Return the line that a slide has of a table whose rows are sources, or name their own."""
    return SourceList(words("sources.own_source", date=words.date(str(today()))))
