"""Numbers that belong to one person, by their form: citizen numbers, identity cards, mobile phones."""

import re
from collections.abc import Sequence
from typing import Any

# A citizen number has 12 digits: the province, century and sex, year of birth, and six more.
CITIZEN = re.compile(r"0[0-9]{2}[0-9]\d{8}")
CITIZEN_WITHIN = re.compile(r"(?<![\d.,])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d.,])")
CITIZEN_DIGITS, LAST_PROVINCE = 12, 96
# An identity card of before 2016 has 9.
CARD = re.compile(r"\d{9}")
PHONE = re.compile(r"(?:\+?84|0)[ .-]?[35789]\d{1,2}(?:[ .-]?\d{2,4}){2,3}")
PHONE_WITHIN = re.compile(rf"(?<![\d.,+])({PHONE.pattern})(?!\d)")
PHONE_DIGITS = re.compile(r"(?:84|0)[35789]\d{8}")
# What is counted in so many digits.
AMOUNTS = re.compile(
    r"\b(amount|value|vnd|von|tien|kinh phi|dong|gia tri|planned|assigned|disbursed|so ho|so khau|persons"
    r"|ke hoach|thuc hien|giai ngan|thanh toan|du toan|quyet toan|ngan sach|nstw|nsdp|budget|plan)\b"
)
FEWEST, SHARE, ROUND_SHARE = 3, 0.6, 0.2


def has_citizen_number(text: str) -> bool:
    """Whether a citizen number stands in a text, alone or among words."""
    return bool(citizen_numbers_in(text))


def citizen_numbers_in(text: str) -> list[str]:
    """The citizen numbers that stand in a text, as they are written."""
    found = CITIZEN_WITHIN.findall(text)
    return [number for number in found if _is_citizen_number(re.sub(r"\D", "", number))]


def phone_numbers_in(text: str) -> list[str]:
    """The numbers of mobile phones that stand in a text, as they are written."""
    return [number for number in PHONE_WITHIN.findall(text) if _is_phone(number)]


def _is_citizen_number(digits: str) -> bool:
    return CITIZEN.fullmatch(digits) is not None and 1 <= int(digits[:3]) <= LAST_PROVINCE


def are_identity_numbers(cells: Sequence[Any], heading: str) -> bool:
    """Whether most cells of a column are numbers of citizens or of identity cards, and no amounts."""
    digits = [digit for cell in cells if (digit := _digits(cell))]
    if len(set(digits)) < FEWEST or len(digits) < SHARE * len(cells) or AMOUNTS.search(heading):
        return False
    # A program that keeps them as numbers leaves the first zeros out.
    citizens = sum(_is_citizen_number(one.zfill(12)) for one in digits if len(one) in (10, 11, 12))
    cards = sum(CARD.fullmatch(one) is not None for one in digits)
    is_round = sum(one.endswith("00") for one in digits) > ROUND_SHARE * len(digits)
    return (
        not is_round and max(citizens, cards) >= max(FEWEST, SHARE * len(digits)) and _are_each_once(digits)
    )


def are_phone_numbers(cells: Sequence[Any]) -> bool:
    """Whether most cells of a column are numbers of mobile phones."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    phones = [text for text in texts if _is_phone(text)]
    return len(phones) >= FEWEST and len(phones) >= SHARE * (len(texts) - 2)


def _is_phone(text: str) -> bool:
    return PHONE.fullmatch(text) is not None and PHONE_DIGITS.fullmatch(re.sub(r"\D", "", text)) is not None


def _are_each_once(digits: Sequence[str]) -> bool:
    return len(set(digits)) > 0.8 * len(digits)


def _digits(cell: Any) -> str:
    if isinstance(cell, str):
        bare = re.sub(r"[\s.]", "", cell)
        return bare if bare.isdigit() else ""
    is_whole = isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer()
    return str(int(cell)) if is_whole and cell == cell else ""
