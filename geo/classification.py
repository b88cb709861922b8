"""Classes of a choropleth: where one colour ends and the next begins.

The breaks come from NumPy, natural ones from mapclassify, and are rounded to the printed precision of the
figures, so that a legend line such as "2.5 – 5.1" holds exactly the areas whose printed value lies in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

import numpy as np

Scheme = Literal["quantile", "equal_interval", "fisher_jenks", "chosen"]
SCHEMES: tuple[Scheme, ...] = ("quantile", "equal_interval", "fisher_jenks", "chosen")
CLASS_COUNTS = (3, 4, 5, 6, 7)
MOST_SEARCHED = 300


class BreaksNotUsable(ValueError):
    """Chosen breaks that are not 2 to 6 different numbers in the range of printed figures."""


@dataclass(frozen=True)
class Classes:
    """Closed-above classes of printed values.

    ``upper`` holds each class's highest value, rising; ``lowest`` the lowest value of the first
    class; ``decimals`` the printed precision of the figures.
    """

    lowest: float
    upper: tuple[float, ...]
    decimals: int

    def __len__(self) -> int:
        return len(self.upper)

    def of(self, value: float) -> int:
        """Return the class of a printed value, 0 for the lowest; values outside fall in the end classes."""
        return min(int(np.searchsorted(self.upper, value, side="left")), len(self.upper) - 1)

    def bounds(self, number: int) -> tuple[float, float]:
        """Return the lowest and highest printed value that class ``number`` can hold."""
        if number == 0:
            return self.lowest, self.upper[0]
        step = Decimal(1).scaleb(-self.decimals)
        above = Decimal(str(self.upper[number - 1])) + step
        return float(min(above, Decimal(str(self.upper[number])))), self.upper[number]


def classify(
    values: Sequence[float],
    scheme: Scheme,
    count: int,
    *,
    decimals: int,
    breaks: Sequence[float] = (),
) -> Classes:
    """Return the classes of ``values`` by ``scheme``.

    Fewer than ``count`` classes come back when the values do not allow as many; none when there
    are no values. Raises BreaksNotUsable for unusable ``breaks`` of the scheme ``chosen``.
    """
    known = np.asarray(values, dtype=float)
    if not known.size:
        return Classes(lowest=0.0, upper=(), decimals=decimals)
    chosen = scheme == "chosen"
    uppers = _chosen(breaks, float(known.max())) if chosen else _computed(known, scheme, count)
    rounded = sorted({_printed(upper, decimals) for upper in uppers})
    lowest = min(_printed(float(known.min()), decimals), rounded[0])
    return Classes(lowest=lowest, upper=tuple(rounded), decimals=decimals)


def change_classes(changes: Sequence[float], *, decimals: int) -> Classes:
    """Return seven classes of changes, alike on both sides of zero; the middle one holds only zero.

    The breaks on each side are the median and the highest tenth of the sizes that are not zero.
    """
    step = float(Decimal(1).scaleb(-decimals))
    sizes = sorted(abs(change) for change in changes if change) or [step]
    small = max(_printed(sizes[len(sizes) // 2], decimals), step)
    large = max(_printed(sizes[len(sizes) * 9 // 10], decimals), _exact(small, step))
    highest = max(_exact(large, step), _printed(sizes[-1], decimals))
    upper = (-_exact(large, step), -_exact(small, step), -step, 0.0, small, large, highest)
    return Classes(lowest=-highest, upper=upper, decimals=decimals)


def _exact(value: float, step: float) -> float:
    """Return a printed value and one step more, without the noise of binary fractions."""
    return float(Decimal(str(value)) + Decimal(str(step)))


def _computed(known: np.ndarray, scheme: Scheme, count: int) -> list[float]:
    distinct = np.unique(known)
    if len(distinct) <= count:
        return [float(value) for value in distinct]
    if scheme == "quantile":
        bins = _equal_numbers(known, distinct, count)
    elif scheme == "equal_interval":
        bins = np.linspace(known.min(), known.max(), count + 1)[1:]
    else:
        bins = _natural_breaks(known, distinct, count)
    return [*map(float, bins[:-1]), float(known.max())]


def _equal_numbers(known: np.ndarray, distinct: np.ndarray, count: int) -> np.ndarray:
    """Return breaks between classes that hold numbers of values as equal as ties allow.

    A break is the quantile where the number of values up to it is less than one off its share; else the
    value up to which the number comes nearest to the share.
    """
    ordered, shares = np.sort(known), np.arange(1, count + 1) / count * len(known)
    quantiles = np.percentile(known, 100 * shares / len(known))
    off = np.abs(np.searchsorted(ordered, quantiles, side="right") - shares)
    below = np.searchsorted(ordered, distinct, side="right")
    nearest = distinct[np.abs(below[:, None] - shares).argmin(axis=0)]
    return np.unique(np.where(off < 1, quantiles, nearest))


def _natural_breaks(known: np.ndarray, distinct: np.ndarray, count: int) -> np.ndarray:
    # It brings scipy and scikit-learn: two fifths of what the program would need to start, and two seconds
    # of the first visitor, so the schemes that are a line of NumPy do without.
    import mapclassify

    searched = _evenly_ranked(known)
    enough = len(np.unique(searched)) > count
    breaks: np.ndarray = mapclassify.FisherJenks(
        searched if enough else _evenly_ranked(distinct), k=count
    ).bins
    return breaks


def _evenly_ranked(known: np.ndarray) -> np.ndarray:
    """Return the values, or of many those at evenly spaced ranks, the lowest and the highest among them.

    The search for natural breaks takes time by the square of their number: half a minute for communes.
    """
    ordered = np.sort(known)
    ranks = np.linspace(0, len(ordered) - 1, min(len(ordered), MOST_SEARCHED)).round().astype(int)
    many: np.ndarray = ordered[ranks]
    return many


def _chosen(breaks: Sequence[float], highest: float) -> list[float]:
    distinct = sorted(set(breaks))
    if not 2 <= len(distinct) <= len(CLASS_COUNTS) + 1 or not np.isfinite(distinct).all():
        raise BreaksNotUsable(str(list(breaks)))
    return [*distinct, highest] if highest > distinct[-1] else distinct


def _printed(value: float, decimals: int) -> float:
    without_noise = Decimal(str(round(value, decimals + 6)))
    return float(without_noise.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_FLOOR))
