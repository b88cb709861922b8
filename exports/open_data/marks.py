"""What every row for programs bears: the load, the mark of simulated figures, its source's licence."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_access.store_codes import DEMONSTRATION
from ui.cached import source_frames
from ui.cached.editions import Edition

NOT_STATED = "no licence stated by the publisher"
# Of what this project adds: the collection, its codes and its descriptions.
COMPILATION = "CC BY 4.0"


def marked(rows: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return rows with ``load`` and ``simulated``."""
    return rows.assign(load=edition.load, simulated=edition.store == DEMONSTRATION)


def with_licences(rows: pd.DataFrame, edition: Edition, codes: Iterable[tuple[str, ...]]) -> pd.DataFrame:
    """Return rows with ``source_licence``: those of the sources whose codes each row has, each once."""
    known = {code: licence(row["licence"]) for code, row in source_frames.source_rows(edition).items()}
    written: dict[tuple[str, ...], str] = {}
    for one in set(codes := list(codes)):
        written[one] = "; ".join(dict.fromkeys(known.get(code, NOT_STATED) for code in one)) or NOT_STATED
    return rows.assign(source_licence=[written[one] for one in codes])


def licence(stated: object) -> str:
    """Return a source's licence, or that none is stated."""
    return stated if isinstance(stated, str) and stated else NOT_STATED
