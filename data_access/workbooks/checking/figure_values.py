"""Cells of figures made into figures: place, year, number; and what is wrong with each of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from data_access.store.frames import kept
from data_access.workbooks.checking.catalogue import CHANGES, Catalogue
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.checking.places_read import note_codes
from data_access.workbooks.reading.cell_looks import PARTLY, STRUCK
from data_access.workbooks.reading.cleaning import DOUBTFUL_TEXT
from data_access.workbooks.reading.numbers import decimals_of, read_numbers
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.places import (
    ABOVE_COLUMNS,
    Context,
    Gazetteer,
    as_they_were,
    resolve,
    vintage_of_year,
)
from data_access.workbooks.reading.sheets import Sheet

FIRST_YEAR, LAST_YEAR = 1990, 2035
# What a text may be read as instead of what it shows; of places and figures alone it matters.
MARKED_TEXT = (STRUCK, PARTLY)
TEXT_FLAWS = ("legacy_text", "control_characters", "lost_letters", DOUBTFUL_TEXT)
# What leads to the figure and says nothing of it.
ONLY_HERE = (
    "raw",
    "vintage",
    "level",
    "area_code",
    "area_name",
    "place_column",
    "scale",
    "is_vintage_stated",
)
# Findings about places that were found all the same.
WARNED_PLACES = ("place_read_as", "foreign_code")


def figures_in(check: FileCheck, cells: pd.DataFrame, sheets: Mapping[str, Sheet]) -> pd.DataFrame:
    """Return the cells with what they mean: the columns area_id, area, value, decimals and state are added.

    Empty cells are left out, and so are those with an error, which is reported.
    """
    choice, catalogue, findings = check.choice, check.catalogue, check.findings
    cells = _that_say_something(cells, sheets)
    cells = _with_known_indicators(cells, catalogue, findings)
    cells = _with_years(cells, choice, findings)
    cells = without_flaws(cells, sheets, check)
    cells = _with_numbers(cells, sheets, catalogue, findings)
    cells = with_places(cells, choice, check.gazetteer, findings)
    note_codes(check, cells)
    return cells.drop(columns=[*ONLY_HERE, *ABOVE_COLUMNS], errors="ignore")


def _that_say_something(cells: pd.DataFrame, sheets: Mapping[str, Sheet]) -> pd.DataFrame:
    """Without the empty cells of a form, but with those that only seem to be empty.

    A line of its own may also hold a state or a range.
    """
    says = ~_is_empty(cells["raw"])
    flawed = [(sheet.name, *place) for sheet in sheets.values() for place in sheet.flaws]
    if flawed:
        names = ["sheet", "row", "column"]
        found = cells[names].merge(pd.DataFrame(flawed, columns=names), how="left", indicator=True)
        says |= found["_merge"].eq("both").set_axis(cells.index)
    for name in ("state", "value_min", "value_max"):
        if name in cells:
            says |= ~_is_empty(cells[name])
    return kept(cells, says)


def _with_known_indicators(cells: pd.DataFrame, catalogue: Catalogue, findings: Findings) -> pd.DataFrame:
    is_known = cells["indicator_code"].isin(catalogue.indicators.index)
    unknown = cells[~is_known]
    findings.errors("unknown_indicator", unknown, name=unknown["indicator_code"])
    return kept(cells, is_known)


def _with_years(cells: pd.DataFrame, choice: Choice, findings: Findings) -> pd.DataFrame:
    if choice.year is not None:
        cells = cells.assign(year=cells["year"].fillna(choice.year))
    has_value = ~_is_empty(cells["raw"])
    is_told = cells["year"].notna()
    _of_rows(findings, "year_missing", cells[~is_told & has_value])
    fits = cells["year"].between(FIRST_YEAR, LAST_YEAR).fillna(False).astype(bool)
    odd = cells[is_told & ~fits & has_value].drop_duplicates(["sheet", "row"])
    findings.errors("year_out_of_range", _at_place(odd), year=odd["year"].astype(str))
    return kept(cells, is_told & fits)


def _is_empty(raw: "pd.Series[Any]") -> "pd.Series[Any]":
    if isinstance(raw.dtype, pd.StringDtype):
        return raw.isna() | raw.eq("")
    return pd.Series([cell is None or cell != cell or cell == "" for cell in raw], index=raw.index)


def _at_place(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells that name the places of figures, each once."""
    named = cells.drop_duplicates(["sheet", "row"])
    return named.assign(column=named["place_column"], area=named["area_name"])


