"""Plain tables: read by screen readers, printed as they are, every cell escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import pandas as pd

from data_access.store.frames import Row
from ui.text.estimates import restated_note
from ui.text.figures import is_known, status_text, text_in, value_text
from ui.text.links import link
from ui.text.source_citation import NamedSource
from vocabulary.words import Words


class LinkedCell(NamedTuple):
    """A cell with an address that opens in a new tab, and a text behind it."""

    address: str
    text: str = ""


class SourcesCell(NamedTuple):
    """A cell that names sources, each a link to its address where it has one, and notes behind them."""

    sources: Sequence[tuple[str, NamedSource]]
    note: str = ""


Cell = str | LinkedCell | SourcesCell


def cell_text(cell: Cell) -> str:
    """Return a cell as bare text: an address as it is, sources by their names, notes behind them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, SourcesCell):
        named = "; ".join(source.text for _, source in cell.sources)
        return ". ".join(part for part in (named, cell.note) if part)
    return f"{cell.address} {cell.text}".strip()


def as_text(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """Return rows of cells as bare text, for files and halls."""
    return [[cell_text(cell) for cell in row] for row in rows]


def large_numbers(numbers: Sequence[tuple[str, str]]) -> str:
    """Return names with their written numbers as HTML, set large side by side, where a chart has one bar."""
    told = "".join(
        f"<div><p class='quiet'>{escape(name)}</p>"
        f"<p class='figure-large' translate='no'>{escape(text)}</p></div>"
        for name, text in numbers
    )
    return f"<div class='large-numbers'>{told}</div>"


def plain_table(
    caption: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]], numeric: Sequence[int] = ()
) -> str:
    """Return an HTML table; ``numeric`` names the columns set flush right."""
    head = "".join(
        f"<th scope='col'{_class(i, numeric)}>{escape(text)}</th>" for i, text in enumerate(headers)
    )
    body = "".join(_row(row, numeric) for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    # A wide table scrolls inside itself; by keyboard too.
    label = escape(caption or ", ".join(headers))
    around = f"<div class='scroll' tabindex='0' role='region' aria-label='{label}'>"
    return (
        f"{around}<table class='plain'>{title}<thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[Cell], numeric: Sequence[int]) -> str:
    return (
        "<tr>"
        + "".join(f"<td{_class(i, numeric)}>{_content(cell)}</td>" for i, cell in enumerate(cells))
        + "</tr>"
    )


def _content(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if isinstance(cell, SourcesCell):
        named = [_numbered(mark, source) for mark, source in cell.sources]
        return "<br>".join([*named, *([escape(cell.note)] if cell.note else [])])
    return f"{link(cell.address)} {escape(cell.text)}".strip()


def _numbered(mark: str, source: NamedSource) -> str:
    """Return a source behind its mark, linked, with what has to be said of its address."""
    named = link(source.address, source.text)
    parts = (escape(mark), named, escape(source.about))
    code = escape(source.code, quote=True)
    return f"<span data-sources='{code}'>{' '.join(part for part in parts if part)}</span>"


def _class(index: int, numeric: Sequence[int]) -> str:
    # A browser that translates the page leaves numbers as they are written.
    return " class='number' translate='no'" if index in numeric else ""


def figure_table(rows: pd.DataFrame, indicator: Row, year: int, words: Words) -> str:
    """Return one year's figures of a level as a table: rank, area, value, status, note."""
    headers = [words(f"table.{name}") for name in ("rank", "code", "area", "value", "status", "note")]
    cells = [_figure_cells(row, indicator, words) for row in rows.to_dict("records")]
    return plain_table(f"{words.of(indicator)}, {year}", headers, cells, numeric=(0, 3))


def _figure_cells(row: Row, indicator: Row, words: Words) -> list[str]:
    missing = not is_known(row["status"])
    return [
        "" if not is_known(row["rank"]) else str(int(row["rank"])),
        row["area_code"],
        words.of(row),
        value_text(row, indicator, words),
        "" if missing else status_text(row["status"], words),
        ". ".join(
            part for part in (text_in(row, f"note_{words.language}"), restated_note(row, words)) if part
        ),
    ]
