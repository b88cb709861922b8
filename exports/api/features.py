"""Features for geographic programs under ``/features``: OGC API – Features, part 1, as GeoJSON.

Without postponed annotations: FastAPI reads the type of a question from the function that answers it.
Source: https://docs.ogc.org/is/17-069r4/17-069r4.html.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from exports.api.answers import ASK_AGAIN, holds, tag_of
from exports.api.documentation import failures
from exports.api.reading import edition_of
from exports.open_data.features import (
    Collection,
    codes_in_box,
    collection_in,
    collections,
    feature,
    properties,
    title_of,
)
from exports.open_data.places import NotThere
from exports.open_data.questions import FeatureQuestion, Question
from exports.open_data.written import as_json
from geo.layers import Bounds
from ui.cached.editions import Edition

PREFIX = "/features"
JSON, GEOJSON = "application/json", "application/geo+json"
CRS = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,120}$")]
OBJECT = {"type": "object"}


class Plain(BaseModel):
    """What the landing page and conformance take: a form, of which there is one, and a language."""

    model_config = ConfigDict(extra="forbid")

    f: Annotated[str | None, Query(pattern="^json$")] = None
    lang: Annotated[str, Query(pattern="^(vi|en)$")] = "vi"


def features_router() -> APIRouter:
    """Return the addresses of features."""
    router = APIRouter(prefix=PREFIX, tags=["features"])
    for path, answer, media_type in (
        ("", _landing, JSON),
        ("/conformance", _conformance, JSON),
        ("/collections", _collections, JSON),
        ("/collections/{collection}", _collection, JSON),
        ("/collections/{collection}/items", _items, GEOJSON),
        ("/collections/{collection}/items/{code}", _item, GEOJSON),
    ):
        responses = {200: {"content": {media_type: {"schema": OBJECT}}}, **failures()}
        router.add_api_route(path, answer, responses=responses, response_class=Response)
    return router


def _landing(request: Request, asked: Annotated[Plain, Query()]) -> Response:
    """What there is: the description, what it conforms to, the collections."""
    links = [
        _link(request, PREFIX, "self"),
        _link(request, "/openapi.json", "service-desc", "application/vnd.oai.openapi+json;version=3.1"),
        _link(request, "/docs", "service-doc", "text/html"),
        _link(request, f"{PREFIX}/conformance", "conformance"),
        _link(request, f"{PREFIX}/collections", "data"),
    ]
    return _json({"title": "Theo dõi giảm nghèo (Poverty Reduction Monitor)", "links": links})


def _conformance(request: Request, asked: Annotated[Plain, Query()]) -> Response:
    """Which parts of the standard it conforms to."""
    return _json({"conformsTo": [f"{CONFORMS}/{part}" for part in ("core", "oas30", "geojson")]})


def _collections(request: Request, asked: Annotated[Question, Query()]) -> Response:
    """Every collection: each layer of areas, alone and with each indicator that its areas report."""
    edition = edition_of(request, asked)
    listed = [_described(request, edition, one, asked.lang) for one in collections(edition)]
    return _json({"links": [_link(request, f"{PREFIX}/collections", "self")], "collections": listed})


def _collection(request: Request, collection: Id, asked: Annotated[Question, Query()]) -> Response:
    """One collection: its title, extent and links."""
    edition = edition_of(request, asked)
    return _json(_described(request, edition, collection_in(edition, collection), asked.lang))


def _items(request: Request, collection: Id, asked: Annotated[FeatureQuestion, Query()]) -> Response:
    """Areas of a collection with the figure of an indicator and year."""
    edition = edition_of(request, asked)
    tag = tag_of(request, edition, "geojson")
    wanted = collection_in(edition, collection)
    tag = f'{tag[:-1]}-{wanted.layer.digest}"'
    if holds(request, tag):
        return Response(status_code=304, headers={**ASK_AGAIN, "ETag": tag})
    inside = codes_in_box(wanted, asked.box)
    rows = [row for row in properties(edition, wanted, asked) if row["area_code"] in inside]
    for name, value in (("area_code", asked.code), ("parent_code", asked.parent_code)):
        rows = rows if value is None else [row for row in rows if row[name] == value]
    page = rows[asked.offset : asked.offset + asked.limit]
    content = {
        "type": "FeatureCollection",
        "numberMatched": len(rows),
        "numberReturned": len(page),
        "links": _page_links(request, asked, len(rows)),
        "features": [feature(wanted, row) for row in page],
    }
    return Response(as_json(content), 200, {**ASK_AGAIN, "ETag": tag}, GEOJSON)


def _item(request: Request, collection: Id, code: Id, asked: Annotated[FeatureQuestion, Query()]) -> Response:
    """One area of a collection."""
    edition = edition_of(request, asked)
    wanted = collection_in(edition, collection)
    row = next((row for row in properties(edition, wanted, asked) if row["area_code"] == code), None)
    if row is None:
        raise NotThere("code", code)
    links = [
        _link(request, f"{PREFIX}/collections/{wanted.id}/items/{code}", "self", GEOJSON),
        _link(request, f"{PREFIX}/collections/{wanted.id}", "collection"),
    ]
    return Response(as_json(feature(wanted, row) | {"links": links}), 200, ASK_AGAIN, GEOJSON)


def _described(request: Request, edition: Edition, one: Collection, language: str) -> dict[str, Any]:
    path = f"{PREFIX}/collections/{one.id}"
    bounds: Bounds = one.layer.bounds
    return {
        "id": one.id,
        "title": title_of(edition, one, language),
        "description": one.layer.licence_note,
        "itemType": "feature",
        "crs": [CRS],
        "extent": {"spatial": {"bbox": [list(bounds)], "crs": CRS}},
        "links": [_link(request, path, "self"), _link(request, f"{path}/items", "items", GEOJSON)],
    }


def _page_links(request: Request, asked: FeatureQuestion, total: int) -> list[dict[str, str]]:
    """Return the links of a page: to itself and to the next one where there is one."""
    here = {"type": GEOJSON, "href": str(request.url)}
    found = [{"rel": "self", **here}]
    after = asked.offset + asked.limit
    if after < total:
        following = request.url.include_query_params(offset=after, limit=asked.limit)
        found.append({"rel": "next", "type": GEOJSON, "href": str(following)})
    return found


def _link(request: Request, path: str, rel: str, media_type: str = JSON) -> dict[str, str]:
    root = f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"
    return {"rel": rel, "type": media_type, "href": f"{root}{path}"}


def _json(content: dict[str, Any]) -> Response:
    return Response(as_json(content), 200, ASK_AGAIN, JSON)