def _of_rows(findings: Findings, code: str, cells: pd.DataFrame) -> None:
    findings.errors(code, _at_place(cells))


def without_flaws(cells: pd.DataFrame, sheets: Mapping[str, Sheet], check: FileCheck) -> pd.DataFrame:
    """Return the cells that can be read, and report the others: formulas, merged values, unreadable text."""
    findings = check.findings
    for sheet in sheets.values():
        _tell_text_flaws(sheet, cells, findings)
        _tell_marked_places(sheet, cells, findings)
        cells = _without_flaws_of(sheet, _with_readable_places(sheet, cells), check.catalogue, findings)
    return cells


def _with_readable_places(sheet: Sheet, cells: pd.DataFrame) -> pd.DataFrame:
    """Without the figures of places whose names cannot be read: what is left of a name names another."""
    flawed = {place for place, flaw in sheet.flaws.items() if flaw in (*TEXT_FLAWS, *MARKED_TEXT)}
    if not flawed:
        return cells
    places = zip(cells["sheet"], cells["row"], cells["place_column"], strict=True)
    return cells[[name != sheet.name or (row, column) not in flawed for name, row, column in places]]


def _tell_marked_places(sheet: Sheet, cells: pd.DataFrame, findings: Findings) -> None:
    """An error for each place of a figure whose name is struck through, or has a raised mark in it."""
    if not set(MARKED_TEXT) & set(sheet.flaws.values()):
        return
    places = _at_place(cells[cells["sheet"].eq(sheet.name)])
    reasons = pd.Series(
        [sheet.flaws.get(place, "") for place in zip(places["row"], places["column"], strict=True)],
        index=places.index,
        dtype=object,
    )
    for reason in MARKED_TEXT:
        findings.errors(reason, places[reasons.eq(reason)])


def _tell_text_flaws(sheet: Sheet, cells: pd.DataFrame, findings: Findings) -> None:
    """An error for each text that cannot be read; doubtful text only as a place or figure."""
    present = set(sheet.flaws.values())
    of_sheet = cells[cells["sheet"].eq(sheet.name)] if DOUBTFUL_TEXT in present else cells.head(0)
    places = set(zip(of_sheet["row"], of_sheet["place_column"], strict=True))
    places |= set(zip(of_sheet["row"], of_sheet["column"], strict=True))
    for reason in (flaw for flaw in TEXT_FLAWS if flaw in present):
        found = [place for place, flaw in sheet.flaws.items() if flaw == reason]
        of_places = [place for place in found if reason != DOUBTFUL_TEXT or place in places]
        others = [place for place in found if place not in of_places]
        for tell, listed in ((findings.errors, of_places), (findings.warnings, others)):
            tell(reason, pd.DataFrame(listed, columns=["row", "column"]).assign(sheet=sheet.name))


def _without_flaws_of(
    sheet: Sheet, cells: pd.DataFrame, catalogue: Catalogue, findings: Findings
) -> pd.DataFrame:
    listed = [(sheet.name, row, column, reason) for (row, column), reason in sheet.flaws.items()]
    listed += [
        (sheet.name, top, left, "merged_value")
        for top, left, bottom, right in sheet.merged
        if (bottom, right) != (top, left)
    ]
    if not listed:
        return cells
    flaws = pd.DataFrame(listed, columns=["sheet", "row", "column", "reason"])
    reason = cells[["sheet", "row", "column"]].merge(flaws, how="left")["reason"].set_axis(cells.index)
    # A rate that its counts give need not have been computed by the sender's program.
    is_reckoned = cells["indicator_code"].isin(list(catalogue.ratios)) & reason.eq("formula_without_value")
    is_empty_merge = reason.eq("merged_value") & _is_empty(cells["raw"])
    for code in reason[~is_reckoned & ~is_empty_merge].dropna().unique():
        if code not in TEXT_FLAWS:
            findings.errors(str(code), cells[reason.eq(code) & ~is_reckoned & ~is_empty_merge])
    return cells[reason.isna()]


