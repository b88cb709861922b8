"""Which names come close to a run of letters."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

# Letters → how many of them may be mistyped; a swap of two neighbours is one.
FORGIVEN = {1: 0, 2: 0, 3: 1, 4: 1, 5: 1}
MOST_FORGIVEN = 2

# What a mistyped name costs: so much at all, so much a letter, so much for the first letter.
MISTYPED, A_LETTER, FIRST_LETTER = 0.2, 1.0, 0.1


class Candidates:
    """A list of keys in which near ones and those with a given beginning are found quickly."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted(set(keys))
        self._longest = max(map(len, self._keys), default=0) + MOST_FORGIVEN

    def near(self, typed: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
        """For each key of ``typed``: the keys that may be meant and what that costs, 0 for itself."""
        found: dict[str, list[tuple[str, float]]] = {ours: [] for ours in typed}
        typed = [ours for ours in typed if len(ours) <= self._longest]
        if not typed or not self._keys:
            return found
        distances = cdist(
            typed, self._keys, scorer=OSA.distance, score_cutoff=MOST_FORGIVEN, dtype=np.uint8, workers=1
        )
        for row, column in np.argwhere(distances <= MOST_FORGIVEN).tolist():
            ours, theirs, distance = typed[row], self._keys[column], int(distances[row, column])
            if distance <= FORGIVEN.get(len(ours), MOST_FORGIVEN) and _digits(ours) == _digits(theirs):
                found[ours].append((theirs, _cost(ours, theirs, distance)))
        return found

    def beginning(self, start: str) -> list[str]:
        """The keys that go on after ``start``."""
        first = bisect_left(self._keys, start)
        going_on = takewhile(lambda index: self._keys[index].startswith(start), range(first, len(self._keys)))
        return [self._keys[index] for index in going_on if self._keys[index] != start]


def _cost(ours: str, theirs: str, distance: int) -> float:
    if distance == 0:
        return 0.0
    return MISTYPED + distance * A_LETTER + (0.0 if ours[0] == theirs[0] else FIRST_LETTER)


def _digits(key: str) -> str:
    # Phường 4 is not a slip for Phường 5.
    return "".join(letter for letter in key if letter.isdigit())
