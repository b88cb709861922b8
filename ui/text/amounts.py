"""Money in words: whole đồng as “26 tỷ đồng” or "VND 26 billion", with its qualifier, range and period.

Amounts stay whole numbers until they are written. What is written is rounded for reading only; a download
holds the đồng.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from data_access.store.frames import Row
from ui.text.figures import is_known
from vocabulary.words import Words

BILLION, MILLION = 10**9, 10**6
# From so many of a unit on, a number is written with so many decimals at most.
DECIMALS = ((1000, 0), (100, 1), (0, 2))
MINUS = "\N{MINUS SIGN}"


def amount_text(vnd: int, words: Words) -> str:
    """Return an amount with its unit: 26000000000 is “26 tỷ đồng”, "VND 26 billion"."""
    unit, name = _unit(abs(int(vnd)))
    sign = MINUS if vnd < 0 else ""
    return sign + words(f"amount.{name}", number=_number(abs(int(vnd)), unit, words))


def range_text(least: int, most: int, words: Words) -> str:
    """Return a range in the unit of its upper end: “400–500 triệu đồng”."""
    if least == most:
        return amount_text(least, words)
    unit, name = _unit(int(most))
    numbers = f"{_number(int(least), unit, words)}–{_number(int(most), unit, words)}"
    return words(f"amount.{name}", number=numbers)


def money_text(row: Row, words: Words) -> str:
    """Return the amount of a row of money as it was reported: qualifier, amount or range, "a year".

    The row has ``amount_vnd``, ``amount_min_vnd``, ``amount_max_vnd`` and ``qualifier``, and may have
    ``each_year``; one without any amount is written as not known.
    """
    if is_known(row["amount_vnd"]):
        text = amount_text(row["amount_vnd"], words)
    elif is_known(row["amount_min_vnd"]):
        text = range_text(row["amount_min_vnd"], row["amount_max_vnd"], words)
    else:
        return words("state.missing")
    if row["qualifier"] != "exact":
        text = words(f"qualifier.{row['qualifier']}", number=text)
    return words("amount.each_year", amount=text) if _is_true(row.get("each_year")) else text


def in_kind_text(row: Row, words: Words) -> str:
    """Return a quantity given in kind with its unit; a unit without a word of its own is written as it is."""
    quantity = float(row["quantity"])
    number = words.number(quantity, 0 if quantity.is_integer() else 1)
    unit = str(row["quantity_unit"])
    known = {"labour_day", "m2", "tonne", "head"}
    return words.with_unit(number, words(f"in_kind.{unit}") if unit in known else unit)


def period_text(row: Row) -> str:
    """Return the period of a row: "2023", or "2022–2023" for one of several years."""
    first, last = int(row["period_from"]), int(row["period_to"])
    return str(last) if first == last else f"{first}–{last}"


def stage_name(row: Row, words: Words) -> str:
    """Return a stage's name, with "including what was carried over" where the amount does."""
    name = words(f"stage.{row['stage']}")
    over = is_known(row["with_carried_over"]) and bool(row["with_carried_over"])
    return words("stage.with_carried_over", stage=name) if over else name


def in_billions(vnd: int) -> float:
    """Return the position of an amount on an axis in billion đồng; only a chart may use it."""
    return int(vnd) / BILLION


def _unit(vnd: int) -> tuple[int, str]:
    """Return the largest unit of which there is at least one, as it will be written."""
    if _rounded(vnd, MILLION) >= BILLION // MILLION:
        return BILLION, "billion"
    return (MILLION, "million") if vnd >= MILLION else (1, "dong")


def _rounded(vnd: int, unit: int) -> Decimal:
    exact = Decimal(vnd) / unit
    if unit == 1:
        return exact
    decimals = next(decimals for least, decimals in DECIMALS if exact >= least)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _number(vnd: int, unit: int, words: Words) -> str:
    """Return how many of a unit an amount is, without needless zeros."""
    rounded = _rounded(vnd, unit).normalize()
    exponent = rounded.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    # A decimal number of at most a few digits behind the point is written as it is, not as a float.
    return words.number(int(rounded) if decimals == 0 else float(rounded), decimals)


def _is_true(value: object) -> bool:
    return is_known(value) and bool(value)
