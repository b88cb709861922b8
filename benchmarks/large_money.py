"""Money of every commune of the country, read from stores of millions of amounts and figures and added up."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from sqlalchemy import URL
from sqlalchemy.orm import Session

from benchmarks.large_store import files, schemas
from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import is_counted
from data_access.money.sums_by_stage import sums_by_fund, sums_by_project
from data_access.money.sums_of_areas import sum_of_each_area
from data_access.queries.money_cells import money_cells
from data_access.queries.outcomes import OutcomeQuestion, outcomes
from data_access.queries.programmes import projects
from data_access.queries.targets import targets
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.opening import Store
from tests.queries.conftest import own_server
from tests.queries.many_amounts import (
    FUNDS,
    MEASURE,
    PROGRAMME,
    PROJECTS,
    ROWS_OF_AN_AREA,
    STAGES,
    YEARS,
    add_money,
)
from tests.queries.many_figures import COUNTS, FEW, fill

COMMUNES = MoneyQuestion("v2008", "commune", programme=PROGRAMME)
ONE_PERIOD = replace(COMMUNES, period=(YEARS[0], YEARS[0]))
Ask = Callable[[Session], pd.DataFrame]


@dataclass(frozen=True)
class Answer:
    """How long one question takes when its filter changes each time: medians of clock and of processor."""

    question: str
    rows: int
    milliseconds: float
    processor: float


@dataclass(frozen=True)
class LargeMoney:
    """Every question to one database with ``stored`` rows."""

    database: str
    stored: int
    answers: list[Answer]


def large_money(rows: int, runs: int) -> list[LargeMoney]:
    """Fill a store of each kind and ask; everything is in a temporary folder that is removed."""
    folder = Path(tempfile.mkdtemp(prefix="benchmark-money-"))
    try:
        with own_server(folder / "server") as server:
            addresses: dict[str, Iterator[URL]] = {"SQLite": files(folder), "PostgreSQL": schemas(server)}
            return [_asked(database, next(urls), rows, runs) for database, urls in addresses.items()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _asked(database: str, url: URL, rows: int, runs: int) -> LargeMoney:
    writer = writing_engine(url, create=True)
    # Every area of the country is invented with the figures; money has its rows from there on.
    figures = max(rows - ROWS_OF_AN_AREA * sum(COUNTS.values()), FEW)
    fill(writer, figures)
    stored = figures + add_money(writer)
    writer.dispose()
    store = Store(reading_engine(url), "benchmark")
    try:
        with store.session() as session:
            sums = _Sums(money_cells(session, ONE_PERIOD), projects(session, PROGRAMME))
        answers = [
            _answer(store, name, asks, runs) for name, asks in (_questions() | sums.questions()).items()
        ]
    finally:
        store.engine.dispose()
    return LargeMoney(database, stored, answers)


def _questions() -> dict[str, list[Ask]]:
    """Each question with another year every time, so that nothing is asked twice in a row."""
    return {
        "all money of a period, once": [
            partial(money_cells, question=replace(COMMUNES, period=(year, year))) for year in YEARS
        ],
        "outcomes of a measure": [partial(_outcomes, year=year) for year in YEARS],
        "targets": [partial(targets, vintage="v2008", level="commune")],
    }


@dataclass(frozen=True)
class _Sums:
    """All money of a period and the projects of its programme: what a page adds up at each filter."""

    cells: pd.DataFrame
    projects: pd.DataFrame

    def questions(self) -> dict[str, list[Ask]]:
        """Each sum with another filter every time; the database is not asked."""
        stages = [replace(ONE_PERIOD, stage=stage) for stage in STAGES]
        of_project = [replace(stages[0], project=project) for project in PROJECTS]
        of_fund = [replace(stages[0], fund=fund) for fund in FUNDS]
        return {
            "of these a sum of each area": [partial(self._of_areas, one) for one in stages],
            "the same, one project": [partial(self._of_areas, one) for one in of_project],
            "the same, one fund": [partial(self._of_areas, one) for one in of_fund],
            "of these sums by project": [partial(self._by, sums_by_project, one) for one in stages],
            "of these sums by fund": [partial(self._by, sums_by_fund, one) for one in stages],
        }

    def _of_areas(self, question: MoneyQuestion, _: Session) -> pd.DataFrame:
        counted = np.flatnonzero(is_counted(self.cells, question, self.projects))
        return sum_of_each_area(self.cells, counted)

    def _by(
        self,
        sums: Callable[[pd.DataFrame, MoneyQuestion, pd.DataFrame], pd.DataFrame],
        question: MoneyQuestion,
        _: Session,
    ) -> pd.DataFrame:
        return sums(self.cells, question, self.projects)


def _outcomes(session: Session, year: int) -> pd.DataFrame:
    return outcomes(session, OutcomeQuestion("v2008", "commune", measure=MEASURE, years=(year, year)))


def _answer(store: Store, name: str, asks: list[Ask], runs: int) -> Answer:
    times, processor, rows = [], [], 0
    for number in range(runs):
        start, used = time.perf_counter(), time.process_time()
        with store.session() as session:
            rows = len(asks[number % len(asks)](session))
        times.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - used))
    return Answer(name, rows, median(times), median(processor))
