"""How the values of a map are parted into classes, as an address says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.classification import CLASS_COUNTS, SCHEMES, Scheme
from ui.text.parameters import BadParameter, code_in

DEFAULT_SCHEME: Scheme = "quantile"
DEFAULT_COUNT = 5
CHOSEN: Scheme = "chosen"
SCALES = ("fixed", "year")
FEWEST_BREAKS, MOST_BREAKS = 2, 6
# Beyond this a break could not be written with the decimals of a figure.
FARTHEST = 1e12


@dataclass(frozen=True)
class ClassChoice:
    """The method, number of classes and breaks of an address, and what in it did not fit.

    ``each_year`` lets the breaks follow each year instead of staying fixed.
    """

    method: Scheme = DEFAULT_SCHEME
    count: int = DEFAULT_COUNT
    breaks: tuple[float, ...] = ()
    each_year: bool = False
    bad: tuple[BadParameter, ...] = ()

    @property
    def scheme(self) -> Scheme:
        """The method that can be used: chosen breaks need breaks."""
        return DEFAULT_SCHEME if self.method == CHOSEN and not self.breaks else self.method


def class_choice(query: Mapping[str, str]) -> ClassChoice:
    """Return how an address parts the values; what is missing or unknown takes its default.

    ``breaks`` count with the method "chosen" alone, ``classes`` with every other.
    """
    code, bad_scheme = code_in(query, "scheme", SCHEMES, DEFAULT_SCHEME)
    method = next(known for known in SCHEMES if known == code)
    count, bad_count = str(DEFAULT_COUNT), None
    breaks: tuple[float, ...] = ()
    bad_breaks = None
    if method == CHOSEN:
        breaks, bad_breaks = _breaks(query.get("breaks", ""))
    else:
        count, bad_count = code_in(query, "classes", list(map(str, CLASS_COUNTS)), count)
    scale, bad_scale = code_in(query, "scale", SCALES, SCALES[0])
    bad = [one for one in (bad_scheme, bad_count, bad_breaks, bad_scale) if one is not None]
    return ClassChoice(method, int(count), breaks, scale == "year", tuple(bad))


def _breaks(typed: str) -> tuple[tuple[float, ...], BadParameter | None]:
    """Return the breaks that a person typed; none when they cannot be used."""
    numbers = breaks_in(typed)
    if numbers is not None and are_usable(numbers):
        return numbers, None
    return (), BadParameter.of("breaks", typed) if typed else None


def are_usable(breaks: Sequence[float]) -> bool:
    """Say whether numbers can part a picture's values into classes: few enough, finite, not beyond reach."""
    return FEWEST_BREAKS <= len(breaks) <= MOST_BREAKS and all(abs(value) <= FARTHEST for value in breaks)


def breaks_in(text: str) -> tuple[float, ...] | None:
    """Return the numbers a person typed, rising; None when something typed is not a number.

    Numbers are parted by blanks or semicolons; a decimal comma and a decimal point are both read.
    """
    try:
        numbers = {float(part.replace(",", ".")) for part in text.replace(";", " ").split()}
    except ValueError:
        return None
    return tuple(sorted(numbers))
