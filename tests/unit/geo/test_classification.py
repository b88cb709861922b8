from itertools import pairwise

import numpy as np
import pytest

from geo.classification import CLASS_COUNTS, SCHEMES, BreaksNotUsable, Classes, Scheme, classify

VALUES = [0.0, 1.2, 2.5, 2.5, 3.1, 4.8, 7.7, 9.0, 12.4, 18.6, 22.0, 27.9, 33.3, 41.5, 58.2]
COMPUTED: list[Scheme] = [scheme for scheme in SCHEMES if scheme != "chosen"]
OF_MAPCLASSIFY: dict[Scheme, str] = {"quantile": "Quantiles", "equal_interval": "EqualInterval"}


def labels(classes: Classes) -> list[tuple[float, float]]:
    return [classes.bounds(number) for number in range(len(classes))]


@pytest.mark.parametrize("scheme", COMPUTED)
@pytest.mark.parametrize("count", CLASS_COUNTS)
def test_classes_cover_the_values_without_overlap_and_without_gap(scheme: Scheme, count: int) -> None:
    classes = classify(VALUES, scheme, count, decimals=1)
    assert len(classes) == count
    bounds = labels(classes)
    assert (bounds[0][0], bounds[-1][1]) == (0.0, 58.2)
    assert all(round(low - high, 9) == 0.1 for (_, high), (low, _) in pairwise(bounds))


def test_equal_intervals_are_equally_wide() -> None:
    classes = classify([0, 10, 20, 30, 40, 50, 100], "equal_interval", 4, decimals=0)
    assert labels(classes) == [(0, 25), (26, 50), (51, 75), (76, 100)]


@pytest.mark.parametrize("count", CLASS_COUNTS)
@pytest.mark.parametrize("decimals", [0, 1, 3])
def test_quantiles_and_equal_intervals_are_those_of_mapclassify(count: int, decimals: int) -> None:
    # Slow to import: not at the top, where every worker would.
    import mapclassify

    for seed in range(40):
        values = np.random.default_rng(seed).gamma(2, 10, size=20 + 3 * seed).round(decimals).tolist()
        for scheme, name in OF_MAPCLASSIFY.items():
            # Ties are parted from mapclassify's quantiles on purpose.
            known = sorted(set(values)) if scheme == "quantile" else values
            ours = classify(known, scheme, count, decimals=decimals)
            breaks = getattr(mapclassify, name)(known, k=count).bins[:-1]
            theirs = classify(known, "chosen", 0, decimals=decimals, breaks=breaks)
            assert ours == theirs, (scheme, seed)


def test_quantiles_hold_equally_many_areas() -> None:
    classes = classify(list(range(1, 21)), "quantile", 4, decimals=0)
    numbers = [classes.of(value) for value in range(1, 21)]
    assert [numbers.count(number) for number in range(4)] == [5, 5, 5, 5]


def test_quantiles_part_values_beside_ties_so_that_classes_are_as_equal_as_they_can_be() -> None:
    values = [0.0] * 5 + [1, 2, 3, 4, 5]
    classes = classify(values, "quantile", 3, decimals=0)
    assert [[classes.of(value) for value in values].count(number) for number in range(3)] == [5, 2, 3]
    # The quantile of a quarter is among the ties: the break goes to the nearer side of them.
    values = [1, 2, 2, 2, 2, 3, 4, 5]
    classes = classify(values, "quantile", 4, decimals=0)
    assert [[classes.of(value) for value in values].count(number) for number in range(len(classes))] == [
        1, 4, 1, 2
    ]  # fmt: skip


def test_natural_breaks_fall_into_the_gaps() -> None:
    classes = classify([1, 2, 3, 50, 51, 52, 99, 100], "fisher_jenks", 3, decimals=0)
    assert [classes.of(value) for value in (1, 3, 50, 52, 99, 100)] == [0, 0, 1, 1, 2, 2]


def test_chosen_breaks_close_their_class() -> None:
    classes = classify(VALUES, "chosen", 5, decimals=1, breaks=(5, 20))
    assert labels(classes) == [(0.0, 5.0), (5.1, 20.0), (20.1, 58.2)]
    assert [classes.of(value) for value in (4.8, 5.0, 5.1, 20.0, 20.1, 58.2)] == [0, 0, 1, 1, 2, 2]


def test_chosen_breaks_beyond_the_values_make_empty_classes() -> None:
    assert labels(classify(VALUES, "chosen", 5, decimals=1, breaks=(60, 80))) == [(0.0, 60.0), (60.1, 80.0)]


@pytest.mark.parametrize(
    "breaks", [(), (5,), (5, 5), (1, 2, 3, 4, 5, 6, 7), (float("nan"), 5), (float("inf"), 5)]
)
def test_unusable_breaks_are_refused(breaks: tuple[float, ...]) -> None:
    with pytest.raises(BreaksNotUsable):
        classify(VALUES, "chosen", 5, decimals=1, breaks=breaks)


@pytest.mark.parametrize("scheme", COMPUTED)
def test_few_different_values_make_a_class_each(scheme: Scheme) -> None:
    assert labels(classify([3.0, 1.0, 3.0], scheme, 5, decimals=1)) == [(1.0, 1.0), (1.1, 3.0)]


@pytest.mark.parametrize("scheme", COMPUTED)
def test_one_value_makes_one_class_and_none_makes_none(scheme: Scheme) -> None:
    assert labels(classify([2.5], scheme, 5, decimals=1)) == [(2.5, 2.5)]
    assert len(classify([], scheme, 5, decimals=1)) == 0


def test_negative_values_are_classed_too() -> None:
    classes = classify([-4.2, -1.0, 0.0, 3.5, 8.0, 9.9], "equal_interval", 3, decimals=1)
    assert classes.bounds(0)[0] == -4.2
    assert [classes.of(value) for value in (-4.2, 9.9)] == [0, 2]


def test_value_outside_falls_into_an_end_class() -> None:
    classes = classify(VALUES, "quantile", 5, decimals=1)
    assert (classes.of(-1), classes.of(1000)) == (0, 4)


def test_natural_breaks_of_very_many_values_are_found_at_once() -> None:
    """Plain Python searches 20,000 values for a quarter of an hour; the test would not end."""
    values = [round(place * 0.01 + (0 if place < 12_000 else 500), 2) for place in range(20_000)]
    classes = classify(values, "fisher_jenks", 3, decimals=2)
    assert (classes.of(119.0), classes.of(620.0)) == (1, 2)


def test_natural_breaks_are_found_where_nearly_all_values_are_the_same() -> None:
    classes = classify([0.0] * 5000 + [1, 2, 3, 40, 41, 42, 90, 91], "fisher_jenks", 4, decimals=0)
    assert len(classes) == 4
    assert [classes.of(value) for value in (0, 40, 42, 90, 91)] == [0, 2, 2, 3, 3]
