"""Finds areas of either era by what people type into one box.

- ``index``: ``PlaceIndex``, built once from the frame of ``queries.places``, and its ``search``.
- ``hits``: what a search answers.
- ``typed``: what was typed, as words, also with the slips of Telex and VNI keyboards taken out.
- ``phrases``: what a run of words may name: unit words before or after, numbers, codes, "old" and "new".
- ``spelling``: keys by which names are equal however they are spelt, and how well accents agree.
- ``short_names``: "hcm", "sai gon" and their like.
- ``parents``: the areas that a name may be followed by, and how to recognise them.
- ``candidates``: which names come close to a run of letters.
"""

from data_access.place_search.hits import Hit, NamedArea
from data_access.place_search.index import PlaceIndex

__all__ = ["Hit", "NamedArea", "PlaceIndex"]
