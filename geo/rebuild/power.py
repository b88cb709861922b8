"""Power diagrams: Voronoi cells whose sites carry weights, so that cells come near to known areas."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ring = list[tuple[float, float]]

ROUNDS = 60
STEP = 0.18
"""km² of weight for each km² of area a cell lacks; larger steps swing."""

LARGEST_FACTOR = 2.0
"""An area more than this many times off the plain cell's is taken for a slip of the source."""

TRUST = 0.75
"""How far from the plain Voronoi area (0) to the known area (1), in logarithms."""

HOLD = 0.8
"""Below 1 every site lies within its own cell, the nearer to 1 the nearer to its border."""


def nearest(points: Array, sites: Array, weights: Array) -> NDArray[np.intp]:
    """Return for each point the index of the site of least squared distance less weight."""
    cost = np.sum(sites**2, axis=1) - weights - 2 * points @ sites.T
    owners: NDArray[np.intp] = np.argmin(cost, axis=1)
    return owners


def fit_to_known(sites: Array, known: Array, samples: Array, area: float) -> Array:
    """Return weights for cells near to the ``known`` areas (km², 0 for unknown).

    ``samples`` are points in km spread evenly over the ``area``. Known areas that cannot be are left out.
    """
    plain = _areas(samples, sites, np.zeros(len(sites)), area)
    return fit(sites, wanted_areas(plain, known), samples, area)


def wanted_areas(plain: Array, known: Array) -> Array:
    """Return the areas to aim at, between those of the plain cells and the known ones."""
    ratio = np.ones(len(plain))
    np.divide(known, plain, out=ratio, where=(plain > 0) & (known > 0))
    trusted = (ratio < LARGEST_FACTOR) & (ratio > 1 / LARGEST_FACTOR)
    aim: Array = np.where(trusted, plain * ratio**TRUST, plain)
    aim = np.where(plain > 0, aim, known)
    return aim


def fit(sites: Array, wanted: Array, samples: Array, area: float) -> Array:
    """Return weights for cells whose areas are in proportion to ``wanted``."""
    aim = wanted * (area / wanted.sum())
    apart = np.sum((sites[:, None] - sites[None]) ** 2, axis=2)
    weights = np.zeros(len(sites))
    for _ in range(ROUNDS if len(sites) > 1 else 0):
        weights = weights + STEP * (aim - _areas(samples, sites, weights, area))
        weights = np.max(weights[None] - HOLD * apart, axis=1)
    return weights


def _areas(samples: Array, sites: Array, weights: Array, area: float) -> Array:
    counts = np.bincount(nearest(samples, sites, weights), minlength=len(sites))
    return np.asarray(counts * (area / len(samples)), dtype=np.float64)


def cells(sites: Array, weights: Array, frame: Ring) -> list[Ring]:
    """Return the convex cell of each site within a convex frame, counter-clockwise; empty if it has none."""
    return [_cell(index, sites, weights, frame) for index in range(len(sites))]


def _cell(index: int, sites: Array, weights: Array, frame: Ring) -> Ring:
    squares = np.sum(sites**2, axis=1) - weights
    ring = frame
    for other in np.argsort(np.sum((sites - sites[index]) ** 2, axis=1), kind="stable"):
        if other != index and ring:
            a, b = 2 * (sites[other] - sites[index])
            ring = _half(ring, float(a), float(b), float(squares[other] - squares[index]))
    return ring


def _half(ring: Sequence[tuple[float, float]], a: float, b: float, most: float) -> Ring:
    """Return the part of a convex ring where a·x + b·y is at most ``most``."""
    heights = [a * x + b * y - most for x, y in ring]
    if max(heights, default=0.0) <= 0:
        return list(ring)
    kept: Ring = []
    for here in range(len(ring)):
        before = here - 1
        if (heights[before] > 0) != (heights[here] > 0):
            t = heights[before] / (heights[before] - heights[here])
            (x0, y0), (x1, y1) = ring[before], ring[here]
            kept.append((x0 + t * (x1 - x0), y0 + t * (y1 - y0)))
        if heights[here] <= 0:
            kept.append(ring[here])
    return kept