def _with_numbers(
    cells: pd.DataFrame, sheets: Mapping[str, Sheet], catalogue: Catalogue, findings: Findings
) -> pd.DataFrame:
    which, codes = pd.factorize(cells["indicator_code"])
    known = catalogue.indicators.loc[codes]
    is_percent = known["unit"].str.startswith("percent").to_numpy(dtype=bool)[which]
    is_whole = known["decimals"].eq(0).to_numpy(dtype=bool)[which] & ~is_percent
    is_scaled = _scales(cells) != 1
    numbers = read_numbers(cells["raw"], whole=is_whole & ~is_scaled, percent=is_percent)
    _read_shown_percents(cells, sheets, is_percent, numbers)
    _apply_scales(cells, is_whole, numbers)
    read = cells.assign(value=numbers.value, decimals=numbers.decimals, state=_states(cells, numbers.state))
    problem = pd.Series(numbers.problem, index=cells.index)
    for code in problem[problem.ne("")].unique():
        bad = read[problem.eq(code)]
        findings.errors(str(code), bad.assign(area=bad["area_name"]), text=bad["raw"].astype(str))
    read = kept(read, problem.eq("") & (read["state"].ne("") | _has_range(read)))
    return _within_range(read, catalogue, findings)


def _read_shown_percents(
    cells: pd.DataFrame, sheets: Mapping[str, Sheet], is_percent: Any, numbers: Any
) -> None:
    """Excel keeps 5,71 % as 0,0571 and shows it a hundredfold."""
    shown = np.zeros(len(cells), dtype=bool)
    for sheet in sheets.values():
        if sheet.percent:
            pairs = zip(cells["sheet"], cells["row"], cells["column"], strict=True)
            shown |= np.array(
                [name == sheet.name and (row, column) in sheet.percent for name, row, column in pairs]
            )
    is_number = shown & ~np.isnan(numbers.value)
    as_percent = is_number & is_percent
    numbers.value[as_percent] = np.round(numbers.value[as_percent] * 100, 10)
    numbers.decimals[as_percent] = np.minimum(np.maximum(numbers.decimals[as_percent] - 2, 0), 2)
    numbers.problem[is_number & ~is_percent] = "percent_for_number"
    fraction = as_percent & (numbers.problem == "not_whole")
    numbers.problem[fraction] = ""


def _scales(cells: pd.DataFrame) -> Any:
    """What each number is multiplied by: 1,000 in a table of thousands."""
    return cells["scale"].to_numpy(dtype=float) if "scale" in cells else np.ones(len(cells))


def _apply_scales(cells: pd.DataFrame, is_whole: Any, numbers: Any) -> None:
    """Numbers in the unit of their indicator; those of a table of shares have two decimals less."""
    scales = _scales(cells)
    scaled = (scales != 1) & ~np.isnan(numbers.value)
    numbers.value[scaled] = np.round(numbers.value[scaled] * scales[scaled], 6)
    numbers.decimals[scaled] = decimals_of(numbers.value[scaled])
    numbers.problem[scaled & is_whole & (np.abs(numbers.value - np.round(numbers.value)) > 1e-6)] = (
        "not_whole"
    )


def _states(cells: pd.DataFrame, read: Any) -> Any:
    """The state in a column of its own is used where the cell of the value is empty."""
    if "state" not in cells:
        return read
    stated = cells["state"].astype("object").where(cells["state"].notna(), "").to_numpy()
    return np.where(read == "", np.where(stated == "reported", "", stated), read)


def _has_range(cells: pd.DataFrame) -> Any:
    if "value_min" not in cells:
        return np.zeros(len(cells), dtype=bool)
    return ~_is_empty(cells["value_min"]).to_numpy() | ~_is_empty(cells["value_max"]).to_numpy()


