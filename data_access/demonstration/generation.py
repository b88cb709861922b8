"""The figures of the demonstration: invented from one seed, summed from the smallest areas upwards."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.codes import OF_EVERY_COMMUNE, RATES
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.households import Provinces
from data_access.demonstration.provinces import Demography, invented_province
from data_access.demonstration.published import reviews
from vocabulary.vintages import NEW, OLD

Progress = Callable[[float, str], None]
YEARS = (2021, 2022, 2023, 2024, 2025)
REFORM = 2025
UPWARDS = ("commune", "district", "province", "region", "nation")


@dataclass(frozen=True)
class Block:
    """One indicator's figures of one year: a value for each area, NaN where none can be given."""

    indicator: str
    year: int
    decimals: int
    area_ids: Ids
    values: Reals


@dataclass(frozen=True)
class Country:
    """The invented figures of every place, summed up to the nation.

    ``sums`` is by year and indicator, each with one number for every area of the geography;
    ``reporting`` names by year the areas that report everything, and the communes that report
    what every commune does; ``provinces`` are those of the reform that it was made of.
    """

    sums: dict[int, dict[str, Counts]]
    reporting: dict[int, tuple[Ids, Ids]]
    provinces: tuple[str, ...]

    def blocks(self) -> Iterator[Block]:
        """The figures by indicator, then year, then area; rates after their counts."""
        for indicator in sorted({code for figures in self.sums.values() for code in figures}):
            yield from self._counts(indicator)
        for indicator in RATES:
            yield from self._rates(indicator)

    def _counts(self, indicator: str) -> Iterator[Block]:
        for year, figures in self.sums.items():
            if indicator in figures:
                ids = self._ids(indicator, year)
                yield Block(indicator, year, 0, ids, figures[indicator][ids].astype(np.float64))

    def _rates(self, indicator: str) -> Iterator[Block]:
        numerator, denominator = RATES[indicator]
        for year, figures in self.sums.items():
            if numerator in figures:
                ids = self._ids(indicator, year)
                values = percentages(figures[numerator][ids], figures[denominator][ids])
                yield Block(indicator, year, 2, ids, values)

    def _ids(self, indicator: str, year: int) -> Ids:
        full, communes = self.reporting[year]
        return np.union1d(full, communes) if indicator in OF_EVERY_COMMUNE else full


def percentages(part: Counts, whole: Counts) -> Reals:
    """Percent with two decimals, halves up, of whole numbers exactly; NaN where the whole is zero."""
    some = np.maximum(whole, 1)
    hundredths = (20_000 * part + some) // (2 * some)
    return np.where(whole > 0, hundredths / 100, np.nan)


def generate(
    data_dir: Path, progress: Progress, geography: Geography, *, provinces: Iterable[str] | None = None
) -> Country:
    """Invent the country, or the part of it that went into some ``provinces`` of after the reform.

    A part has the same figures for its places as the whole has; only nation and regions are then the
    sums of the part. ``progress`` hears the fraction done. Raises ``KeyError`` for an unknown province.
    """
    published = reviews(data_dir)
    before, demography = Provinces(geography, published), Demography(published)
    chosen = sorted(geography.successors if provinces is None else provinces)
    found: dict[int, list[dict[str, Counts]]] = {year: [] for year in YEARS}
    ids: dict[str, list[Ids]] = {OLD: [], NEW: []}
    for place, code in enumerate(chosen):
        progress(place / len(chosen), "figures")
        invented = invented_province(geography, before, demography, code)
        ids[OLD].append(invented.old_ids)
        ids[NEW].append(invented.new_ids)
        for year, figures in invented.figures.items():
            found[year].append(figures)
    smallest = {vintage: np.concatenate(parts) for vintage, parts in ids.items()}
    return Country(*_summed(geography, found, smallest), tuple(chosen))


def _summed(
    geography: Geography, found: dict[int, list[dict[str, Counts]]], ids: dict[str, Ids]
) -> tuple[dict[int, dict[str, Counts]], dict[int, tuple[Ids, Ids]]]:
    levels = {vintage: levels_upwards(geography, smallest) for vintage, smallest in ids.items()}
    sums: dict[int, dict[str, Counts]] = {}
    reporting: dict[int, tuple[Ids, Ids]] = {}
    for year, parts in found.items():
        vintage = NEW if year == REFORM else OLD
        smallest, above = ids[vintage], levels[vintage]
        joined = {code: np.concatenate([part[code] for part in parts]) for code in parts[0]}
        sums[year] = {code: rolled_up(geography, smallest, values, above) for code, values in joined.items()}
        higher = np.unique(np.concatenate(above[1:]))
        everything = np.union1d(higher, smallest) if year == REFORM else higher
        reporting[year] = (everything, np.sort(smallest))
    return sums, reporting


def levels_upwards(geography: Geography, smallest: Ids) -> list[Ids]:
    """The areas by level from the communes up: each level is to be summed before the next."""
    levels: list[Ids] = []
    left = smallest
    for level in UPWARDS:
        levels.append(left[geography.levels(left) == level])
        above = geography.above(levels[-1])
        left = np.union1d(left[geography.levels(left) != level], above[above > 0])
    return levels


def rolled_up(geography: Geography, smallest: Ids, values: Counts, levels: list[Ids]) -> Counts:
    """The sum of every area by its number, from the values of the ``smallest`` areas."""
    sums = np.zeros(len(geography.ids) + 1, dtype=np.int64)
    sums[smallest] = values
    for level in levels[:-1]:
        np.add.at(sums, geography.above(level), sums[level])
    return sums
