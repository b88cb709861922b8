"""Figures of one indicator as SDMX-JSON 2.0 data: one flat list of observations.

pysdmx writes this form for structures and not for data, so the message is written here, from the structure
that pysdmx has. Source: field guide of SDMX-JSON data messages 2.0; a test holds each message to its schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
import pandas as pd
from pysdmx.io.format import Format
from pysdmx.model import Component, Concept, DataType, Role

from data_access.loads.audit import now
from exports.open_data.sdmx import AGENCY, STRUCTURE, VERSION, observations, structure

DATA_JSON_TYPE = Format.DATA_SDMX_JSON_2_0_0.value
SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/"
    "sdmx-json-data-schema.json"
)
STRUCTURE_URN = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{STRUCTURE}({VERSION})"
LINKS = [{"rel": "datastructure", "urn": STRUCTURE_URN}]
LANGUAGE = "en"
# An observation says itself where and when, also where the message has a single place or year.
OF_EACH = ("REF_AREA", "TIME_PERIOD")


class Placed(NamedTuple):
    """A component where it stands in a message, with the place of each row's value in its list of values."""

    described: dict[str, Any]
    is_of_all: bool
    indexes: list[int | None]


def figures_in_json(rows: pd.DataFrame, name: str) -> bytes:
    """Return figures of one indicator, with the columns of ``FIGURES``, as an SDMX-JSON 2.0 message.

    ``name`` identifies the message; one with simulated figures is marked as a test. What is the same in all
    observations stands once, with the data set. Without figures the message has no data set.
    """
    meta = {
        "schema": SCHEMA,
        "id": name,
        "test": bool(rows["simulated"].any()),
        "prepared": now(),
        "contentLanguages": [LANGUAGE],
        "sender": {"id": AGENCY},
    }
    data = _data(observations(rows)) if len(rows) else {"structures": [], "dataSets": []}
    return orjson.dumps({"meta": meta, "data": data})


def _data(found: pd.DataFrame) -> dict[str, Any]:
    dimensions = [
        _placed(part, found[part.id].tolist(), {"keyPosition": position})
        for position, part in enumerate(_parts(Role.DIMENSION))
    ]
    attributes = [
        _placed(part, found[part.id].tolist(), {"relationship": {"observation": {}}})
        for part in _parts(Role.ATTRIBUTE)
        if found[part.id].notna().any()
    ]
    values = [None if value != value else value for value in found["OBS_VALUE"].tolist()]
    data_set = {
        "structure": 0,
        "action": "Information",
        "links": LINKS,
        "attributes": [0 for part in attributes if part.is_of_all],
        "observations": _observations(values, dimensions, attributes),
    }
    return {"structures": [_structure(dimensions, attributes)], "dataSets": [data_set]}


def _structure(dimensions: Sequence[Placed], attributes: Sequence[Placed]) -> dict[str, Any]:
    return {
        "links": LINKS,
        "dimensions": _by_place(dimensions),
        "measures": {"observation": [_described(part) for part in _parts(Role.MEASURE)]},
        "attributes": _by_place(attributes),
        "dataSets": [0],
    }


def _parts(role: Role) -> list[Component]:
    return [part for part in structure().components if part.role is role]


def _described(part: Component) -> dict[str, Any]:
    """Return a component with what it means and of which type its values are."""
    concept, kind = part.concept, part.dtype
    return {
        "id": part.id,
        "name": part.id,
        "description": (concept.description if isinstance(concept, Concept) else None) or "",
        "format": {"dataType": (kind or DataType.STRING).value},
    }


def _placed(part: Component, cells: Sequence[Any], more: dict[str, Any]) -> Placed:
    """Return a component with each of its values once, in the order in which they come."""
    told = [cell for cell in cells if isinstance(cell, str)]
    places = {value: place for place, value in enumerate(dict.fromkeys(told))}
    described = {**_described(part), **more, "values": [{"value": value} for value in places]}
    is_of_all = len(places) == 1 and len(told) == len(cells) and part.id not in OF_EACH
    return Placed(described, is_of_all, [places.get(cell) for cell in cells])


def _by_place(parts: Sequence[Placed]) -> dict[str, Any]:
    return {
        "dataSet": [part.described for part in parts if part.is_of_all],
        "observation": [part.described for part in parts if not part.is_of_all],
    }


def _observations(
    values: Sequence[float | None], dimensions: Sequence[Placed], attributes: Sequence[Placed]
) -> dict[str, list[Any]]:
    """Return each observation by the places of its dimensions: its value, then places of its attributes."""
    keys = [part.indexes for part in dimensions if not part.is_of_all]
    told = [part.indexes for part in attributes if not part.is_of_all]
    return {
        ":".join(str(column[row]) for column in keys): [value, *(column[row] for column in told)]
        for row, value in enumerate(values)
    }
