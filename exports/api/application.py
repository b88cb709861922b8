"""The application for programs: one address a table, its description, and a page to try it.

Without postponed annotations: FastAPI reads the type of a question from the function that answers it.
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Query
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from exports.api.answers import table_answer
from exports.api.bounds import Bounds
from exports.api.documentation import ABOUT, add_documentation, responses_of
from exports.api.features import features_router
from exports.api.problems import add_problems
from exports.api.sdmx import sdmx_router
from exports.open_data.every_table import TABLES, OpenTable

PREFIX = "/api/v1"
VERSION = "1.0.0"
SMALLEST_COMPRESSED = 1_000
READABLE = ["ETag", "Link", "X-Total-Count", "Retry-After", "Content-Disposition", "X-Request-Id"]


def api_routes() -> list[BaseRoute]:
    """Return the routes to hand to the Streamlit application."""
    return [Route(PREFIX, lambda _: RedirectResponse(f"{PREFIX}/")), Mount(PREFIX, api())]


def api() -> FastAPI:
    """Return the application; paths in it begin behind ``PREFIX``."""
    app = FastAPI(
        title="Poverty Reduction Monitor",
        version=VERSION,
        description=ABOUT,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            # A page of any site may read; nothing is sent along, nothing may be written.
            Middleware(CORSMiddleware, allow_origins=["*"], expose_headers=READABLE),
            Middleware(Bounds),
            Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=5),
        ],
    )
    add_problems(app)
    for table in TABLES.values():
        _add(app, table)
    app.add_api_route("/", _tables, summary="The tables that there are.", tags=["tables"], name="tables")
    app.include_router(features_router())
    app.include_router(sdmx_router())
    add_documentation(app)
    return app


def _add(app: FastAPI, table: OpenTable) -> None:
    app.add_api_route(
        f"/{table.name}",
        _endpoint(table),
        name=table.name,
        operation_id=table.name,
        summary=table.about,
        responses=responses_of(table),
        response_class=Response,
        tags=["tables"],
    )


def _endpoint(table: OpenTable) -> Callable[..., Response]:
    """Return what answers for a table, in a thread of its own: the store may take its time."""

    def answer(request: Request, question: Annotated[Any, Query()]) -> Response:
        return table_answer(request, table, question)

    answer.__annotations__["question"] = Annotated[table.question, Query()]
    return answer


def _tables() -> JSONResponse:
    tables = [
        {"name": table.name, "about": table.about, "href": f"{PREFIX}/{table.name}"}
        for table in TABLES.values()
    ]
    return JSONResponse({"tables": tables, "openapi": f"{PREFIX}/openapi.json", "docs": f"{PREFIX}/docs"})
