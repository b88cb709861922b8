"""Colours of the explorer's maps are told apart by people with each common kind of colour blindness."""

import math
from itertools import combinations

import pytest

from geo.palettes import BIVARIATE, LEADING, TEXTURES, change_colours

# Matrices of Machado, Oliveira and Fernandes (2009), full strength, on linear light.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
LEAST = 7.0


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """The colour as CIE L*a*b* (D65) for a person's sight."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0) for row in SIGHTS[sight]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in rows]
    f = [
        (v / w) ** (1 / 3) if v / w > 0.008856 else 7.787 * v / w + 16 / 116
        for v, w in zip(xyz, (0.9505, 1.0, 1.089), strict=True)
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def nearest(colours: tuple[str, ...], sight: str) -> float:
    """The smallest difference (CIE 1976) between two of the colours."""
    seen = [lab(colour, sight) for colour in colours]
    return min(math.dist(*pair) for pair in combinations(seen, 2))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colours", [BIVARIATE, change_colours("lower"), change_colours("context")])
def test_classes_are_told_apart(colours: tuple[str, ...], sight: str) -> None:
    assert nearest(colours, sight) >= LEAST


def test_leading_deprivations_have_a_texture_each() -> None:
    assert len(set(TEXTURES)) == len(TEXTURES) == len(LEADING)


def test_better_is_blue_green_whichever_way_is_better() -> None:
    assert change_colours("lower")[0] == change_colours("higher")[-1]
