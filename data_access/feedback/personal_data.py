"""What a text of the log must not hold: names of people, identity numbers, phone numbers, addresses of mails.

The rules for words and numbers are those by which lists of people are refused in uploads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_access.text.folding import folded
from data_access.workbooks.reading.identity_numbers import citizen_numbers_in, phone_numbers_in
from data_access.workbooks.reading.person_names import (
    MIDDLE,
    WORD,
    is_place,
    surely_names_a_person,
)

MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+")
# Nine digits alone may be an amount; beside the name of the card they are its number.
CARD = re.compile(r"\b(?:cmnd|cmtnd|cccd|can cuoc|chung minh|dinh danh)\D{0,20}(\d{9,12})\b")
LINES = re.compile(r"[.,;:!?()\n\"“”/–—-]+")
LONGEST_NAME = 5
# A word before a name that says what it is the name of. With accents, as hộ is no lake and ánh nobody.
PLACE_WORDS = frozenset(
    (
        *("thôn", "bản", "xóm", "ấp", "buôn", "bon", "làng", "tổ", "khu", "xã", "phường", "huyện", "tỉnh"),
        *("trường", "đường", "suối", "sông", "chợ", "cầu", "hồ", "núi", "đèo", "đập", "khe", "ty"),
    )
)
SPOKEN_OF = frozenset(("ông", "bà", "anh", "chị", "em", "cháu", "cô", "chú", "bác", "mr", "mrs", "ms"))
# In a text that is written without accents.
BARE_PLACE_WORDS, BARE_SPOKEN_OF = frozenset(map(folded, PLACE_WORDS)), frozenset(("ong", "ba", "anh", "chi"))
# Who is spoken of by an office: «ông Chủ tịch».
OFFICES = re.compile(r"(?:chu tich|giam doc|bi thu|pho|truong|bo truong|thu tuong|can bo)\b")
# Committees; the surname has another accent.
NO_SURNAMES = frozenset({"Ban"})


def personal_data_in(text: str) -> list[tuple[str, str]]:
    """Return what a text holds of people, each as its kind and the words: a finding for the person who wrote.

    Kinds are ``name``, ``identity_number``, ``phone`` and ``mail``. Empty for a text that holds none.
    """
    found = [("identity_number", number) for number in citizen_numbers_in(text)]
    found += [("identity_number", match[1]) for match in CARD.finditer(folded(text))]
    found += [("phone", number) for number in phone_numbers_in(text)]
    found += [("mail", match[0]) for match in MAIL.finditer(text)]
    found += [("name", name) for part in LINES.split(text) for name in _names_in(part.split())]
    return list(dict.fromkeys(found))


def _names_in(words: list[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        length, name = _at(words, at)
        if name:
            yield name
        at += max(length, 1)


def _at(words: list[str], at: int) -> tuple[int, str]:
    """Return how many words from here on belong together, and the name that they are, "" for none."""
    before, bare = words[at - 1].lower().rstrip(".") if at else "", " ".join(words).isascii()
    run = _run(words, at)
    if run and before in (BARE_PLACE_WORDS if bare else PLACE_WORDS):
        return run, ""
    title = before in SPOKEN_OF or (bare and before in BARE_SPOKEN_OF)
    for length in range(min(run, LONGEST_NAME), 0, -1):
        text = " ".join(words[at : at + length])
        if length > 1 and is_place(text):
            return length, ""
        if _is_name(words, at, length, title):
            return length, text
    return 1, ""


def _run(words: list[str], at: int) -> int:
    """Return how many capitalised words follow one another from here on, «thị» and «văn» among them."""
    length = 0
    for word in words[at:]:
        if not WORD.fullmatch(word) or not (word[0].isupper() or (length and word in MIDDLE)):
            break
        length += 1
    return length


def _is_name(words: list[str], at: int, length: int, title: bool) -> bool:
    text = " ".join(words[at : at + length])
    if title:
        spoken_of = folded(" ".join(words[at : at + 2]))
        return not OFFICES.match(spoken_of) and surely_names_a_person(f"{words[at - 1]} {text}")
    return length > 1 and words[at] not in NO_SURNAMES and surely_names_a_person(text)