def _within_range(read: pd.DataFrame, catalogue: Catalogue, findings: Findings) -> pd.DataFrame:
    which, codes = pd.factorize(read["indicator_code"])
    unit = catalogue.indicators["unit"].reindex(codes).to_numpy(dtype=object)[which]
    changes = pd.Series(codes, dtype="str").str.contains(CHANGES).to_numpy(dtype=bool)[which]
    value = read["value"].to_numpy()
    negative = (value < 0) & ~changes
    over = (value > 100) & ~changes & (unit == "percent")
    for code, is_bad in (("negative", negative), ("over_100", over)):
        bad = read[is_bad]
        findings.errors(
            code, bad.assign(area=bad["area_name"]), indicator=bad["indicator_code"], value=bad["value"]
        )
    return kept(read, pd.Series(~negative & ~over, index=read.index))


def with_places(
    cells: pd.DataFrame, choice: Choice, gazetteer: Gazetteer, findings: Findings
) -> pd.DataFrame:
    """Return the cells of known places with ``area_id`` and ``area``, and report the others.

    ``cells`` says of each vintage, level, area_code, area_name, year, value and state.
    """
    is_named = cells["area_code"].ne("") | cells["area_name"].ne("")
    _of_rows(findings, "place_missing", cells[~is_named])
    cells = kept(cells, is_named)
    if "is_vintage_stated" not in cells:
        cells = cells.assign(is_vintage_stated=cells["vintage"].ne("") | bool(choice.vintage))
    cells = _with_vintages(cells, choice)
    levels = (choice.level,) if choice.level else ("province", "district", "commune")
    inside = gazetteer.id_of(choice.place) if choice.place else None
    ids, problems = resolve(gazetteer, cells, Context(levels, inside, names_win=choice.kind == "hxl"))
    problems = problems[~_of_no_unit(cells.loc[problems.index], problems)]
    if len(problems):
        _tell_problems(cells.loc[problems.index], problems, findings)
    cells = kept(cells.assign(area_id=ids), ids.notna())
    were, others = as_they_were(gazetteer, cells, cells["area_id"].astype("int64"))
    if len(others):
        _tell_problems(cells.loc[others.index], others, findings)
    is_known = pd.Series(cells.index.isin(were.index), index=cells.index)
    cells = kept(cells.assign(area_id=were.reindex(cells.index)), is_known)
    names = {number: gazetteer.areas[number].name_vi for number in cells["area_id"].unique()}
    cells = cells.assign(area_id=cells["area_id"].astype("int64"))
    cells = cells.assign(area=cells["area_id"].map(names))
    return _within_place(cells, choice, gazetteer, findings)


def _of_no_unit(cells: pd.DataFrame, problems: pd.DataFrame) -> "pd.Series[bool]":
    """Which problems are of cells that say that a unit which had ended has no figure."""
    return problems["code"].eq("place_ended") & cells["value"].isna() & cells["state"].ne("reported")


def _with_vintages(cells: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    if choice.vintage:
        return cells.assign(vintage=cells["vintage"].where(cells["vintage"].ne(""), choice.vintage))
    years = cells["year"].unique()
    by_year = cells["year"].map({year: vintage_of_year(int(year)) for year in years})
    return cells.assign(vintage=cells["vintage"].where(cells["vintage"].ne(""), by_year))


def _tell_problems(cells: pd.DataFrame, problems: pd.DataFrame, findings: Findings) -> None:
    rows = _at_place(cells)
    problems = problems.loc[rows.index]
    for code in problems["code"].unique():
        bad = problems["code"].eq(code)
        facts = pd.DataFrame(list(problems.loc[bad, "facts"]))
        tell = findings.warnings if code in WARNED_PLACES else findings.errors
        tell(str(code), rows[bad], **{str(name): facts[name] for name in facts})


def _within_place(
    cells: pd.DataFrame, choice: Choice, gazetteer: Gazetteer, findings: Findings
) -> pd.DataFrame:
    """Only figures of the place that the template was made for, where it was made for one."""
    place = gazetteer.id_of(choice.place) if choice.place else None
    if place is None or choice.kind in ("wide", "pxweb", "hxl", "figures"):
        return cells
    outside = ~cells["area_id"].isin(gazetteer.within(place))
    rows = _at_place(cells[outside])
    findings.errors("outside_place", rows, place=gazetteer.areas[place].full_name_vi)
    return cells[~outside]
