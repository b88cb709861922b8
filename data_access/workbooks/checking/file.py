"""Checks a file against itself and against a store."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
from sqlalchemy.orm import Session

from data_access.models.ledger import UNDERSTOOD_KINDS
from data_access.workbooks.checking.catalogue import Catalogue, catalogue_of
from data_access.workbooks.checking.checked import Checked, target_columns
from data_access.workbooks.checking.derived_rates import with_derived_rates
from data_access.workbooks.checking.figure_checks import check_figures
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.checking.places_read import places_read
from data_access.workbooks.checking.record_checks import check_records
from data_access.workbooks.checking.unseen import (
    refuse_double_headings,
    refuse_surplus_cells,
    tell_changed_headings,
    tell_of_comments,
    tell_of_connections,
    tell_of_hidden,
)
from data_access.workbooks.checking.years import with_written_years
from data_access.workbooks.decisions.declared import decision_choice, decisions_named
from data_access.workbooks.decisions.table import decision_cells
from data_access.workbooks.reading.information import choice_in_file, information_of, is_information
from data_access.workbooks.reading.layouts import (
    SAID,
    Header,
    form_cells,
    header_of,
    joined,
    tidy_cells,
)
from data_access.workbooks.reading.options import RECORDS, TEMPLATE_KINDS, Choice
from data_access.workbooks.reading.places import Gazetteer, with_parents
from data_access.workbooks.reading.sheets import ReadFile, Sheet
from data_access.workbooks.understanding.money.records import money_records
from data_access.workbooks.understanding.reading import Reading
from data_access.workbooks.understanding.tags import tagged_cells
from data_access.workbooks.understanding.titles import years_above
from data_access.workbooks.understanding.understand import Reader, understand

Progress = Callable[[float, str], None]
# The columns of a table of figures that are no indicators.
TABLE_CODES = {
    *("area_code", "area_name", "vintage", "level", "year", "indicator_code", "value", "decimals"),
    *SAID,
}
# Sheets of the templates that hold lists for their drop-downs.
OWN_SHEETS = ("_lists",)


def check(
    session: Session,
    read_file: ReadFile,
    progress: Progress | None = None,
    gazetteer: Gazetteer | None = None,
) -> Checked:
    """What is wrong with a file, and the rows it would store.

    ``progress`` is called with a fraction from 0 to 1 and the code of the step that begins: ``layout``,
    ``places``, ``values``, ``done``. ``gazetteer`` holds the areas of the store, where they are kept already.
    Raises ``StoreError``.
    """
    report = progress or (lambda _fraction, _step: None)
    findings = Findings()
    report(0.0, "layout")
    stated = information_of(read_file.sheets)
    choice = choice_in_file(read_file.choice, stated, findings) if stated else read_file.choice
    tell_of_connections(read_file, findings)
    sheets = [sheet for sheet in read_file.sheets if _is_read(sheet, findings)]
    catalogue = catalogue_of(session)
    if choice.kind == "decision" or (stated is None and _is_decision(choice, sheets, catalogue)):
        choice = decision_choice(choice, sheets, findings)
    report(0.15, "places")
    gazetteer = gazetteer or Gazetteer(session)
    findings.names = catalogue.names
    report(0.3, "values")
    file_check = FileCheck(
        session, choice, gazetteer, catalogue, findings, describes_itself=stated is not None
    )
    reading: Reading | None = None
    if choice.kind == "hxl":
        reading, cells = tagged_cells(file_check, read_file.digest, sheets)
        rows = _checked_figures(file_check, cells, {sheet.name: sheet for sheet in sheets})
    elif choice.kind in UNDERSTOOD_KINDS:
        rows, reading = _foreign_figures(file_check, read_file, sheets)
    else:
        rows = check_records(file_check, sheets) if choice.kind in RECORDS else _figures(file_check, sheets)
    report(1.0, "done")
    return replace(_checked(read_file, file_check, rows), reading=reading)


def _is_read(sheet: Sheet, findings: Findings) -> bool:
    if is_information(sheet) or sheet.name in OWN_SHEETS or sheet.cells.empty:
        return False
    if sheet.hidden:
        findings.warning("hidden_sheet", sheet.name)
    return not sheet.hidden


def _is_decision(choice: Choice, sheets: Sequence[Sheet], catalogue: Catalogue) -> bool:
    """Whether a file sent as a template names one decision of the ministry and has no column of a template.

    The templates of the decisions have no first sheet of their own, so as to be what is printed.
    """
    if choice.kind not in TEMPLATE_KINDS or len(decisions_named(sheets)) != 1:
        return False
    codes = TABLE_CODES | set(catalogue.indicators.index)
    return choice.kind not in RECORDS and not any(header_of(sheet, codes) for sheet in sheets)


def _figures(check: FileCheck, sheets: Sequence[Sheet]) -> dict[str, pd.DataFrame]:
    choice, catalogue, findings = check.choice, check.catalogue, check.findings
    by_name = {sheet.name: sheet for sheet in sheets}
    if choice.kind == "decision":
        found = (decision_cells(check, sheet) for sheet in sheets)
        return _checked_figures(check, joined(cells for cells in found if len(cells)), by_name)
    laid_out = [_laid_out(sheet, catalogue, findings, own=check.describes_itself) for sheet in sheets]
    if not check.describes_itself:
        laid_out = [
            _with_year_of_title(check, sheet, cells) for sheet, cells in zip(sheets, laid_out, strict=True)
        ]
    return _checked_figures(check, joined(frame for frame in laid_out if len(frame)), by_name)


def _with_year_of_title(check: FileCheck, sheet: Sheet, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of a template's sheet that came without its first sheet, with the year above its headings."""
    if cells.empty or cells["year"].notna().any():
        return cells
    years = years_above(sheet, int(cells["row"].min()))
    chosen = check.choice.year
    if len(years) == 1 and chosen is not None and chosen != years[0].year:
        place = pd.DataFrame({"sheet": [sheet.name], "row": [years[0].row], "column": [years[0].column]})
        facts = {"year": str(years[0].year), "text": years[0].text, "other_year": str(chosen)}
        check.findings.errors("year_not_as_chosen", place, **facts)
    return cells.assign(year=years[0].year) if len(years) == 1 else cells


