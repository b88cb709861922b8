"""Whatever the figures, each falls into exactly one class, the one whose printed bounds hold it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geo.classification import CLASS_COUNTS, SCHEMES, Scheme, classify

DECIMALS = st.integers(0, 3)
COUNTS = st.sampled_from(CLASS_COUNTS)
BREAKS = st.lists(st.integers(-2000, 2000), min_size=2, max_size=6, unique=True)


@st.composite
def printed(draw: st.DrawFn) -> tuple[list[float], int]:
    """Figures as they are printed, in whole steps of the last decimal."""
    decimals = draw(DECIMALS)
    steps = draw(st.lists(st.integers(-200_000, 2_000_000), min_size=1, max_size=80))
    return [round(step / 10**decimals, decimals) for step in steps], decimals


@given(printed(), st.sampled_from(SCHEMES), COUNTS, BREAKS)
def test_every_value_falls_into_the_one_class_that_holds_it(
    figures: tuple[list[float], int], scheme: Scheme, count: int, breaks: list[int]
) -> None:
    values, decimals = figures
    classes = classify(values, scheme, count, decimals=decimals, breaks=[float(one) for one in breaks])
    bounds = [classes.bounds(number) for number in range(len(classes))]
    for value in values:
        if scheme == "chosen" and value > bounds[-1][1]:
            continue
        holding = [number for number, (low, high) in enumerate(bounds) if low <= value <= high]
        assert holding == [classes.of(value)]


@given(printed(), st.sampled_from(SCHEMES), COUNTS, BREAKS)
def test_edges_rise_and_do_not_touch(
    figures: tuple[list[float], int], scheme: Scheme, count: int, breaks: list[int]
) -> None:
    values, decimals = figures
    classes = classify(values, scheme, count, decimals=decimals, breaks=[float(one) for one in breaks])
    bounds = [classes.bounds(number) for number in range(len(classes))]
    assert 1 <= len(bounds) <= 7
    assert all(low <= high for low, high in bounds)
    assert all(high < low for (_, high), (low, _) in pairwise(bounds))
    assert bounds[0][0] <= min(values)
    assert bounds[-1][1] >= max(values)


@given(printed(), COUNTS)
def test_classes_of_equal_numbers_are_parted_where_ties_allow_it(
    figures: tuple[list[float], int], count: int
) -> None:
    values, decimals = figures
    classes = classify(values, "quantile", count, decimals=decimals)
    up_to = {value: sum(one <= value for one in values) for value in values}
    if len(up_to) <= count:
        assert len(classes) == len(up_to)
        return
    made = {sum(classes.of(value) <= number for value in values) for number in range(len(classes))}
    shares = [len(values) * number / count for number in range(1, count + 1)]
    nearest = [min(abs(total - share) for total in up_to.values()) for share in shares]
    for share, least in zip(shares, nearest, strict=True):
        assert any(abs(total - share) < max(1, least) + 1e-9 for total in made)
    if len(up_to) == len(values):
        sizes = [[classes.of(value) for value in values].count(number) for number in range(len(classes))]
        assert max(sizes) - min(sizes) <= 1
