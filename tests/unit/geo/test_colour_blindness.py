"""Neighbouring classes are told apart by everybody, and all of them from the ground without data."""

from itertools import pairwise

import pytest

from geo.classification import CLASS_COUNTS
from geo.palettes import PALETTE_OF_DIRECTION, Direction, colours
from tests.unit.geo.colour_difference import SEEN_AS, difference, lab

# Two is about what can be seen side by side; a legend is looked up from afar.
LEAST, LEAST_IN_GREY = 5.0, 4.5


def test_difference_is_the_one_that_was_published() -> None:
    # The first, the seventh and the seventeenth pair of Sharma, Wu and Dalal's table.
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=5e-5)
    assert difference((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=5e-5)
    assert difference((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=5e-5)


@pytest.mark.parametrize("seen_as", SEEN_AS)
@pytest.mark.parametrize("count", CLASS_COUNTS)
@pytest.mark.parametrize("direction", PALETTE_OF_DIRECTION)
def test_neighbouring_classes_are_told_apart(direction: Direction, count: int, seen_as: str) -> None:
    least = LEAST_IN_GREY if seen_as == "grey" else LEAST
    seen = [lab(colour, seen_as) for colour in colours(direction, count)]
    assert min(difference(one, other) for one, other in pairwise(seen)) >= least
    assert [one[0] for one in seen] == sorted((one[0] for one in seen), reverse=True), "darker is more"
