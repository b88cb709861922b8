"""The counts of the demonstration that households are invented for: one row a commune."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from data_access.demonstration.generation import REFORM, Country, generate
from data_access.demonstration.geography import Geography
from data_access.poverty.review_forms import LISTS
from terminal.progress import Report
from vocabulary.vintages import NEW, OLD

URBAN_KINDS = ("phuong", "thi_tran")


def demonstration(
    data_dir: Path, provinces: Iterable[str] | None, report: Report
) -> tuple[Geography, Country]:
    """Return the geography and the invented counts of the country, or of some provinces of today."""
    geography = Geography(data_dir)
    return geography, generate(data_dir, report, geography, provinces=provinces)


def places_of(geography: Geography, country: Country, year: int) -> pd.DataFrame:
    """Return the counts of the smallest places in a year, with vintage, commune, province and whether urban.

    One column an indicator besides, whole numbers; ordered by province and code. Places without households
    are left out. Counts that only the lists have are of the places of the year, as in the demonstration.
    """
    vintage = NEW if year == REFORM else OLD
    successors = country.provinces
    codes = successors if vintage == NEW else [old for new in successors for old in geography.successors[new]]
    parts = [_of_province(geography, vintage, code) for code in sorted(codes)]
    found = pd.concat(parts, ignore_index=True)
    ids = found.pop("area_id").to_numpy(dtype=np.int64)
    sums = {indicator: values[ids] for indicator, values in country.sums[year].items()}
    counts = pd.DataFrame(sums).assign(others=_others(sums))
    return found.join(counts)[counts["total_households"] > 0].reset_index(drop=True)


def _of_province(geography: Geography, vintage: str, code: str) -> pd.DataFrame:
    units = geography.units(vintage, code)
    urban = [kind in URBAN_KINDS for kind in units.kinds]
    named = {"vintage": vintage, "province": code, "commune": units.codes, "urban": urban}
    return pd.DataFrame(named | {"area_id": units.ids})


def _others(sums: dict[str, np.ndarray]) -> np.ndarray:
    return sums["total_households"] - sum(sums[f"{of_list}_households"] for of_list in LISTS)
