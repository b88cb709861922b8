"""A figures question of a program beside the same question to the store, in turn, by one process."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message

from data_access import door
from data_access.door import PUBLIC
from data_access.queries.figures import figures_by_area
from data_access.store_codes import PUBLISHED
from exports.api.application import api_routes

INDICATOR = "survey_multidimensional_poverty_rate"
VINTAGES = ("v2004", "v2008", "v2025")
ADDRESS = "/api/v1/figures"
QUERY = f"indicator={INDICATOR}&level=province&limit=20000".encode()
ROUNDS = 200


@dataclass(frozen=True)
class ProgramQuestions:
    """Milliseconds of the store's own question and of the whole answer to a program, of ``rows`` rows."""

    rows: int
    store_median: float
    store_p95: float
    answer_median: float
    answer_p95: float
    unchanged_p95: float

    @property
    def ratio(self) -> float:
        """How much longer a program waits than the store takes, at the 95th of a hundred."""
        return self.answer_p95 / self.store_p95


def program_questions() -> ProgramQuestions:
    """Ask a new published store in a temporary folder, and return what it took."""
    folder = Path(tempfile.mkdtemp(prefix="benchmark-api-"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAR_DIR", str(folder))
        environment.delenv("DATABASE_URL", raising=False)
        door.forget()
        try:
            return asyncio.run(_asked(Starlette(routes=api_routes())))
        finally:
            door.forget()
            shutil.rmtree(folder, ignore_errors=True)


async def _asked(app: ASGIApp) -> ProgramQuestions:
    tag = dict((await _answer(app, ()))["headers"])[b"etag"]
    times: list[tuple[float, float, float]] = []
    rows = 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        rows = await asyncio.to_thread(_store_question)
        asked = time.perf_counter()
        await _answer(app, ())
        answered = time.perf_counter()
        await _answer(app, ((b"if-none-match", tag),))
        times.append((asked - start, answered - asked, time.perf_counter() - answered))
    store, answer, unchanged = ([1000 * one for one in column] for column in zip(*times, strict=True))
    return ProgramQuestions(rows, median(store), _p95(store), median(answer), _p95(answer), _p95(unchanged))


def _p95(milliseconds: list[float]) -> float:
    return quantiles(milliseconds, n=20)[-1]


def _store_question() -> int:
    with door.session(PUBLIC, PUBLISHED) as session:
        return len(figures_by_area(session, INDICATOR, level="province", vintages=VINTAGES))


async def _answer(app: ASGIApp, headers: tuple[tuple[bytes, bytes], ...]) -> Message:
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": ADDRESS,
        "raw_path": ADDRESS.encode(),
        "query_string": QUERY,
        "root_path": "",
        "headers": list(headers),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]
