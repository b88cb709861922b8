"""M0 of the registry adds up exactly: over indicators, over areas, and as H × A."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from data_access.poverty.adjusted_poverty import (
    DEPRIVATIONS,
    WEIGHTS,
    ReviewCounts,
    adjusted_poverty,
    share_of_whole,
)

TWELFTHS = WEIGHTS["review-md-2022"]


@st.composite
def reviews(draw: st.DrawFn) -> ReviewCounts:
    households = draw(st.integers(1, 50_000))
    poor = draw(st.integers(0, households))
    deprived = draw(st.lists(st.integers(0, poor), min_size=12, max_size=12))
    return ReviewCounts(households, poor, tuple(deprived))


@st.composite
def weights(draw: st.DrawFn) -> tuple[Fraction, ...]:
    parts = draw(st.lists(st.integers(1, 60), min_size=12, max_size=12))
    return tuple(Fraction(part, sum(parts)) for part in parts)


def test_weights_of_the_standard_sum_to_one() -> None:
    assert sum(TWELFTHS) == 1
    assert len(TWELFTHS) == len(DEPRIVATIONS)


@given(reviews(), weights() | st.just(TWELFTHS))
def test_adjusted_headcount_is_headcount_times_intensity_and_the_sum_of_its_parts(
    counts: ReviewCounts, weighing: tuple[Fraction, ...]
) -> None:
    found = adjusted_poverty(counts, weighing)
    assert found is not None
    assert found.adjusted == found.headcount * found.intensity
    assert found.adjusted == sum(w * ch for w, ch in zip(weighing, found.censored, strict=True))
    assert sum(found.contributions) == (1 if found.adjusted else 0)
    assert 0 <= found.adjusted <= found.headcount <= 1


@given(reviews())
def test_with_equal_weights_intensity_is_the_mean_number_of_deprivations_by_twelve(
    counts: ReviewCounts,
) -> None:
    found = adjusted_poverty(counts, TWELFTHS)
    assert found is not None
    if counts.poor:
        assert found.intensity == Fraction(sum(counts.deprived), counts.poor) / 12


@given(st.lists(reviews(), min_size=1, max_size=6), weights() | st.just(TWELFTHS))
def test_parts_of_a_country_make_up_its_adjusted_headcount_exactly(
    parts: list[ReviewCounts], weighing: tuple[Fraction, ...]
) -> None:
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    all_of_it = adjusted_poverty(whole, weighing)
    own = [adjusted_poverty(part, weighing) for part in parts]
    assert all_of_it is not None
    by_population = sum(
        Fraction(part.households, whole.households) * found.adjusted
        for part, found in zip(parts, own, strict=True)
        if found
    )
    assert by_population == all_of_it.adjusted
    if whole.poor:
        by_poor = sum(
            Fraction(part.poor, whole.poor) * found.intensity
            for part, found in zip(parts, own, strict=True)
            if found
        )
        assert by_poor == all_of_it.intensity
    shares = [share_of_whole(part, whole, weighing) for part in parts]
    if all_of_it.adjusted:
        assert sum(share for share in shares if share is not None) == 1


@given(reviews())
def test_counts_that_cannot_be_of_one_review_have_no_adjusted_headcount(counts: ReviewCounts) -> None:
    too_many = ReviewCounts(counts.households, counts.poor, (counts.poor + 1, *counts.deprived[1:]))
    assert adjusted_poverty(too_many, TWELFTHS) is None
    assert adjusted_poverty(ReviewCounts(0, 0, (0,) * 12), TWELFTHS) is None
