"""Figures for statistical programs under ``/sdmx``: data as SDMX-CSV 2.0, their structure as SDMX-JSON 2.0.

Without postponed annotations: FastAPI reads the type of a question from the function that answers it.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from exports.api.answers import ASK_AGAIN, holds, page_headers, page_of, tag_of
from exports.api.documentation import failures
from exports.api.reading import edition_of
from exports.open_data.figures import figure_rows
from exports.open_data.questions import CODE, FigureFilters, FigureQuestion
from exports.open_data.sdmx import DATA_TYPE, STRUCTURE_TYPE, figures_in_csv, structure_in_json

PREFIX = "/sdmx"
KEPT = {"Cache-Control": "public, max-age=86400"}


def sdmx_router() -> APIRouter:
    """Return the addresses of figures as SDMX."""
    router = APIRouter(prefix=PREFIX, tags=["sdmx"])
    for path, answer, media_type in (
        ("/structure", _structure, STRUCTURE_TYPE),
        ("/data/{indicator}", _data, DATA_TYPE),
    ):
        content: dict[str, Any] = {media_type: {"schema": {}}}
        responses: dict[int | str, dict[str, Any]] = {200: {"content": content}, **failures()}
        router.add_api_route(path, answer, responses=responses, response_class=Response)
    return router


def _structure() -> Response:
    """The structure of the figures: dimensions, measure and attributes."""
    return Response(structure_in_json(), 200, KEPT, STRUCTURE_TYPE)


def _data(
    request: Request,
    indicator: Annotated[str, Path(pattern=CODE, examples=["survey_multidimensional_poverty_rate"])],
    asked: Annotated[FigureFilters, Query()],
) -> Response:
    """Figures of one indicator, each observation with its unit, status, source and licence."""
    edition = edition_of(request, asked)
    tag = tag_of(request, edition, "sdmx")
    if holds(request, tag):
        return Response(status_code=304, headers={**ASK_AGAIN, "ETag": tag})
    question = FigureQuestion.model_validate({**asked.model_dump(), "indicator": indicator})
    page = page_of(figure_rows(edition, question), edition, question)
    headers = {**ASK_AGAIN, "ETag": tag, **page_headers(request, page)}
    return Response(figures_in_csv(page.rows), 200, headers, DATA_TYPE)
