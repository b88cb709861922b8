"""Files as an office sends them, invented for the store of ``sample/``, and all that pages could read."""

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
from sqlalchemy import URL, Connection, delete, select

from data_access.loads import Upload, publish, submit, undo
from data_access.loads.changing import changing
from data_access.loads.rows import TABLES
from data_access.models import Area
from data_access.store.engines import reading_engine
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, written

# Numbers that the database or the order of events gives; nothing that a page shows.
NUMBERS = {"id", "load_id"}
SHOWN = (
    *("source", "area_class", "figure", "coverage", "money", "outcome", "target", "livelihood_model"),
    "money_sum",
    *("indicator", "standard", "area", "programme", "project", "measure"),
)
BY = "Lò Thị Mai"


def sample_settings(url: URL) -> StoreSettings:
    """The settings of the store of ``sample/`` at this address."""
    return StoreSettings(database_url=written(url), data_dir=SAMPLE)


def area_number(url: URL, code: str, vintage: str = "v2008", level: str = "province") -> int:
    with reading(url) as connection:
        found: Any = connection.scalar(
            select(Area.id).where(  # type: ignore[call-overload]
                Area.vintage == vintage, Area.level == level, Area.code == code
            )
        )
    return int(found)


@contextmanager
def reading(url: URL) -> Iterator[Connection]:
    engine = reading_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def figure(area: int, value: float | None, **given: Any) -> dict[str, Any]:
    row = {"indicator_code": "poor_rate", "area_id": area, "year": 2022, "value": value, "decimals": 2}
    row |= {"qualifier": "exact", "state": "reported" if value is not None else "missing", "status": "final"}
    row |= {"standard_code": "md-2022", "source_kind": "administrative", "source_code": "decision-2022"}
    return row | given


def source(code: str, **given: Any) -> dict[str, Any]:
    return {"code": code, "title": f"Báo cáo {code}", "kind": "report", "date": "2024-01-01"} | given


def money(area: int, amount: int, **given: Any) -> dict[str, Any]:
    row = {"scope": "programme", "programme_code": "OWN", "area_id": area, "each_year": False}
    row |= {"period_from": 2022, "period_to": 2022, "fund": "total", "stage": "assigned"}
    row |= {"with_carried_over": False, "amount_vnd": amount, "qualifier": "exact", "status": "final"}
    return row | {"source_code": "decision-2022"} | given


def outcome(area: int, value: float, **given: Any) -> dict[str, Any]:
    row = {"measure_code": "classes", "area_id": area, "period_from": 2022, "period_to": 2022}
    row |= {"each_year": False, "value": value, "decimals": 0, "qualifier": "exact", "state": "reported"}
    return row | {"status": "final", "source_kind": "administrative", "source_code": "decision-2022"} | given


def model(area: int, code: str, name: str) -> dict[str, Any]:
    row = {"code": code, "area_id": area, "name_vi": name, "name_en": name, "status": "final"}
    return row | {"source_code": "decision-2022"}


def upload(name: str, content: bytes = b"", **rows: list[dict[str, Any]]) -> Upload:
    frames = {target: pd.DataFrame(listed) for target, listed in rows.items()}
    return Upload(name=name, content=content or name.encode(), kind="form_1", rows=frames)


def everything(name: str, area: int, salt: int) -> Upload:
    """A file with rows of every kind; with another salt other values of mostly the same things."""
    own = f"report-{salt % 2}"
    return upload(
        name,
        sources=[source(own)],
        area_class=[{"class_code": f"own-{salt}", "area_id": area, "source_code": own}],
        figures=[
            figure(area, 30 + salt, source_code=own),
            figure(area, None, year=2019, standard_code="md-2016", source_code=own),
            figure(area, 20 + salt, year=2019 + salt % 3, status="preliminary"),
            figure(area, 20 + salt, year=2019 + salt % 3, qualifier="about"),
        ],
        money=[
            money(area, 10**11 + salt, source_code=own),
            money(area, 10**9 + salt, fund="central", as_of=f"2022-0{salt % 9 + 1}-01"),
        ],
        outcomes=[outcome(area, salt, source_code=own), outcome(area, salt, period_from=2020 + salt % 3)],
        models=[model(area, "M1", f"Mô hình {salt}"), model(area, f"M{salt + 2}", "Nuôi ong")],
    )


def published(settings: StoreSettings, sent: Upload) -> int:
    """Submit a file and publish it; return the number of the submission."""
    number = submit(settings, sent, BY)
    publish(settings, number, "Giàng A Páo")
    return number


def shown(url: URL) -> dict[str, list[str]]:
    """Everything that pages could read, without the numbers that the database gives."""
    with reading(url) as connection:
        return {table: _rows(connection, table) for table in SHOWN}


def _rows(connection: Connection, table: str) -> list[str]:
    columns = [column for column in TABLES[table].columns if column.name not in NUMBERS or table == "area"]
    return sorted(repr(tuple(row)) for row in connection.execute(select(*columns)))


def work(settings: StoreSettings, rows: list[dict[str, Any]], salt: int, said: Any) -> None:
    """Publish and withdraw a file over and over and say its number after each step, until killed."""
    said.send(0)
    for turn in itertools.count():
        number = submit(settings, upload(f"{salt}-{turn}.xlsx", figures=rows), "officer")
        said.send(number)
        publish(settings, number, "officer")
        said.send(number)
        undo(settings, number, "officer")
        said.send(number)


def stop_halfway(settings: StoreSettings, progress: Callable[[float, str], None]) -> None:
    """A change that has emptied a table when it comes to a halt, for whoever kills its process."""
    with changing(settings) as connection:
        connection.execute(delete(TABLES["coverage"]))
        progress(0.5, "writing")
        threading.Event().wait()
