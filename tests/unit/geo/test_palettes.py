import pytest

from geo.classification import CLASS_COUNTS
from geo.palettes import PALETTE_OF_DIRECTION, Direction, colours


def lightness(colour: str) -> float:
    """Relative luminance of a colour such as ``#ffffd4``, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("direction", PALETTE_OF_DIRECTION)
@pytest.mark.parametrize("count", [1, 2, *CLASS_COUNTS])
def test_colours_are_as_many_as_classes_and_darken(direction: Direction, count: int) -> None:
    found = colours(direction, count)
    assert len(found) == len(set(found)) == count
    assert list(found) == sorted(found, key=lightness, reverse=True)


@pytest.mark.parametrize("direction", PALETTE_OF_DIRECTION)
def test_no_classes_have_no_colours(direction: Direction) -> None:
    assert colours(direction, 0) == ()


def test_directions_differ_at_a_glance() -> None:
    darkest = {colours(direction, 5)[-1] for direction in PALETTE_OF_DIRECTION}
    assert len(darkest) == 3
