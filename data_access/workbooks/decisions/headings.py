"""What the headings of a decision's table mean: whose households, and whether their number or their share.

A heading is taken only where every word of every part of it is understood.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from data_access.text.folding import folded

TOTAL, POOR, NEAR, BOTH = "total", "poor", "near", "both"
COUNT, RATE = "count", "rate"
INDICATORS = {
    (TOTAL, COUNT): "total_households",
    (POOR, COUNT): "poor_households",
    (POOR, RATE): "poor_household_rate",
    (NEAR, COUNT): "near_poor_households",
    (NEAR, RATE): "near_poor_household_rate",
    (BOTH, COUNT): "poor_and_near_poor_households",
    (BOTH, RATE): "multidimensional_poverty_rate",
}
# Whole parts of headings, without the words before them that say number or share.
SUBJECTS = {
    TOTAL: r"ho|ho dan|ho dan cu|ho gia dinh|ho dan cu tren dia ban|ho tren dia ban",
    POOR: r"ho ngheo|so ho ngheo",
    NEAR: r"ho can ngheo",
    # In the ministry's decisions "nghèo đa chiều" is poor and near-poor households together.
    BOTH: r"ho ngheo(?: va| ,)?(?: so)?(?: ho)? can ngheo|ho ngheo da chieu|ngheo da chieu",
}
MEASURES = {COUNT: r"tong so|so luong|so|tong|tong cong", RATE: r"ty le|ti le|ty trong"}
UNIT_OF_RATE = "%"


class Part(NamedTuple):
    """What one part of a heading says; "" where it does not say it."""

    subject: str
    measure: str


def indicator_of(parts: Sequence[str], year: int) -> str:
    """The indicator of a column by the parts of its heading, from above down.

    "" where a part is not understood, or where no indicator is meant.
    """
    read = [_part(part, year) for part in parts]
    known = [part for part in read if part is not None]
    subjects = {part.subject for part in known if part.subject}
    measures = [part.measure for part in known if part.measure]
    if len(known) < len(read) or len(subjects) != 1:
        return ""
    return INDICATORS.get((subjects.pop(), RATE if RATE in measures else COUNT), "")


def _part(text: str, year: int) -> Part | None:
    """What a part says; None where a word of it is not understood."""
    is_rate = UNIT_OF_RATE in text
    bare = re.sub(r"\((?:%|ho|\d+|[\d\s=:/x*+]+)\)|[%:.]|\bdvt\b", " ", folded(text))
    bare = " ".join(re.sub(rf"\b(?:cuoi )?nam {year}\b", " ", bare).replace(",", " ,").split())
    if not bare:
        return Part("", RATE if is_rate else "")
    for measure, words in MEASURES.items():
        if re.fullmatch(words, bare):
            return Part("", RATE if is_rate else measure)
    for measure, words in MEASURES.items():
        for subject, names in SUBJECTS.items():
            if re.fullmatch(rf"(?:{words}) (?:{names})", bare):
                # "Số hộ" under a heading is a number of those above, and no number of all households.
                plain = subject == TOTAL and bare in ("so ho", "tong so ho")
                return Part("" if plain and bare == "so ho" else subject, RATE if is_rate else measure)
    for subject, names in SUBJECTS.items():
        if re.fullmatch(names, bare):
            return Part("" if bare == "ho" else subject, RATE if is_rate else "")
    return None
