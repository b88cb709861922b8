"""The place that a person names for a pack: ``vn``, a key, a code or a name with or without accents."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.place_search import Hit
from data_access.place_search.spelling import key, syllables
from exports.pack.refusals import AMBIGUOUS, UNKNOWN, PackRefused
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.controls.place_links import hit_label, key_of
from ui.text.place_key import NATION, PlaceKey, place_key
from vocabulary.words import Words

WHOLE_COUNTRY = ("vn", "vietnam", "canuoc")
# The widest first: a name of a province and of its town means the province.
WIDTHS = ("nation", "region", "province", "district", "commune")
SEARCHED, SUGGESTED = 40, 5


def named_place(visit: Visit, typed: str) -> PlaceKey:
    """Return the place that is meant; of a province and smaller places of one name the province.

    Of a place that goes on under its name since the reform, today's. Raises PackRefused for a name that
    nobody bears, with the likeliest ones, and for one that several places of one level bear.
    """
    if _plain(typed) in WHOLE_COUNTRY:
        return NATION
    given = place_key(typed.strip())
    if given is not None and area_frames.is_place(visit.edition, given):
        return given
    hits = area_frames.search_places(visit.edition, typed, SEARCHED)
    exact = [hit for hit in hits if _is_named(hit, typed)]
    if not exact:
        raise PackRefused(UNKNOWN, typed=typed, names=_listed(hits, visit.words))
    widest = min(WIDTHS.index(hit.level) for hit in exact if hit.level in WIDTHS)
    alike = [hit for hit in exact if hit.level == WIDTHS[widest]]
    return _only(alike, typed, visit.words)


def _is_named(hit: Hit, typed: str) -> bool:
    """Whether a place bears the name or code that was typed, and does not only resemble it."""
    names = (hit.name_vi, hit.name_en, hit.full_name_vi, hit.full_name_en)
    return typed.strip() == hit.code or _plain(typed) in {_plain(name) for name in names}


def _plain(name: str) -> str:
    """Return the letters of a name without accents and blanks."""
    return key(syllables(name))


def _only(alike: Sequence[Hit], typed: str, words: Words) -> PlaceKey:
    """Return the newest of places of one level if they are one place through the years."""
    newest = max(hit.vintage for hit in alike)
    ofnow = [hit for hit in alike if hit.vintage == newest]
    if len(ofnow) > 1 or len({hit.name_vi for hit in alike}) > 1:
        raise PackRefused(AMBIGUOUS, typed=typed, names=_listed(alike, words))
    return key_of(ofnow[0])


def _listed(hits: Sequence[Hit], words: Words) -> str:
    """Return places with their keys, as the option takes them; "–" where nothing is like what was typed."""
    told = [f"{hit_label(hit, words)} [{key_of(hit)}]" for hit in hits[:SUGGESTED]]
    return "; ".join(told) or "–"
