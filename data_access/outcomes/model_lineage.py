"""Which livelihood model repeats which: the tree a model belongs to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Branch:
    """A model and those that repeat it, in the order of their codes."""

    code: str
    replicas: tuple["Branch", ...] = ()

    @property
    def size(self) -> int:
        """How many models the branch holds."""
        return 1 + sum(replica.size for replica in self.replicas)


def trees(models: pd.DataFrame) -> list[Branch]:
    """The trees of all models that repeat one or are repeated (``code``, ``replicated_from``), largest first.

    A tree's root may be a code that the store does not hold. Codes that repeat one another in a circle
    are cut where the circle closes.
    """
    repeats = models.dropna(subset="replicated_from")
    children: dict[str, list[str]] = defaultdict(list)
    for code, origin in zip(repeats["code"], repeats["replicated_from"], strict=True):
        children[origin].append(code)
    origin_of = dict(zip(repeats["code"], repeats["replicated_from"], strict=True))
    roots = dict.fromkeys(_root(code, origin_of) for code in children)
    return sorted((_branch(root, children, frozenset()) for root in roots), key=lambda b: (-b.size, b.code))


def _root(code: str, origin_of: Mapping[str, str]) -> str:
    seen: list[str] = []
    while code in origin_of and code not in seen:
        seen.append(code)
        code = origin_of[code]
    return min(seen[seen.index(code) :]) if code in seen else code


def _branch(code: str, children: Mapping[str, list[str]], above: frozenset[str]) -> Branch:
    path = above | {code}
    below = sorted(child for child in children.get(code, ()) if child not in path)
    return Branch(code, tuple(_branch(child, children, path) for child in below))
