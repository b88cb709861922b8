"""Figures of one indicator as SDMX: their structure as SDMX-JSON 2.0, the data as SDMX-CSV 2.0.

``sdmx_json`` writes the same observations as SDMX-JSON. Codes of OBS_STATUS are those of the SDMX code list
CL_OBS_STATUS, version 2.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.model import (
    Component,
    Components,
    Concept,
    ConceptScheme,
    DataStructureDefinition,
    DataType,
    Role,
    Schema,
)

AGENCY, STRUCTURE, CONCEPTS, VERSION = "TDGN", "FIGURES", "CONCEPTS", "1.0"
CONCEPT_URN = f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={AGENCY}:{CONCEPTS}({VERSION})"
DATA_TYPE = Format.DATA_SDMX_CSV_2_0_0.value
STRUCTURE_TYPE = Format.STRUCTURE_SDMX_JSON_2_0_0.value
DIMENSIONS = {
    "FREQ": ("frequency: A, every year", DataType.STRING),
    "INDICATOR": ("code of the indicator, as in the table indicators", DataType.STRING),
    "REF_AREA": ("vintage, level and code of the area, parted by points", DataType.STRING),
    "TIME_PERIOD": ("year, the last where the figure is of several", DataType.YEAR),
}
MEASURES = {"OBS_VALUE": ("the figure in UNIT_MEASURE; empty for a range and for a gap", DataType.DOUBLE)}
# Attribute → the column of the figures that it holds, and what it means.
OF_COLUMN = {
    "VALUE_MIN": ("value_min", "lower end of a range"),
    "VALUE_MAX": ("value_max", "upper end of a range"),
    "UNIT_MEASURE": ("unit", "unit"),
    "DECIMALS": ("decimals", "decimals as printed"),
    "QUALIFIER": ("qualifier", "how exact the figure is"),
    "PERIOD_FROM": ("period_from", "first year of several"),
    "GAP": ("gap", "why there is no value"),
    "PUBLICATION_STATUS": ("status", "final, preliminary, reported, expected, planned or target"),
    "STANDARD": ("standard_code", "poverty standard"),
    "SOURCE_KIND": ("source_kind", "administrative, survey, press, plan or synthetic"),
    "SOURCE": ("source_codes", "codes of the sources"),
    "LICENCE": ("source_licence", "licence of the sources"),
    "LOAD": ("load", "number of the load"),
    "SIMULATED": ("simulated", "true for an invented figure"),
}
MADE = {
    "OBS_STATUS": "status of the observation by CL_OBS_STATUS",
    "SDG_INDICATOR": "indicator of the Sustainable Development Goals that it comes nearest to",
    "SDG_DIFFERENCE": "in what it differs from that indicator's definition",
}
# National lines, told by the survey of the statistics office. The goals count people, these count households.
GOALS: Mapping[str, str] = {
    "survey_income_poverty_rate": "1.2.1",
    "survey_multidimensional_poverty_rate": "1.2.2",
}
DIFFERENCE = "share of households; the goal's indicator is a share of people"
NORMAL, ESTIMATED, FORECAST, PROVISIONAL = "A", "E", "F", "P"
MISSING, CANNOT_EXIST, SUPPRESSED = "O", "M", "Q"
OF_STATUS = {
    "preliminary": PROVISIONAL,
    "expected": FORECAST,
    "planned": FORECAST,
    "target": FORECAST,
}
OF_GAP = {"suppressed": SUPPRESSED, "not_applicable": CANNOT_EXIST}


@cache
def structure() -> DataStructureDefinition:
    """Return the structure of the figures: dimensions, measure and attributes."""
    attributes = {name: about for name, (_, about) in OF_COLUMN.items()} | MADE
    return DataStructureDefinition(
        id=STRUCTURE,
        agency=AGENCY,
        version=VERSION,
        name="Figures of the poverty reduction programme",
        components=Components(
            [
                *(_component(name, Role.DIMENSION, *told) for name, told in DIMENSIONS.items()),
                *(_component(name, Role.MEASURE, *told) for name, told in MEASURES.items()),
                *(
                    _component(name, Role.ATTRIBUTE, about, DataType.STRING)
                    for name, about in attributes.items()
                ),
            ]
        ),
    )


def _component(name: str, role: Role, about: str, kind: DataType) -> Component:
    concept = Concept(id=name, urn=f"{CONCEPT_URN}.{name}", name=name, description=about, dtype=kind)
    level = "O" if role is Role.ATTRIBUTE else None
    return Component(
        id=name, required=role is Role.DIMENSION, role=role, concept=concept, attachment_level=level
    )


def structure_in_json() -> str:
    """Return the structure as SDMX-JSON 2.0."""
    concepts = [part.concept for part in structure().components if isinstance(part.concept, Concept)]
    scheme = ConceptScheme(id=CONCEPTS, agency=AGENCY, version=VERSION, name="Concepts", items=concepts)
    return str(write_sdmx([scheme, structure()], Format.STRUCTURE_SDMX_JSON_2_0_0))


def figures_in_csv(rows: pd.DataFrame) -> str:
    """Return figures of one indicator, with the columns of ``FIGURES``, as SDMX-CSV 2.0."""
    found = PandasDataset(structure=_schema(), data=observations(rows))
    return str(write_sdmx(found, Format.DATA_SDMX_CSV_2_0_0))


def observations(rows: pd.DataFrame) -> pd.DataFrame:
    """Return figures, with the columns of ``FIGURES``, as a row for each observation.

    The columns are the components of the structure. Attributes are texts, NaN where there is nothing;
    OBS_VALUE is a number, NaN for a range and for a gap. No two rows have the same dimensions.
    """
    goal = rows["indicator_code"].map(GOALS)
    columns = {
        "FREQ": "A",
        "INDICATOR": rows["indicator_code"],
        "REF_AREA": rows["vintage"] + "." + rows["level"] + "." + rows["area_code"],
        "TIME_PERIOD": rows["year"].astype("str"),
        "OBS_VALUE": rows["value"],
        **{name: _written(rows[column]) for name, (column, _) in OF_COLUMN.items()},
        "OBS_STATUS": _statuses(rows),
        "SDG_INDICATOR": _written(goal),
        "SDG_DIFFERENCE": _written(goal.notna().map({True: DIFFERENCE})),
    }
    return pd.DataFrame(columns, index=rows.index)


@cache
def _schema() -> Schema:
    return structure().to_schema()


def _written(cells: pd.Series[Any]) -> list[str | None]:
    """Return cells as SDMX writes them, None where there is nothing."""
    return [None if cell is None or cell is pd.NA or cell != cell else _text(cell) for cell in cells.tolist()]


def _text(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _statuses(rows: pd.DataFrame) -> list[str]:
    """Return the status of each observation by the code list."""
    pairs = zip(rows["gap"], rows["status"], rows["restated"], strict=True)
    return [
        OF_GAP.get(gap, MISSING)
        if isinstance(gap, str)
        else ESTIMATED
        if restated == "estimated"
        else OF_STATUS.get(status, NORMAL)
        for gap, status, restated in pairs
    ]
