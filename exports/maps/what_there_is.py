"""Which maps there are of an indicator, for somebody who asked for one that there is not."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.door import Reader
from data_access.store_codes import store_in
from ui.cached.editions import newest
from ui.maps.map_offer import StoreOffer
from vocabulary.catalogues import language_in
from vocabulary.words import Words


def maps_there_are(reader: Reader, query: Mapping[str, str]) -> str:
    """Return a sentence with the options of every map of an indicator, and its years.

    "" for an indicator that there is not, or that has no map at all.
    """
    words, indicator = Words(language_in(query)), query.get("indicator", "")
    offer = StoreOffer(newest(reader, store_in(query)))
    years = {scope: offer.years(indicator, *scope) for scope in offer.scopes}
    listed = [
        f"--level {level} --look {look} ({words('command.years', first=str(known[0]), last=str(known[-1]))})"
        for (look, level), known in years.items()
        if known
    ]
    return words("command.no_such_map", indicator=indicator, maps="; ".join(listed)) if listed else ""
