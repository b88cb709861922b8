"""How the figures of a table were measured: by a review or a survey, and by which poverty standard."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.workbooks.checking.figure_standards import needs_standard, standard_in_force
from data_access.workbooks.understanding.columns import Surroundings
from data_access.workbooks.understanding.reading import Part, ReadColumn, ReadTable

# Kinds of source that a table of an office's own may be of.
KINDS = ("administrative", "survey")


def source_kind_of(around: Surroundings, given: ReadTable | None) -> Part:
    """The kind of source that the title states, that was chosen, or that the sender declares for the file.

    Without a value where the title states two and none is chosen.
    """
    stated = {one.value: one for one in around.said.source_kinds}
    if len(stated) == 1:
        one = next(iter(stated.values()))
        return Part(one.value, "stated", one.cell, one.words)
    if (
        given is not None
        and given.source_kind.how == "chosen"
        and given.source_kind.value in (stated or KINDS)
    ):
        return given.source_kind
    return Part() if stated else Part(around.choice.source_kind, "declared")


def standard_of(around: Surroundings, given: ReadTable | None) -> Part:
    """The standard whose years the title names, or that was chosen for the whole table; else no value."""
    spans = {one.value: one for one in around.said.standards}
    known = around.catalogue.standards
    if not spans and given is not None and given.standard.how == "chosen":
        return given.standard if given.standard.value in known.index else Part()
    if not spans and around.choice.standard_code:
        return Part(around.choice.standard_code, "declared")
    if len(spans) != 1:
        return Part()
    one = next(iter(spans.values()))
    found = known[
        known["series"].eq(source_kind_of(around, given).value)
        & known["kind"].eq("multidimensional")
        & known["first_year"].eq(int(one.value.split("–")[0]))
        & ~known.index.str.contains("undp")
    ]
    return Part(str(found.index[0]), "stated", one.cell, one.words) if len(found) == 1 else Part()


def measured_by(
    around: Surroundings,
    columns: Sequence[ReadColumn],
    years_of_rows: Mapping[int, int],
    given: ReadTable | None,
) -> tuple[ReadColumn, ...]:
    """The columns with their standards: that of the table, or those in force in the years of their figures.

    Columns that no standard applies to keep none, and so do those of a year with several.
    """
    of_table, series = standard_of(around, given), source_kind_of(around, given).value
    return tuple(
        replace(column, standard=_standard(around, column, of_table, series, years_of_rows))
        for column in columns
    )


def _standard(
    around: Surroundings, column: ReadColumn, of_table: Part, series: str, years_of_rows: Mapping[int, int]
) -> Part:
    catalogue, code = around.catalogue, column.indicator.value
    if not column.is_taken or not needs_standard(catalogue, code):
        return Part()
    if of_table.value:
        return of_table
    years = [int(column.year.value)] if column.year.value else sorted(set(years_of_rows.values()))
    found = [standard_in_force(catalogue, code, series, year) for year in years]
    if not found or None in found:
        return Part()
    cell = column.year.cell if column.year.how == "stated" else ""
    return Part(" ".join(dict.fromkeys(filter(None, found))), "concluded", cell)
