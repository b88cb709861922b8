"""Figures as a table for spreadsheets, in which no text is ever taken for a formula."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.models import Area, Figure, Indicator, Source
from data_access.queries.indicators import require_indicator
from data_access.queries.small_cells import shown_column
from data_access.text.formulas import neutral

PARENT = aliased(Area)
OF_INDICATOR = {
    "indicator_code": "code",
    "indicator_vi": "name_vi",
    "indicator_en": "name_en",
    "unit": "unit",
}
OF_AREA = {"area_code": "code"} | {name: name for name in ("vintage", "level", "name_vi", "name_en")}
OF_PARENT = {"parent_level": "level", "parent_code": "code"}
OF_SOURCE = {"source_code": "code", "source_title": "title", "source_licence": "licence"}
OF_SOURCE |= {name: name for name in ("doc_number", "table_number", "page", "url", "read_on")}
# The columns of an exported figure, in order; those without a table of their own are the figure's.
HEADER = (
    *("indicator_code", "indicator_vi", "indicator_en", "unit", "vintage", "level", "area_code"),
    *("name_vi", "name_en", "parent_level", "parent_code", "period_from", "year", "value", "value_min"),
    *("value_max", "decimals", "qualifier", "state", "status", "status_note", "as_of", "standard_code"),
    *("source_kind", "note_vi", "note_en", "source_code", "source_title", "doc_number", "table_number"),
    *("page", "url", "read_on", "source_licence"),
)


def export_figures(session: Session, path: Path, indicator_code: str | None = None) -> int:
    """Write every figure that is shown into a CSV or XLSX file; return how many there were.

    By indicator, area and year; small cells are suppressed. A figure of several years has ``period_from``.
    Raises ``UnknownIndicator``.
    """
    if indicator_code is not None:
        require_indicator(session, indicator_code)
    write = _write_csv if path.suffix.lower() == ".csv" else _write_workbook
    rows = (tuple(map(neutral, row)) for row in every_figure(session, indicator_code))
    return write(path, rows)


def every_figure(session: Session, indicator_code: str | None = None) -> Iterator[tuple[Any, ...]]:
    """Yield every figure that is shown, or those of one indicator, with the columns of ``HEADER``.

    By indicator, level, area, vintage and year; small cells are suppressed.
    """
    statement = (
        select(*map(_column, HEADER))
        .join(Figure, col(Figure.indicator_code) == col(Indicator.code))
        .join(Area, col(Area.id) == col(Figure.area_id))
        .join(PARENT, col(PARENT.id) == col(Area.parent_id), isouter=True)
        .join(Source, col(Source.code) == col(Figure.source_code))
        .where(col(Figure.preference) == 1)
        .order_by(col(Indicator.position), col(Indicator.code), col(Area.level), col(Area.code))
        .order_by(col(Area.vintage), col(Figure.year))
    )
    if indicator_code is not None:
        statement = statement.where(col(Indicator.code) == indicator_code)
    for row in session.execute(statement, execution_options={"yield_per": 10_000}):
        yield tuple(row)


def _column(name: str) -> Any:
    """The column of a name: of the table that it is listed for, else the figure's as it may be shown."""
    tables: tuple[tuple[dict[str, str], Any], ...] = (
        (OF_INDICATOR, Indicator),
        (OF_AREA, Area),
        (OF_PARENT, PARENT),
        (OF_SOURCE, Source),
    )
    for names, table in tables:
        if name in names:
            return col(getattr(table, names[name])).label(name)
    return shown_column(name)


def _write_csv(path: Path, rows: Iterator[tuple[Any, ...]]) -> int:
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in rows:
            writer.writerow(row)
            written += 1
    return written


def _write_workbook(path: Path, rows: Iterator[tuple[Any, ...]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    written = 0
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("figures")
        sheet.write_row(0, 0, HEADER)
        for row in rows:
            written += 1
            sheet.write_row(written, 0, row)
    return written
