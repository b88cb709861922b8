"""Where store and geometry meet: the facts of one picture, read through the kept frames."""

from __future__ import annotations

import pandas as pd

from data_access.errors import UnknownIndicator
from geo.outlines import outlines
from ui import stores
from ui.figures import Row
from ui.picture import MapFacts
from ui.stores import Edition

# A map of a vintage also receives figures of the units before it; those it cannot draw it names.
EARLIER_VINTAGES = {"v2004": (), "v2008": ("v2004",), "v2025": ()}
NATION = {"vintage": "v2008", "level": "nation", "code": "VN"}


class UnknownPicture(LookupError):
    """No such indicator."""


def indicator_row(edition: Edition, code: str) -> Row:
    """Return an indicator's row; UnknownPicture when the store has none of that code."""
    found = stores.indicators(edition)
    rows = found[found["code"] == code].to_dict("records")
    if not rows:
        raise UnknownPicture(code)
    return rows[0]


def map_facts(edition: Edition, indicator: str, level: str, vintage: str) -> MapFacts:
    """Return what a picture of an indicator needs; UnknownPicture or UnknownLayer when there is none."""
    row = indicator_row(edition, indicator)
    drawing = outlines(level, vintage)
    vintages = (vintage, *EARLIER_VINTAGES.get(vintage, ()))
    return MapFacts(
        indicator=row,
        geometry_url=drawing.url,
        codes=drawing.codes,
        areas=stores.areas(edition, level, vintage).rename(columns={"code": "area_code"}),
        figures=stores.figures_by_area(edition, indicator, level, vintages),
        national=national_figures(edition, indicator),
        sources=stores.sources(edition).set_index("code", drop=False),
        standards=stores.standards(edition).set_index("code", drop=False),
        loaded_on=loaded_on(edition),
    )


def national_figures(edition: Edition, indicator: str) -> pd.DataFrame:
    """Return the nation's figures of an indicator, by year; empty when none was published."""
    try:
        return stores.figures_of_area(edition, indicator, **NATION)
    except UnknownIndicator:
        return stores.figures_by_area(edition, indicator, NATION["level"], (NATION["vintage"],))


def loaded_on(edition: Edition) -> str:
    """Return the ISO date of the newest load."""
    return str(stores.loads(edition)["loaded_at"].iloc[0])[:10]
