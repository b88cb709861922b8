"""Counts spread over the households of a place so that each is met exactly, as SQL.

The ``n`` households of a list in a place are numbered ``k`` from 0. A count of something is laid over a row
of them, whose order is another one for each thing, so that things go together no more than by chance.
Several counts that are laid one behind the other, round and round, give every household the same number of
things, or one more: so every poor household has its three deprivations where the counts allow it at all.
"""

from collections.abc import Iterator, Mapping

# Larger than any number of households in a place, so that k times one of them, modulo n, is another order.
PRIMES = {
    "people": 1_000_003,
    "women": 1_000_033,
    "lacks": 1_000_037,
    "causes": 1_000_039,
    "moves": 1_000_081,
}


def order_of(thing: str, count: str = "n") -> str:
    """Return the place of a household in the order for a thing, from 0 to n − 1."""
    return f"((k * {PRIMES[thing]} + seed % 9973) % {count})"


def within(position: str, start: str, length: str, around: str) -> str:
    """Return whether a position is among the ``length`` ones from ``start`` on, round and round."""
    return f"({length} > 0 AND ((({position} - ({start})) % {around}) + {around}) % {around} < {length})"


def laid_in_turn(counts: Mapping[str, str], position: str, around: str = "n") -> Iterator[tuple[str, str]]:
    """Yield for each thing whether a household has it, the counts laid one behind the other."""
    start = "0"
    for name, count in counts.items():
        yield name, within(position, start, count, around)
        start = f"{start} + {count}"


def members(persons: str, households: str, rank: str) -> str:
    """Return how many members a household has, such that all of them have so many persons.

    Neighbours differ by chance: what one has more than its share the other has less; none has less than one.
    """
    usual = f"({persons} // {households})"
    more = f"(({rank} < {persons} % {households})::INT)"
    has_neighbour = f"(({rank} | 1) < {households})"
    differs = f"(hash(seed, {rank} // 2) % least({usual}, 3)::UBIGINT)::INT"
    sign = f"(1 - 2 * ({rank} % 2))"
    return f"({usual} + {more} + CASE WHEN {has_neighbour} THEN {sign} * {differs} ELSE 0 END)"


def chance(salt: int, of: int) -> str:
    """Return a number from 0 below ``of``, by chance but the same for the same household."""
    return f"(hash(seed, k, {salt}) % {of})::INT"
