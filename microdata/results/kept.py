"""Results of registers in ``VAR_DIR``: one folder a place and year, written whole or not at all.

The tables hold what would be published and nothing else: a cell that is hidden is in none of them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from data_access.store.settings import StoreSettings

FOLDER = "registers"
FACTS, FORMS, MEASURES, DIFFERENCES = "facts.json", "forms.csv", "measures.csv", "differences.csv"
REFUSED = "refused"
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Facts:
    """What is known of a register that was read for a place, in numbers of its rows and households.

    ``place`` is written vintage.level.code; ``findings`` name a rule, a column and how many rows break it;
    ``differing`` say how many households have one class recorded and another by the rule. ``refusal`` is
    why no forms were made, as the facts of the error, empty where they were or where there are findings.
    ``compared`` is how many cells of the forms had a published figure, as of the store's load ``load``.
    """

    place: str
    file: str
    made_at: str
    engine: str
    rows: int
    communes: int
    households: int = 0
    poor: int = 0
    near_poor: int = 0
    years: list[int] = field(default_factory=list)
    vintages: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    differing: list[dict[str, Any]] = field(default_factory=list)
    not_made: list[str] = field(default_factory=list)
    refusal: dict[str, str] = field(default_factory=dict)
    areas: int = 0
    hidden: int = 0
    without_households: list[str] = field(default_factory=list)
    compared: int = 0
    load: int = 0

    @property
    def has_forms(self) -> bool:
        """Whether forms were made."""
        return not self.findings and not self.refusal

    @property
    def name(self) -> str:
        """The name of the result: its place, and its year where forms were made."""
        return f"{self.place}-{'-'.join(map(str, self.years)) if self.has_forms else REFUSED}"

    @property
    def key(self) -> tuple[str, str, str]:
        """Vintage, level and code of the place."""
        vintage, level, code = self.place.split(".", 2)
        return vintage, level, code


@dataclass(frozen=True)
class Result:
    """A kept result; its tables are read when they are asked for."""

    facts: Facts
    folder: Path

    @property
    def forms(self) -> pd.DataFrame:
        """The figures as they would be handed in: the columns of a table of figures, all of them text."""
        return pd.read_csv(self.folder / FORMS, dtype=str, keep_default_na=False)

    @property
    def content(self) -> bytes:
        """The file of figures, byte by byte."""
        return (self.folder / FORMS).read_bytes()

    @property
    def measures(self) -> pd.DataFrame:
        """H, A and M0 with their parts, shares of 1, of each area none of whose counts is hidden."""
        return pd.read_csv(self.folder / MEASURES, dtype={"code": str})

    @property
    def differences(self) -> pd.DataFrame:
        """The cells in which forms and published figures differ: the columns of ``comparing.differences``."""
        return pd.read_csv(self.folder / DIFFERENCES, dtype={"area_code": str}, keep_default_na=False)


def results_folder() -> Path:
    """Return where results are kept."""
    return StoreSettings().var_dir / FOLDER


def keep_result(facts: Facts, write: Callable[[Path], object] | None = None) -> Path:
    """Keep a result in the place of an earlier one of the same name; return its folder.

    ``write`` puts the tables into an empty folder. One with forms also takes the place of a refused one.
    """
    place = results_folder()
    unfinished = place / f".{facts.name}{UNFINISHED}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    if write is not None:
        write(unfinished)
    (unfinished / FACTS).write_text(json.dumps(asdict(facts), ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(place / facts.name, ignore_errors=True)
    unfinished.rename(place / facts.name)
    if facts.has_forms:
        shutil.rmtree(place / f"{facts.place}-{REFUSED}", ignore_errors=True)
    return place / facts.name


def kept_results() -> list[Result]:
    """Return every kept result, the newest first; one that is being replaced or is broken is left out."""
    found = list(_read(results_folder()))
    return sorted(found, key=lambda result: (result.facts.made_at, result.facts.name), reverse=True)


def _read(folder: Path) -> Iterator[Result]:
    for path in sorted(folder.glob(f"*/{FACTS}")):
        if path.parent.name.startswith("."):
            continue
        try:
            yield Result(Facts(**json.loads(path.read_text(encoding="utf-8"))), path.parent)
        except (OSError, ValueError, TypeError):
            continue
