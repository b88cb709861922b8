"""The names of places by vintage, level and code, as the page of the register writes them."""

from __future__ import annotations

from functools import cached_property

from data_access.workbooks.reading.options import AreaKey
from ui.cached.editions import Edition
from ui.cached.gazetteer import gazetteer
from vocabulary.words import Words

NO_BREAK = "\N{NO-BREAK SPACE}"


class PlaceNames:
    """The full names of the areas of an edition, in the language of the page."""

    def __init__(self, edition: Edition, words: Words) -> None:
        self._edition, self._is_english = edition, words.language == "en"

    def of(self, key: AreaKey) -> str:
        """Return the name of a place as it was last; its key where the store has no such place."""
        return self._names.get(key) or ".".join(key)

    def unbroken(self, key: AreaKey) -> str:
        """Return the name for a wide table, which would break it at each word."""
        return self.of(key).replace(" ", NO_BREAK)

    @cached_property
    def _names(self) -> dict[AreaKey, str]:
        areas = gazetteer(self._edition).areas.values()
        return {
            (one.vintage, one.level, one.code): one.full_name_en if self._is_english else one.full_name_vi
            for one in areas
        }
