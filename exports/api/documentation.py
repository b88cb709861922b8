"""The OpenAPI document of the addresses for programs, and a page to try them, its files all served from here.

The kept bundle of Swagger UI reads OpenAPI 3.0, so the page is given the document written down as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from exports.api.problems import MEDIA_TYPE
from exports.open_data.columns import Column
from exports.open_data.every_table import OpenTable

ABOUT = (
    "Figures of Viet Nam's programme for sustainable poverty reduction, each with unit, status, standard, "
    "source, licence and load. Figures belong to their publishers; the compilation is CC BY 4.0. A figure "
    "measured otherwise than its year is a gap with a reason, a small cell is hidden, and an unknown "
    "parameter is refused."
)
STATIC = Path(__file__).parent / "static"
SWAGGER = files("swagger_ui_bundle") / "vendor" / "swagger-ui-4.15.5"
FILES: Mapping[str, tuple[Any, str]] = {
    "swagger-ui.css": (SWAGGER, "text/css"),
    "swagger-ui-bundle.js": (SWAGGER, "text/javascript"),
    "initializer.js": (STATIC, "text/javascript"),
}
KEPT = {"Cache-Control": "public, max-age=86400"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what cannot be done and what to do, in lang"},
        "parameter": {"type": "string", "description": "the parameter at fault"},
    },
}
FAILURES = {
    404: "The store has nothing of that name, or the page of a cursor is gone.",
    422: "A parameter is unknown, missing, given twice or not understood.",
    503: "The store does not answer or too many questions are under way; ask again after Retry-After.",
}


def add_documentation(app: FastAPI) -> None:
    """Add the document, its older form and the page to an application."""
    app.router.routes += [
        Route("/openapi.json", lambda _: JSONResponse(app.openapi(), headers=KEPT)),
        Route("/docs/openapi-3.0.json", lambda _: JSONResponse(older(app.openapi()), headers=KEPT)),
        Route("/docs/{name}", _send_file),
        Route("/docs", lambda _: HTMLResponse(_page())),
    ]


def responses_of(table: OpenTable) -> dict[int | str, dict[str, Any]]:
    """Return what an address of a table answers, for the OpenAPI document."""
    content = {
        "application/json": {"schema": _page_schema(table.columns)},
        "text/csv": {"schema": {"type": "string"}},
        "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
    }
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "A page of rows.", "content": content},
        304: {"description": "The answer of the tag in If-None-Match still holds."},
    }
    return found | failures()


def failures() -> dict[int | str, dict[str, Any]]:
    """Return what an address answers that cannot answer, for the OpenAPI document."""
    return {
        status: {"description": about, "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
        for status, about in FAILURES.items()
    }


def _page_schema(columns: tuple[Column, ...]) -> dict[str, Any]:
    row = {
        "type": "object",
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: column.schema() for column in columns},
    }
    properties = {
        "table": {"type": "string"},
        "store": {"type": "string"},
        "load": {"type": "integer"},
        "simulated": {"type": "boolean"},
        "licence": {"type": "string"},
        "total": {"type": "integer", "description": "rows of all pages"},
        "start": {"type": "integer", "description": "rows before this page"},
        "next": {"type": ["string", "null"], "description": "cursor of the next page"},
        "rows": {"type": "array", "items": row},
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def older(part: Any) -> Any:
    """Return an OpenAPI 3.1 document, or a part of one, as 3.0: what may be null is said in the older way."""
    if isinstance(part, list):
        return [older(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "openapi" in part:
        part = {**part, "openapi": "3.0.3"}
    kinds = part.get("type")
    if isinstance(kinds, list):
        part = {**part, "type": next(kind for kind in kinds if kind != "null"), "nullable": True}
    choices = part.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        chosen = next(choice for choice in choices if choice != {"type": "null"})
        part = {
            **{name: value for name, value in part.items() if name != "anyOf"},
            **chosen,
            "nullable": True,
        }
    return {name: older(value) for name, value in part.items()}


def _send_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return Response(status_code=404)
    return Response(_content(name), media_type=FILES[name][1], headers=KEPT)


@cache
def _content(name: str) -> bytes:
    content: bytes = (FILES[name][0] / name).read_bytes()
    return content


@cache
def _page() -> str:
    return (STATIC / "docs.html").read_text(encoding="utf-8")
