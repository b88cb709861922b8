"""Where the areas of a drawing are: the box of each path, read from its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

RING = re.compile(r"M(-?\d+) (-?\d+)l?([^Mz]*)z")
NUMBER = re.compile(r"-?\d+")

Edges = tuple[float, float, float, float]


def boxes(paths: Sequence[str]) -> list[Edges | None]:
    """Return left, top, right and bottom of the largest ring of each path; None for an empty path."""
    return [_box(path) for path in paths]


@lru_cache(maxsize=20_000)
def _box(path: str) -> Edges | None:
    rings = [_ring(*ring) for ring in RING.findall(path)]
    if not rings:
        return None
    return max(rings, key=lambda edges: (edges[2] - edges[0]) * (edges[3] - edges[1]))


def _ring(x: str, y: str, steps: str) -> Edges:
    start = np.array([[int(x), int(y)]])
    numbers = [int(number) for number in NUMBER.findall(steps)] if "h" not in steps else []
    moves = np.array(numbers).reshape(-1, 2) if numbers else np.zeros((0, 2), dtype=int)
    points = start + np.vstack([[[0, 0]], np.cumsum(moves, axis=0)]) if len(moves) else start
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)
