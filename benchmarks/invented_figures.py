"""Invented figures of the generated areas: every year another value, so that most areas change colour."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.generated_areas import SEED, VINTAGE, areas, drawing
from data_access.store.frames import Row
from ui.maps.document import picture_document
from ui.maps.map_facts import LayerFacts, MapFacts
from ui.maps.picture_address import PictureAddress

YEARS = tuple(range(2006, 2017))
INDICATOR: Row = {
    "code": "invented",
    "name_vi": "Số liệu bịa để đo tốc độ",
    "name_en": "Invented figures for timing",
    "unit": "percent",
    "unit_vi": "% số hộ",
    "unit_en": "% of households",
    "decimals": 1,
    "direction": "lower",
}
TOLD: dict[str, Any] = {
    **{"decimals": 1, "qualifier": "exact", "state": "reported", "status": "final"},
    **{"source_kind": "synthetic", "source_code": "invented"},
    **dict.fromkeys(("value_min", "value_max"), np.nan),
    **dict.fromkeys(("standard_code", "note_vi", "note_en", "as_of", "status_note", "period_from")),
}
PICTURE = PictureAddress("invented", "commune")


@cache
def values(count: int) -> pd.DataFrame:
    """Return one row per area and one column per year, by code: percent with one decimal."""
    random = np.random.default_rng(SEED)
    table = np.round(random.gamma(2.0, 7.0, (count, len(YEARS))).clip(0, 90), 1)
    return pd.DataFrame(table, index=pd.Index(areas(count).codes, name="code"), columns=list(YEARS))


@cache
def picture_bytes(count: int) -> bytes:
    """Return the picture's document, made and compressed as the dashboard does."""
    document = picture_document_of(count)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def picture_document_of(count: int) -> dict[str, Any]:
    """Return the picture's document of so many areas, by the dashboard's own code."""
    return picture_document(PICTURE, _facts(count))


def _facts(count: int) -> MapFacts:
    drawn = drawing(count)
    names = pd.DataFrame({"vintage": VINTAGE, "area_code": drawn.codes})
    names["name_vi"] = names["name_en"] = "Đơn vị " + names["area_code"]
    return MapFacts(
        indicator=INDICATOR,
        layers={VINTAGE: LayerFacts(VINTAGE, drawn.url, drawn.codes, names)},
        figures=_figures(count, names),
        national=pd.DataFrame({"year": [], "aside": []}),
        sources=_source(),
        standards=pd.DataFrame({"code": [], "name_vi": [], "name_en": []}),
    )


def _figures(count: int, names: pd.DataFrame) -> pd.DataFrame:
    long = values(count).reset_index(names="area_code")
    long = long.melt("area_code", var_name="year", value_name="value").merge(names, on="area_code")
    for column, told in TOLD.items():
        long[column] = told
    return long


NO_ADDRESS = dict.fromkeys(("publisher_en", "url", "address_of", "read_on"))


def _source() -> pd.DataFrame:
    row = {"code": "invented", "publisher": "", "title": "Invented", "title_en": "Invented"}
    rows = pd.DataFrame(
        [row | {"doc_number": None, "table_number": None, "page": None, "date": "2000"} | NO_ADDRESS]
    )
    return rows.set_index("code", drop=False)
