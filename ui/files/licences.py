"""On which terms figures may be used: those of their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_access.store.frames import Row
from data_access.store_codes import DEMONSTRATION
from ui.text.figures import text_in
from vocabulary.words import Words


def licence_text(codes: Iterable[str], sources: Mapping[str, Row], store: str, words: Words) -> str:
    """Return the licences of sources by their codes, parted by semicolons.

    Where none of them states one the figures are their publishers'; simulated ones are the program's.
    """
    if store == DEMONSTRATION:
        return words("licence.simulated")
    stated = (text_in(sources[code], "licence") for code in codes if code in sources)
    return "; ".join(dict.fromkeys(text for text in stated if text)) or words("licence.figures")
