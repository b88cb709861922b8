"""The rows of an exhibit in a file: marked, with indicator, unit, status, standard, parent and source.

A page needs none of these columns, and the code of an exhibit is made without them: they are added where a
file is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.catalogue_rows import indicator_rows, measure_rows
from ui.cached.editions import Edition
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.files.hxl import LEVEL_OF_DIGITS, MARK, NATION, hxl_tags
from ui.files.licences import licence_text
from ui.text.figures import text_in
from ui.text.source_citation import codes_by_row, with_sources
from ui.text.tables import as_text
from vocabulary.vintages import NEW, OLD, vintage_above

# What a published figure says of itself beside its value.
OF_FIGURES = ("value_min", "value_max", "qualifier", "status", "standard_code")
INDICATOR_COLUMNS = ("indicator_code", "second_indicator_code")
KEYS = ("indicator_code", "vintage", "area_code", "year")


def file_rows(visit: Visit, exhibit: Exhibit) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the rows of an exhibit's files, and the HXL tag of each column; no tags of a table as written.

    Columns: ``mark`` first where figures are simulated or past, then those of the exhibit's data, its
    indicator, unit, status, standard, ends of a range and parent place where the data have rows of
    indicators or areas, and ``sources``, ``source_addresses`` and ``licence`` of each row.
    """
    if exhibit.data is None:
        rows, tags = pd.DataFrame(as_text(exhibit.table()), columns=list(exhibit.headers)), {}
    else:
        rows = _with_status(visit, _with_indicators(exhibit))
        rows = _with_parents(visit, _with_units(visit, rows, exhibit))
    rows = _with_licences(visit, with_sources(rows, exhibit.sources), exhibit)
    rows = marked(rows, visit.mark)
    if exhibit.data is not None:
        tags = hxl_tags(rows)
    return rows, tags


def marked(rows: pd.DataFrame, mark: str) -> pd.DataFrame:
    """Return rows with a mark in the first column; the rows themselves where there is nothing to mark."""
    if not mark:
        return rows
    first = pd.Series(mark, index=rows.index, name=MARK, dtype="str")
    return pd.concat([first, rows], axis="columns")


def _with_indicators(exhibit: Exhibit) -> pd.DataFrame:
    assert exhibit.data is not None
    rows = exhibit.data.rename(columns=str)
    named = dict(zip(INDICATOR_COLUMNS, exhibit.indicators, strict=False))
    added = {name: code for name, code in named.items() if name not in rows}
    return rows.assign(**added)[[*added, *rows.columns]] if added else rows


def _with_units(visit: Visit, rows: pd.DataFrame, exhibit: Exhibit) -> pd.DataFrame:
    """Return rows with the unit of each: of its indicator or measure, else of the whole exhibit."""
    indicators, measures = indicator_rows(visit.edition), measure_rows(visit.edition)
    told = exhibit.unit or exhibit.subtitle.rpartition("· ")[2]
    columns = [("unit", "measure_code", measures), ("unit", INDICATOR_COLUMNS[0], indicators)]
    columns += [("second_unit", INDICATOR_COLUMNS[1], indicators)]
    units: dict[str, pd.Series] = {}
    for unit, name, catalogue in columns:
        if name in rows and unit not in rows:
            known = {code: visit.words.of(row, "unit") for code, row in catalogue.items()}
            units[unit] = rows[name].map(known).fillna(units.get(unit, told))
    return rows.assign(**({} if "unit" in rows else {"unit": told}) | units)


def _with_status(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with what the store says of the figure of each, where they are figures of areas."""
    missing = [name for name in OF_FIGURES if name not in rows]
    if not missing or not set(KEYS) <= set(rows.columns):
        return rows
    keyed = rows[[*KEYS]].dropna().drop_duplicates()
    groups = keyed.assign(level=[_level(code) for code in keyed["area_code"]]).groupby(
        ["indicator_code", "vintage", "level"], sort=False
    )
    found = [_figures(visit.edition, *key) for key, _ in groups]
    if not found:
        return rows.assign(**dict.fromkeys(missing))
    known = pd.concat(found, ignore_index=True)[[*KEYS, *missing]].drop_duplicates([*KEYS])
    return rows.merge(known, on=[*KEYS], how="left", validate="many_to_one").set_axis(rows.index)


def _figures(edition: Edition, indicator: Any, vintage: Any, level: Any) -> pd.DataFrame:
    if indicator not in indicator_rows(edition):
        return pd.DataFrame(columns=[*KEYS, *OF_FIGURES])
    found = figure_frames.figures_by_area(edition, str(indicator), str(level), (str(vintage),))
    return found.assign(indicator_code=indicator)


def _level(code: object) -> str:
    """Return the level that the form of a code says: the nation's, a region's word, digits of the others."""
    text = str(code)
    if text == NATION:
        return "nation"
    return LEVEL_OF_DIGITS.get(len(text), "") if text.isdigit() else "region"


def _with_parents(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of areas with the code and the name of the place that each lies in."""
    if "area_code" not in rows or "parent_code" in rows:
        return rows
    vintages = rows["vintage"] if "vintage" in rows else [""] * len(rows)
    keys = list(zip(vintages, rows["area_code"], strict=True))
    parents = {key: parent_place(visit, *key) for key in dict.fromkeys(keys)}
    return rows.assign(
        parent_code=[parents[key][0] for key in keys], parent_name=[parents[key][1] for key in keys]
    )


def parent_place(visit: Visit, vintage: object, code: object) -> tuple[str, str]:
    """Return code and name of the place that an area lies in; "" of both where none is known."""
    level = _level(code)
    for known in (str(vintage),) if vintage else (OLD, NEW):
        row = area_frames.area_rows(visit.edition, level, known).get(str(code)) if level else None
        if row is not None and text_in(row, "parent_code"):
            return row["parent_code"], _parent_name(visit, known, row)
    return "", ""


def _parent_name(visit: Visit, vintage: str, row: Row) -> str:
    for known in dict.fromkeys((vintage, vintage_above(vintage), OLD, NEW)):
        parent = area_frames.area_rows(visit.edition, row["parent_level"], known).get(row["parent_code"])
        if parent is not None:
            return visit.words.of(parent)
    return ""


def _with_licences(visit: Visit, rows: pd.DataFrame, exhibit: Exhibit) -> pd.DataFrame:
    """Return rows with the licence of the sources of each, behind all others."""
    known: Mapping[str, Row] = source_rows(visit.edition)
    codes = codes_by_row(rows)
    every, store = exhibit.sources.codes, visit.edition.store
    texts = {own: licence_text(own or every, known, store, visit.words) for own in dict.fromkeys(codes)}
    return rows.assign(licence=[texts[own] for own in codes])
