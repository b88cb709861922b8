"""Areas that may have been meant by a name that is no area's: of the vintage and level that are asked for."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from data_access.place_search.candidates import Candidates
from data_access.workbooks.reading.places.known import KnownPlaces, Named
from data_access.workbooks.reading.places.names import Reading, written_name

MOST = 3
SHORTEST_PART = 5
ONLY_A_PART = 2.0

# How far a name is without its accents, and with them.
Cost = tuple[float, int]


class Suggestions:
    """The names of a store's areas in which similar ones are found."""

    def __init__(self, known: KnownPlaces) -> None:
        self._known = known
        self._candidates: dict[tuple[str, str], tuple[Candidates, dict[str, list[Named]]]] = {}

    def listed(self, vintage: str, level: str, levels: tuple[str, ...], name: str) -> str:
        """Up to ``MOST`` areas that are equally close to a name, each once with its code; "" for none."""
        written = written_name(name)
        asked = {one for reading in written.readings for one in reading.levels} - {"region"}
        fitting = (level,) if level else tuple(one for one in levels if one in asked) or levels
        found: dict[int, Cost] = {}
        for one in fitting:
            for number, cost in self._close(vintage, one, written.readings):
                found[number] = min(cost, found.get(number, cost))
            if any(cost[0] == 0.0 for cost in found.values()):
                break
        closest = self._in_places_named(_least(found), written.above)
        texts = dict.fromkeys(self.described(number) for number in closest)
        return "; ".join(list(texts)[:MOST])

    def _in_places_named(self, numbers: list[int], above: tuple[str, ...]) -> list[int]:
        readings = [written_name(name).readings for name in above]
        inside = [
            number for number in numbers if all(self._known.lies_in(number, names) for names in readings)
        ]
        return inside or numbers

    def _close(self, vintage: str, level: str, readings: Iterable[Reading]) -> Iterator[tuple[int, Cost]]:
        candidates, named = self._of_level(vintage, level)
        listed = list(readings)
        near = candidates.near([reading.loose for reading in listed])
        for reading in listed:
            for other, cost in near[reading.loose]:
                for one in named[other]:
                    of_kind = reading.kinds is None or one.kind in reading.kinds
                    yield one.area_id, (cost + (0.0 if of_kind else 0.5), _apart(reading, one))
            if len(reading.loose) >= SHORTEST_PART:
                for other, ones in named.items():
                    if other.endswith(reading.loose) and other != reading.loose:
                        yield from ((one.area_id, (ONLY_A_PART, 0)) for one in ones)

    def _of_level(self, vintage: str, level: str) -> tuple[Candidates, dict[str, list[Named]]]:
        if (vintage, level) not in self._candidates:
            named = {
                name: of_level
                for name, ones in self._known.names_in(vintage).loose.items()
                if (of_level := [one for one in ones if self._known.areas[one.area_id].level == level])
            }
            self._candidates[vintage, level] = Candidates(named), named
        return self._candidates[vintage, level]

    def described(self, number: int) -> str:
        """An area with the one above it: «Xã Yên Sơn, Huyện Lục Nam (07492)»."""
        area = self._known.areas[number]
        above = self._known.areas.get(area.parent_id) if area.parent_id is not None else None
        parts = [area.full_name_vi]
        if above is not None and above.level in ("province", "district"):
            parts.append(above.full_name_vi)
        return f"{', '.join(parts)} ({area.code})"


def _least(found: dict[int, Cost]) -> list[int]:
    least = min(found.values(), default=(0.0, 0))
    return [number for number, cost in found.items() if cost == least]


def _apart(reading: Reading, named: Named) -> int:
    """In how many letters two names differ, accents included."""
    return int(OSA.distance(" ".join(reading.words), " ".join(named.words)))
