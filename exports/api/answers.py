"""The answer to a question about a table: its edition, tag and page, in the form that is asked for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from data_access.store_codes import DEMONSTRATION, file_mark
from exports.api.reading import edition_of
from exports.open_data.every_table import OpenTable
from exports.open_data.marks import COMPILATION
from exports.open_data.places import NotThere
from exports.open_data.questions import Question
from exports.open_data.written import as_csv, as_json, as_parquet, records
from ui.cached.editions import Edition
from ui.cached.this_year import this_year
from vocabulary.program_version import program_version

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
}
# What is named in Accept, in the order in which it is looked for.
ACCEPTED = (("text/csv", "csv"), ("parquet", "parquet"))
# A program asks each time whether it still holds, and is told so without the rows.
ASK_AGAIN = {"Cache-Control": "public, no-cache", "Vary": "Accept"}


@dataclass(frozen=True)
class Page:
    """Rows of a table from ``start`` on, of ``total``, and the cursor of the next ones, "" at the end."""

    rows: pd.DataFrame
    start: int
    total: int
    next: str


def table_answer(request: Request, table: OpenTable, question: Question) -> Response:
    """Return a page of the rows of a question, or 304 where the one who asks has it already.

    Raises NotThere for what the store does not have, and ``StoreError``.
    """
    edition = edition_of(request, question)
    form = form_of(request, question)
    tag = tag_of(request, edition, form)
    headers = {**ASK_AGAIN, "ETag": tag}
    if holds(request, tag):
        return Response(status_code=304, headers=headers)
    page = page_of(table.rows(edition, question), edition, question)
    headers |= page_headers(request, page)
    if form != "json":
        name = "-".join(part for part in (file_mark(edition.store), table.name) if part)
        headers["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    return Response(_written(table, page, edition, form), 200, headers, MEDIA_TYPES[form])


def form_of(request: Request, question: Question) -> str:
    """Return json, csv or parquet: as the question says, else as the header Accept."""
    if question.format is not None:
        return question.format
    accept = request.headers.get("accept", "")
    return next((form for name, form in ACCEPTED if name in accept), "json")


def tag_of(request: Request, edition: Edition, form: str) -> str:
    """Return what changes when the answer may: the load, the question, the form, the program, the year."""
    asked = sorted(request.query_params.multi_items())
    parts = (edition[:3], this_year(edition.store), request.url.path, asked, form, program_version())
    return f'W/"{edition.load}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"'


def holds(request: Request, tag: str) -> bool:
    """Whether the one who asks has the answer of a tag."""
    known = request.headers.get("if-none-match", "")
    return tag in known or known.strip() == "*"


def page_of(rows: pd.DataFrame, edition: Edition, question: Question) -> Page:
    """Return the page that a question asks for; NotThere for a cursor of other figures than today's."""
    start = _start(edition, question, len(rows))
    end = start + question.limit
    after = f"{edition.load}-{end}" if end < len(rows) else ""
    return Page(rows.iloc[start:end], start, len(rows), after)


def _start(edition: Edition, question: Question, total: int) -> int:
    if question.cursor is None:
        return 0
    load, _, start = question.cursor.partition("-")
    if int(load) != edition.load or int(start) >= total:
        raise NotThere("cursor", question.cursor)
    return int(start)


def page_headers(request: Request, page: Page) -> dict[str, str]:
    """Return the headers that lead from a page to the next, and say how many rows there are."""
    return {"Link": _links(request, page), "X-Total-Count": str(page.total)}


def _links(request: Request, page: Page) -> str:
    """Return the header Link: the first page, the next one where there is one, the description."""
    first = request.url.remove_query_params("cursor")
    found = [f'<{first}>; rel="first"', '</api/v1/openapi.json>; rel="service-desc"']
    if page.next:
        found.insert(0, f'<{request.url.include_query_params(cursor=page.next)}>; rel="next"')
    return ", ".join(found)


def _written(table: OpenTable, page: Page, edition: Edition, form: str) -> bytes:
    if form == "csv":
        return as_csv(page.rows, table.columns)
    about = _about(edition)
    if form == "parquet":
        return as_parquet(page.rows, table.columns, {name: str(value) for name, value in about.items()})
    counts: dict[str, Any] = {"total": page.total, "start": page.start, "next": page.next or None}
    return as_json({"table": table.name, **about, **counts, "rows": records(page.rows, table.columns)})


def _about(edition: Edition) -> dict[str, Any]:
    """Return what holds of all rows."""
    return {
        "store": edition.store,
        "load": edition.load,
        "simulated": edition.store == DEMONSTRATION,
        "licence": f"figures: of their publishers, see source_licence; compilation: {COMPILATION}",
    }
