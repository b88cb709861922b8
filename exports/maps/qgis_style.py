"""The colours of a map as QGIS reads them from a GeoPackage: a row of the table ``layer_styles``.

QGIS takes the style of a layer from the row whose ``useAsDefault`` is set, found by the names of the layer
and of its column of shapes, with empty names of catalogue and schema; ``styleQML`` is a QML document of QGIS.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

import pandas as pd

from exports.maps.still import MapStill

STYLES = "layer_styles"
CLASS = "class"
# Outlines and the hatch of areas without a class: the page's own colours.
OUTLINE, HATCH = "#7d8893", "#9aa5af"
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
VERSION = "3.28.0"


class _Symbol(NamedTuple):
    """One line of a legend: the class it stands for, None for every other area, its label and its fill."""

    number: int | None
    label: str
    colour: str
    style: str = "solid"


def layer_styles(still: MapStill, layer: str, shapes: str) -> pd.DataFrame:
    """Return the one row of the table, for a layer and its column of shapes."""
    return pd.DataFrame(
        {
            "f_table_catalog": [""],
            "f_table_schema": [""],
            "f_table_name": [layer],
            "f_geometry_column": [shapes],
            "styleName": [str(still.document["title"])],
            "styleQML": [qml(still)],
            "styleSLD": [""],
            "useAsDefault": [True],
            "description": [str(still.frame["subtitle"])],
            "owner": [""],
            "ui": pd.array([None], dtype="str"),
            "update_time": pd.to_datetime([dt.datetime.now(dt.UTC).replace(microsecond=0)]),
        }
    )


def qml(still: MapStill) -> str:
    """Return the document: a symbol for each class of the legend, a hatched one for areas without a class."""
    root = ElementTree.Element("qgis", version=VERSION, styleCategories="Symbology")
    renderer = ElementTree.SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr=CLASS, enableorderby="0", forceraster="0"
    )
    categories = ElementTree.SubElement(renderer, "categories")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for place, symbol in enumerate(_symbols(still)):
        is_gap = symbol.number is None
        told = {"value": "", "type": "NULL"} if is_gap else {"value": str(symbol.number), "type": "long"}
        told |= {"symbol": str(place), "label": symbol.label, "render": "true"}
        ElementTree.SubElement(categories, "category", told)
        _fill(symbols, place, symbol)
    return DOCTYPE + ElementTree.tostring(root, encoding="unicode")


def _symbols(still: MapStill) -> Sequence[_Symbol]:
    classes = [
        _Symbol(int(line["mark"]) + 1, str(line["label"]), still.colour(line["mark"]))
        for line in still.frame["legend"]
        if str(line["mark"]).isdigit()
    ]
    gaps = "; ".join(str(line["label"]) for line in still.frame["gaps"])
    return [*classes, _Symbol(None, gaps or still.words("state.missing"), HATCH, "b_diagonal")]


def _fill(symbols: ElementTree.Element, place: int, symbol: _Symbol) -> None:
    """Write a fill twice over: as options, and as the properties that versions before 3.26 read."""
    drawn = ElementTree.SubElement(symbols, "symbol", name=str(place), type="fill", alpha="1")
    layer = ElementTree.SubElement(drawn, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0"})
    options = ElementTree.SubElement(layer, "Option", type="Map")
    told = {
        "color": _rgba(symbol.colour),
        "style": symbol.style,
        "outline_color": _rgba(OUTLINE),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    for name, value in told.items():
        ElementTree.SubElement(options, "Option", name=name, value=value, type="QString")
        ElementTree.SubElement(layer, "prop", k=name, v=value)


def _rgba(colour: str) -> str:
    return ",".join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5)) + ",255"
