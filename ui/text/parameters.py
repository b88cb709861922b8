"""One parameter of an address: its value among those known, else a default and what did not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LONGEST_SHOWN = 40
YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class BadParameter:
    """A parameter whose value names nothing known: ``value`` is shortened for showing."""

    parameter: str
    value: str

    @classmethod
    def of(cls, parameter: str, value: str) -> BadParameter:
        """Return the description of a value, shortened and made printable."""
        printable = "".join(character if character.isprintable() else "�" for character in value)
        shown = printable if len(printable) <= LONGEST_SHOWN else printable[:LONGEST_SHOWN] + "…"
        return cls(parameter, shown)


def code_in(
    query: Mapping[str, str], parameter: str, known: Iterable[str], default: str
) -> tuple[str, BadParameter | None]:
    """Return a parameter's code among ``known``, and what did not fit.

    Missing or empty: the default. Unknown: the default, with the unknown value.
    """
    value = query.get(parameter)
    if not value:
        return default, None
    if value in set(known):
        return value, None
    return default, BadParameter.of(parameter, value)


def year_in(
    query: Mapping[str, str], years: Sequence[int], default: int | None = None
) -> tuple[int | None, BadParameter | None]:
    """Return the year of an address among ``years``, which rise; None without any.

    No year, or one that cannot be read: the default, and the newest where that is not among them. A year
    that is not among them: the nearest, of two the earlier.
    """
    value = query.get("year")
    if not years:
        return None, None
    first = default if default in years else years[-1]
    if not value:
        return first, None
    if not YEAR.fullmatch(value):
        return first, BadParameter.of("year", value)
    nearest = min(years, key=lambda year: (abs(year - int(value)), year))
    return nearest, None if nearest == int(value) else BadParameter.of("year", value)
