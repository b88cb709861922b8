"""The adjusted headcount M0 of the registry, from counts alone, as exact fractions.

Named "chỉ số nghèo điều chỉnh trên hộ nghèo theo rà soát (M0, registry)". It is not the survey's
multidimensional poverty index of Viet Nam: here a household is poor by income and by the number of
its deprivations, as the review found it. Formulas: Alkire and Foster, in the programme's monitoring
framework: H = q/n, A = Σ w_j d_j / q, M0 = H × A = Σ w_j CH_j with CH_j = d_j/n.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

# The twelve indicators of the standard in force from 2022 count alike; another standard may weigh otherwise.
DEPRIVATIONS = (
    *("employment", "dependants", "nutrition", "health_insurance", "adult_education"),
    *("school_attendance", "housing_quality", "floor_area", "water", "latrine"),
    *("telecom", "information_assets"),
)
WEIGHTS: Mapping[str, tuple[Fraction, ...]] = {"review-md-2022": (Fraction(1, 12),) * 12}


@dataclass(frozen=True)
class ReviewCounts:
    """One area's counts in the review: households, poor ones, and the poor deprived in each indicator."""

    households: int
    poor: int
    deprived: tuple[int, ...]

    def __add__(self, other: "ReviewCounts") -> "ReviewCounts":
        """The counts of two areas together."""
        deprived = tuple(a + b for a, b in zip(self.deprived, other.deprived, strict=True))
        return ReviewCounts(self.households + other.households, self.poor + other.poor, deprived)


@dataclass(frozen=True)
class AdjustedPoverty:
    """H, A and M0 of one area, the censored headcounts, and what each indicator contributes to M0."""

    headcount: Fraction
    intensity: Fraction
    adjusted: Fraction
    censored: tuple[Fraction, ...]
    contributions: tuple[Fraction, ...]


def adjusted_poverty(counts: ReviewCounts, weights: Sequence[Fraction]) -> AdjustedPoverty | None:
    """H, A, M0 and their parts; None without households, and for counts that cannot be of one review.

    ``weights`` sum to 1, one an indicator. Without poor households A is 0 and nothing contributes.
    """
    if not _is_possible(counts):
        return None
    households, poor = counts.households, counts.poor
    censored = tuple(Fraction(number, households) for number in counts.deprived)
    weighted = tuple(weight * share for weight, share in zip(weights, censored, strict=True))
    headcount, adjusted = Fraction(poor, households), sum(weighted, Fraction(0))
    return AdjustedPoverty(
        headcount=headcount,
        intensity=adjusted / headcount if poor else Fraction(0),
        adjusted=adjusted,
        censored=censored,
        contributions=tuple(part / adjusted if adjusted else Fraction(0) for part in weighted),
    )


def _is_possible(counts: ReviewCounts) -> bool:
    within = all(0 <= number <= counts.poor for number in counts.deprived)
    return counts.households > 0 and 0 <= counts.poor <= counts.households and within


def share_of_whole(part: ReviewCounts, whole: ReviewCounts, weights: Sequence[Fraction]) -> Fraction | None:
    """What an area contributes to the M0 of the whole it belongs to: (n_g/n) M0_g / M0; None without M0."""
    own, all_of_it = adjusted_poverty(part, weights), adjusted_poverty(whole, weights)
    if own is None or all_of_it is None or not all_of_it.adjusted:
        return None
    return Fraction(part.households, whole.households) * own.adjusted / all_of_it.adjusted
