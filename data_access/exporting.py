"""Figures as a table for spreadsheets, in which no text is ever taken for a formula."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure, Indicator, Source
from data_access.queries.indicators import require_indicator
from data_access.queries.small_cells import shown_column
from data_access.text.formulas import neutral

OF_FIGURE = (
    "period_from",
    "year",
    "value",
    "value_min",
    "value_max",
    "qualifier",
    "state",
    "status",
    "standard_code",
)
OF_SOURCE = ("code", "title", "doc_number", "table_number", "page", "url", "read_on")
HEADER = (
    *("indicator_code", "indicator_vi", "indicator_en", "unit", "vintage", "level", "area_code"),
    *("name_vi", "name_en", *OF_FIGURE, "source_code", "source_title", *OF_SOURCE[2:]),
)


def export_figures(session: Session, path: Path, indicator_code: str | None = None) -> int:
    """Write every figure that is shown into a CSV or XLSX file; return how many there were.

    By indicator, area and year; small cells are suppressed. Raises ``UnknownIndicator``.
    """
    if indicator_code is not None:
        require_indicator(session, indicator_code)
    write = _write_csv if path.suffix.lower() == ".csv" else _write_workbook
    return write(path, _rows(session, indicator_code))


def _rows(session: Session, indicator_code: str | None) -> Iterator[tuple[Any, ...]]:
    statement = (
        select(
            *(col(getattr(Indicator, name)) for name in ("code", "name_vi", "name_en", "unit")),
            *(col(getattr(Area, name)) for name in ("vintage", "level", "code", "name_vi", "name_en")),
            *(shown_column(name) for name in OF_FIGURE),
            *(col(getattr(Source, name)) for name in OF_SOURCE),
        )
        .join(Figure, col(Figure.indicator_code) == col(Indicator.code))
        .join(Area, col(Area.id) == col(Figure.area_id))
        .join(Source, col(Source.code) == col(Figure.source_code))
        .where(col(Figure.preference) == 1)
        .order_by(col(Indicator.position), col(Indicator.code), col(Area.level), col(Area.code))
        .order_by(col(Area.vintage), col(Figure.year))
    )
    if indicator_code is not None:
        statement = statement.where(col(Indicator.code) == indicator_code)
    for row in session.execute(statement, execution_options={"yield_per": 10_000}):
        yield tuple(neutral(value) for value in row)


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
