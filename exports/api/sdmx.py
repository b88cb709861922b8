"""Figures for statistical programs under ``/sdmx``: data as SDMX-CSV 2.0 or SDMX-JSON 2.0, their structure.

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
from exports.open_data.questions import CODE, FigureQuestion, SdmxFilters
from exports.open_data.sdmx import DATA_TYPE, STRUCTURE_TYPE, figures_in_csv, structure_in_json
from exports.open_data.sdmx_json import DATA_JSON_TYPE, figures_in_json

PREFIX = "/sdmx"
JSON = "json"
# What is named in Accept by whoever wants JSON; all others get CSV.
ACCEPTED_AS_JSON = ("application/vnd.sdmx.data+json", "application/json")
KEPT = {"Cache-Control": "public, max-age=86400"}


def sdmx_router() -> APIRouter:
    """Return the addresses of figures as SDMX."""
    router = APIRouter(prefix=PREFIX, tags=["sdmx"])
    for path, answer, media_types in (
        ("/structure", _structure, (STRUCTURE_TYPE,)),
        ("/data/{indicator}", _data, (DATA_TYPE, DATA_JSON_TYPE)),
    ):
        content: dict[str, Any] = {media_type: {"schema": {}} for media_type in media_types}
        responses: dict[int | str, dict[str, Any]] = {200: {"content": content}, **failures()}
        router.add_api_route(path, answer, responses=responses, response_class=Response)
    return router


def _structure() -> Response:
    """The structure of the figures: dimensions, measure and attributes."""
    return Response(structure_in_json(), 200, KEPT, STRUCTURE_TYPE)


def _data(
    request: Request,
    indicator: Annotated[str, Path(pattern=CODE, examples=["survey_multidimensional_poverty_rate"])],
    asked: Annotated[SdmxFilters, Query()],
) -> Response:
    """Figures of one indicator, each observation with its unit, status, source and licence."""
    edition = edition_of(request, asked)
    form = _form_of(request, asked)
    tag = tag_of(request, edition, form)
    if holds(request, tag):
        return Response(status_code=304, headers={**ASK_AGAIN, "ETag": tag})
    question = FigureQuestion.model_validate({**asked.model_dump(), "indicator": indicator})
    page = page_of(figure_rows(edition, question), edition, question)
    headers = {**ASK_AGAIN, "ETag": tag, **page_headers(request, page)}
    if form == JSON:
        name = tag.partition('"')[2].strip('"')
        return Response(figures_in_json(page.rows, name), 200, headers, DATA_JSON_TYPE)
    return Response(figures_in_csv(page.rows), 200, headers, DATA_TYPE)


def _form_of(request: Request, asked: SdmxFilters) -> str:
    """Return csv or json: as the question says, else as the header Accept."""
    if asked.format is not None:
        return asked.format
    accept = request.headers.get("accept", "")
    return JSON if any(name in accept for name in ACCEPTED_AS_JSON) else "csv"