def _foreign_figures(
    check: FileCheck, read_file: ReadFile, sheets: Sequence[Sheet]
) -> tuple[dict[str, pd.DataFrame], Reading]:
    """The figures of tables that an office made itself, and how they were understood."""
    reader = Reader(check.choice, check.gazetteer, check.catalogue, check.findings, check.choice.reading)
    understood = understand(reader, read_file.digest, sheets)
    by_name = {sheet.name: sheet for sheet in sheets}
    for sheet in sheets:
        tell_of_comments(sheet, check.findings)
        tell_of_hidden(sheet, understood.cells[understood.cells["sheet"].eq(sheet.name)], check.findings)
    money = understood.money.cells
    for sheet in sheets:
        tell_of_hidden(sheet, money[money["sheet"].eq(sheet.name)], check.findings)
    is_nothing = understood.cells.empty and money.empty
    if understood.reading.tables and is_nothing and not check.findings.has_errors:
        check.findings.error("no_column_taken")
    if money.empty:
        return _checked_figures(check, understood.cells, by_name), understood.reading
    records = money_records(check, understood.money, by_name)
    rows = {} if understood.cells.empty else _checked_figures(check, understood.cells, by_name)
    if check.choice.source_code is None and not check.findings.has_errors:
        check.findings.error("source_missing")
    return {"sources": new_sources(check.choice), **rows, "money": records}, understood.reading


def _checked_figures(
    check: FileCheck, cells: pd.DataFrame, by_name: dict[str, Sheet]
) -> dict[str, pd.DataFrame]:
    choice, catalogue, findings = check.choice, check.catalogue, check.findings
    if cells.empty:
        if not findings.has_errors:
            findings.error("nothing_recognised")
        return {}
    figures = check_figures(check, cells, by_name)
    figures = with_derived_rates(figures, catalogue)
    if figures.empty and not findings.has_errors:
        findings.error("no_values")
    return {"sources": new_sources(choice), "figures": figures}


def _laid_out(sheet: Sheet, catalogue: Catalogue, findings: Findings, *, own: bool) -> pd.DataFrame:
    """The cells of a sheet of codes; ``own`` is one that was made from a template of this page."""
    indicators = set(catalogue.indicators.index)
    cells = joined([])
    header = header_of(sheet, TABLE_CODES | indicators)
    if header is not None:
        is_tidy = header.column("indicator_code") is not None
        cells = tidy_cells(sheet, header) if is_tidy else form_cells(sheet, header, indicators)
        cells = _of_codes(cells, sheet, header, findings)
        if own:
            tell_changed_headings(sheet, header, catalogue.names, findings)
    if cells.empty:
        findings.warning("sheet_not_read", sheet.name)
        return cells
    tell_of_hidden(sheet, cells, findings)
    tell_of_comments(sheet, findings, cells)
    return with_parents(cells, sheet)


def _of_codes(cells: pd.DataFrame, sheet: Sheet, header: Header, findings: Findings) -> pd.DataFrame:
    """The cells of a sheet whose columns are named by codes, with their years."""
    refuse_surplus_cells(sheet, header.row, findings)
    refuse_double_headings(sheet, header, findings)
    return with_written_years(cells, sheet, header, findings)


def new_sources(choice: Choice) -> pd.DataFrame:
    """The source that the officer names, where the store does not hold it yet."""
    rows = [dict(choice.source)] if choice.source is not None else []
    return pd.DataFrame(rows, columns=target_columns("sources"))


def _checked(read_file: ReadFile, file_check: FileCheck, rows: dict[str, pd.DataFrame]) -> Checked:
    choice, frame = file_check.choice, file_check.findings.frame()
    blocked = frame["severity"].eq("error").any()
    ready = {} if blocked else {target: found for target, found in rows.items() if len(found)}
    # A source that comes along with figures is none of them.
    cells = sum(len(found) for target, found in rows.items() if target != "sources" or len(rows) == 1)
    known = (read_file.name, read_file.name, read_file.digest, frame, ready, cells)
    return Checked(choice.kind, *known, places=places_read(file_check))
