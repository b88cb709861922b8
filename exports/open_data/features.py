"""Areas as features for geographic programs: outlines in degrees, with an indicator's figure of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
import shapely

from exports.open_data.catalogues import area_rows
from exports.open_data.columns import Column
from exports.open_data.figures import figure_rows
from exports.open_data.listed_columns import AREAS, FIGURES
from exports.open_data.marks import NOT_STATED
from exports.open_data.places import NotThere
from exports.open_data.questions import AreaQuestion, FeatureQuestion, FigureQuestion
from exports.open_data.written import records
from geo.layers import Layer, UnknownLayer, layer, layers
from ui.cached import figure_frames
from ui.cached.editions import Edition
from vocabulary.vintages import NEW
from vocabulary.words import Words

# What only a figure has, beside what every area has.
OF_FIGURE: tuple[Column, ...] = tuple(one for one in FIGURES if one.name not in {area.name for area in AREAS})
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Collection:
    """Areas of a level and vintage, with the figures of an indicator, "" for none."""

    level: str
    vintage: str
    indicator: str = ""

    @property
    def id(self) -> str:
        """The name of the collection in an address."""
        return "-".join(part for part in (self.level, self.vintage, self.indicator) if part)

    @property
    def layer(self) -> Layer:
        """The outlines of its areas; UnknownLayer where there are none any more."""
        return layer(self.level, self.vintage)


def collections(edition: Edition) -> list[Collection]:
    """Return every collection: each layer of areas, alone and with each indicator that its areas report."""
    drawn = [Collection(one.level, one.vintage) for one in layers()]
    coverage = figure_frames.coverage(edition)
    reported = {
        tuple(row) for row in coverage[["level", "vintage", "indicator_code"]].itertuples(index=False)
    }
    with_figures = [
        Collection(one.level, one.vintage, code)
        for one in drawn
        for code in figure_frames.indicator_rows(edition)
        if (one.level, one.vintage, code) in reported
    ]
    return [*drawn, *with_figures]


def collection_in(edition: Edition, written: str) -> Collection:
    """Return the collection of a name; NotThere for a name that there is not."""
    level, _, rest = written.partition("-")
    vintage, _, indicator = rest.partition("-")
    found = Collection(level, vintage, indicator)
    try:
        found.layer  # noqa: B018
    except UnknownLayer:
        raise NotThere("collection", written) from None
    if indicator and indicator not in figure_frames.indicator_rows(edition):
        raise NotThere("collection", written)
    return found


def title_of(edition: Edition, collection: Collection, language: str) -> str:
    """Return the name of a collection: its indicator, level and boundaries."""
    words = Words(language)
    level, boundaries = (
        words(f"boundary.{name}") for name in (f"level.{collection.level}", f"vintage.{collection.vintage}")
    )
    if not collection.indicator:
        return f"{level}, {boundaries}"
    return f"{words.of(figure_frames.indicator_rows(edition)[collection.indicator])}: {level}, {boundaries}"


def properties(edition: Edition, collection: Collection, question: FeatureQuestion) -> list[dict[str, Any]]:
    """Return the properties of each area of a collection in the order of its outlines.

    Columns of ``AREAS``, and those of the figure where an indicator is named; an area without a figure is a
    gap. ``boundary_licence`` is the licence of the outline. NotThere for an unknown indicator or look.
    """
    drawn = collection.layer
    asked = AreaQuestion.model_validate({"level": collection.level, "vintage": collection.vintage})
    areas = {row["area_code"]: row for row in records(area_rows(edition, asked), AREAS)}
    known = [{**areas[code], "boundary_licence": drawn.licence_note} for code in drawn.codes if code in areas]
    indicator = collection.indicator or question.indicator
    if not indicator:
        return known
    figures = _figures(edition, collection, question, indicator)
    row = figure_frames.indicator_rows(edition)[indicator]
    gap = dict.fromkeys((one.name for one in OF_FIGURE), None)
    gap |= {"indicator_code": indicator, "unit": row["unit"], "year": figures.year}
    gap |= {"state": "missing", "gap": "missing", "source_licence": NOT_STATED}
    return [{**area, **gap, **figures.by_code.get(area["area_code"], {})} for area in known]


@dataclass(frozen=True)
class _OfYear:
    year: int | None
    by_code: Mapping[str, dict[str, Any]]


def _figures(edition: Edition, collection: Collection, question: FeatureQuestion, indicator: str) -> _OfYear:
    """Return the figures of a collection's areas in the year of a question, else in the newest."""
    asked = {
        "indicator": indicator,
        "level": collection.level,
        "vintage": collection.vintage,
        "look": question.look,
        "others": question.others,
    }
    if question.look == "today" and collection.vintage != NEW:
        raise NotThere("look", question.look)
    rows = figure_rows(edition, FigureQuestion.model_validate(asked))
    year = question.asked_year
    if year is None and len(rows):
        shown = rows[rows["gap"].isna()]
        year = int((shown if len(shown) else rows)["year"].max())
    of_year = rows[rows["year"] == year]
    found = records(of_year[[one.name for one in (*OF_FIGURE, AREA_CODE)]], (*OF_FIGURE, AREA_CODE))
    return _OfYear(year, {str(one["area_code"]): one for one in found})


AREA_CODE = next(one for one in FIGURES if one.name == "area_code")


def feature(collection: Collection, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an area as a GeoJSON feature; its id is its code."""
    outline = _outlines(collection.level, collection.vintage, collection.layer.digest)[row["area_code"]]
    return {
        "type": "Feature",
        "id": row["area_code"],
        "geometry": orjson.Fragment(outline),
        "properties": row,
    }


def codes_in_box(collection: Collection, box: Box | None) -> frozenset[str]:
    """Return the codes of the areas that a box touches, of all where there is none."""
    if box is None:
        return frozenset(collection.layer.codes)
    found = _shapes(collection)
    wanted = shapely.box(*box)
    return frozenset(code for code, shape in found.items() if shape.intersects(wanted))


def _shapes(collection: Collection) -> Mapping[str, Any]:
    # Imported here: what draws files is not needed to answer pages.
    from exports.maps.geodata import whole_shapes

    return whole_shapes(collection.level, collection.vintage)


@lru_cache(maxsize=4)
def _outlines(level: str, vintage: str, digest: str) -> Mapping[str, bytes]:
    """Return the outline of each area as GeoJSON; the digest names the layer's bytes."""
    shapes = _shapes(Collection(level, vintage))
    return {code: shapely.to_geojson(shape).encode() for code, shape in shapes.items()}
